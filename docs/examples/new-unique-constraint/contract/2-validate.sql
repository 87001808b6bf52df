ALTER TABLE coupons VALIDATE CONSTRAINT coupons_code_present;
