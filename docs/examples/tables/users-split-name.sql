CREATE TABLE users (id bigint PRIMARY KEY, full_name text);
INSERT INTO users SELECT i, 'First' || i || ' Last' || i FROM generate_series(1, 40) i;
