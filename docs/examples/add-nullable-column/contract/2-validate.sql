-- Reads every row, and stops nobody meanwhile.
ALTER TABLE products VALIDATE CONSTRAINT products_weight_positive;
