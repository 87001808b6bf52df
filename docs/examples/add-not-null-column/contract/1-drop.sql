-- One transaction. The check holds for every write from here on, and no row is read for it yet.
ALTER TABLE parcels
    DROP COLUMN shipped,
    ADD CONSTRAINT parcels_state_present CHECK (state IS NOT NULL) NOT VALID;
