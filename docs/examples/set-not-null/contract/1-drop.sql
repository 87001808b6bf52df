-- One transaction. The check holds for every write from here on, and no row is read for it yet.
ALTER TABLE customers
    DROP COLUMN nickname,
    ADD CONSTRAINT customers_display_name_present CHECK (display_name IS NOT NULL) NOT VALID;
