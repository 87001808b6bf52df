ALTER TABLE order_lines ADD COLUMN units integer;
