ALTER TABLE invoices DROP COLUMN amount;
