-- One transaction, with the original names.
ALTER TABLE users DROP COLUMN full_name;
