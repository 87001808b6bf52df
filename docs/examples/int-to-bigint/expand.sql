-- ALTER COLUMN … TYPE bigint would rewrite the table while everybody waits.
ALTER TABLE pages ADD COLUMN view_count bigint;
