-- Reads every row, and stops nobody meanwhile.
ALTER TABLE customers VALIDATE CONSTRAINT customers_display_name_present;
