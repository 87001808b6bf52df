-- Nullable until the contract: the old path does not know of it, and rows of before have yet to be filled.
ALTER TABLE parcels ADD COLUMN state text;
