-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_by_evidence
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column users.nm to name
ALTER TABLE users RENAME COLUMN nm TO name;

-- Rename column users.qty to quantity
ALTER TABLE users RENAME COLUMN qty TO quantity;

-- Add column users.flagged (models.rs:14:5)
-- Alter column users.name (type) (models.rs:8:5)
-- Drop column users.flag
-- DESTRUCTIVE: deletes the data of column users.flag; down.sql cannot restore it
-- warning[L102]: column users.flag is dropped with all its values
-- note: users is built anew and its rows are moved, because sqlite cannot in place: alter column users.name (type)
DROP TABLE IF EXISTS __schemist_new_users;

CREATE TABLE __schemist_new_users (
    id INTEGER NOT NULL PRIMARY KEY,
    name VARCHAR(80) NOT NULL,
    quantity INTEGER NOT NULL DEFAULT 1,
    email VARCHAR(80),
    flagged BOOLEAN NOT NULL DEFAULT false
);

INSERT INTO __schemist_new_users (id, name, quantity, email)
SELECT id, name, quantity, email
FROM users;

DROP TABLE users;
ALTER TABLE __schemist_new_users RENAME TO users;
CREATE INDEX ix_users_nm ON users (name);
