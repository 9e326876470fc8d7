-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_by_evidence
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column users.flag cannot be restored
-- WARNING: values of column users.name that the other type cannot hold as they were may not be restored

-- Rename column users.quantity to qty
ALTER TABLE users RENAME COLUMN quantity TO qty;

-- Add column users.flag
-- the data of column users.flag cannot be restored
ALTER TABLE users ADD COLUMN flag boolean DEFAULT false NOT NULL;

-- Alter column users.name (type)
ALTER TABLE users ALTER COLUMN name TYPE varchar(40);

-- Rename column users.name to nm
ALTER TABLE users RENAME COLUMN name TO nm;

-- Drop column users.flagged
-- DESTRUCTIVE: deletes the data of column users.flagged
ALTER TABLE users DROP COLUMN flagged;
