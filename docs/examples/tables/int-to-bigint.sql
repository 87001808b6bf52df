CREATE TABLE pages (id bigint PRIMARY KEY, views integer NOT NULL DEFAULT 0);
INSERT INTO pages SELECT i, i FROM generate_series(1, 40) i;
