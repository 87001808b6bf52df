CREATE TABLE products (id bigint PRIMARY KEY, name text NOT NULL);
INSERT INTO products SELECT i, 'Product ' || i FROM generate_series(1, 40) i;
