CREATE TABLE coupons (id bigint PRIMARY KEY, code text);
INSERT INTO coupons SELECT i, 'CODE-' || i FROM generate_series(1, 40) i;
