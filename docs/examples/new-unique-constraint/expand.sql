-- For the new path's question. Not unique: the old path may still write a code twice.
CREATE INDEX CONCURRENTLY coupons_code_lookup ON coupons (code);
