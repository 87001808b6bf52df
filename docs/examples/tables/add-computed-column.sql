CREATE TABLE invoices (id bigint PRIMARY KEY, amount numeric(12,2));
INSERT INTO invoices SELECT i, i + 0.25 FROM generate_series(1, 40) i;
