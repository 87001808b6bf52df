CREATE TABLE visits (id bigint PRIMARY KEY, seen text);
INSERT INTO visits
SELECT i, to_char(timestamp '2026-01-01' + i * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
FROM generate_series(1, 40) i;
