CREATE TABLE addresses (id bigint PRIMARY KEY, street text, house_number text);
INSERT INTO addresses SELECT i, 'Elm Street', i || 'a' FROM generate_series(1, 40) i;
