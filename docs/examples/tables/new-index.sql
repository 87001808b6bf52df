CREATE TABLE shipments (id bigint PRIMARY KEY, customer bigint NOT NULL, sent_on date NOT NULL);
CREATE INDEX shipments_customer ON shipments (customer);
INSERT INTO shipments SELECT i, i, date '2026-01-01' + i::integer FROM generate_series(1, 40) i;
