-- Proven by the valid check, so no row is read while the lock is held.
ALTER TABLE orders ALTER COLUMN state SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT orders_state_present;
