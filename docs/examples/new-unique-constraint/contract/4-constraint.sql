-- Takes over the index that is there, for a moment under its lock.
ALTER TABLE coupons ADD CONSTRAINT coupons_code_key UNIQUE USING INDEX coupons_code_key;
