-- Cannot run in a transaction, so it stands alone in its file. Nobody waits for it.
CREATE INDEX CONCURRENTLY shipments_customer_sent_on ON shipments (customer, sent_on);
