ALTER TABLE addresses
    DROP COLUMN street,
    DROP COLUMN house_number;
