-- Nobody waits while it is built.
CREATE UNIQUE INDEX CONCURRENTLY coupons_code_key ON coupons (code);
