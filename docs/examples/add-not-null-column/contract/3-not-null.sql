-- Proven by the valid check, so no row is read while the lock is held.
ALTER TABLE parcels ALTER COLUMN state SET NOT NULL;
ALTER TABLE parcels DROP CONSTRAINT parcels_state_present;
