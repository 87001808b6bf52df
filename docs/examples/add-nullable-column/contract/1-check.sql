-- Tightening waits for the contract. NOT VALID holds its lock for a moment only.
ALTER TABLE products ADD CONSTRAINT products_weight_positive CHECK (weight_grams > 0) NOT VALID;
