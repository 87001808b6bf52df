CREATE TABLE accounts (id bigint PRIMARY KEY, mail text);
INSERT INTO accounts SELECT i, 'user' || i || '@example.org' FROM generate_series(1, 40) i;
