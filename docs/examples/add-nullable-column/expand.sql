-- Nullable and without a default: no row is rewritten, and the old path never notices.
ALTER TABLE products ADD COLUMN weight_grams integer;
