-- A plain column that sync computes. GENERATED … STORED would rewrite the table while everybody waits.
ALTER TABLE invoices ADD COLUMN amount_cents bigint;
