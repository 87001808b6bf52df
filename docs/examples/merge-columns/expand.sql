ALTER TABLE addresses ADD COLUMN street_line text;
