-- Nullable until the contract: the old path knows nothing of these columns.
ALTER TABLE users
    ADD COLUMN first_name text,
    ADD COLUMN last_name text;
