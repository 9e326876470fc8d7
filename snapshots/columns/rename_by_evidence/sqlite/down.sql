-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_by_evidence
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column users.flag cannot be restored
-- WARNING: values of column users.name that the other type cannot hold as they were may not be restored

-- Rename column users.quantity to qty
ALTER TABLE users RENAME COLUMN quantity TO qty;

-- Add column users.flag
-- Alter column users.name (type)
-- Drop column users.flagged
-- the data of column users.flag cannot be restored
-- DESTRUCTIVE: deletes the data of column users.flagged
-- note: users is built anew and its rows are moved, because sqlite cannot in place: alter column users.name (type)
DROP TABLE IF EXISTS __schemist_new_users;

CREATE TABLE __schemist_new_users (
    id INTEGER NOT NULL PRIMARY KEY,
    name VARCHAR(40) NOT NULL,
    qty INTEGER NOT NULL DEFAULT 1,
    email VARCHAR(80),
    flag BOOLEAN NOT NULL DEFAULT FALSE
);

INSERT INTO __schemist_new_users (id, name, qty, email)
SELECT id, name, qty, email
FROM users;

DROP TABLE users;
ALTER TABLE __schemist_new_users RENAME TO users;
CREATE INDEX ix_users_nm ON users (name);

-- Rename column users.name to nm
ALTER TABLE users RENAME COLUMN name TO nm;
