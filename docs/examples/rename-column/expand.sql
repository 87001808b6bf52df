-- RENAME would fail every statement of the old path at once, so the new name comes beside the old one.
ALTER TABLE accounts ADD COLUMN email text;
