CREATE TABLE customers (id bigint PRIMARY KEY, nickname text);
INSERT INTO customers SELECT i, CASE WHEN i % 4 <> 0 THEN 'Nick ' || i END FROM generate_series(1, 40) i;
