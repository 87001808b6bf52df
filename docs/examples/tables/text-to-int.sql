CREATE TABLE order_lines (id bigint PRIMARY KEY, quantity text);
INSERT INTO order_lines SELECT i, i::text FROM generate_series(1, 40) i;
