CREATE TABLE parcels (id bigint PRIMARY KEY, customer text NOT NULL, shipped boolean NOT NULL DEFAULT false);
INSERT INTO parcels SELECT i, 'Customer ' || i, i % 2 = 0 FROM generate_series(1, 40) i;
