-- Proven by the valid check, so no row is read while the lock is held.
ALTER TABLE customers ALTER COLUMN display_name SET NOT NULL;
ALTER TABLE customers DROP CONSTRAINT customers_display_name_present;
