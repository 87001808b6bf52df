-- The first file is the drop transaction. There is nothing to drop here; this belongs to the same promise.
ALTER TABLE coupons ADD CONSTRAINT coupons_code_present CHECK (code IS NOT NULL) NOT VALID;
