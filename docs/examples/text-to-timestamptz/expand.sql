ALTER TABLE visits ADD COLUMN seen_at timestamptz;
