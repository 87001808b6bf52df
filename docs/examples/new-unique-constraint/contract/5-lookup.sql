DROP INDEX CONCURRENTLY coupons_code_lookup;
