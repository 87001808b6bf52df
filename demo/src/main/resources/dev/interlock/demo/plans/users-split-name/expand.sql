-- SPDX-License-Identifier: Apache-2.0
-- Both columns stay nullable until the old path is gone: it knows nothing of them.
ALTER TABLE users ADD COLUMN first_name text, ADD COLUMN last_name text;
