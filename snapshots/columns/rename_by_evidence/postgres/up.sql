-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_by_evidence
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column users.nm to name
ALTER TABLE users RENAME COLUMN nm TO name;

-- Rename column users.qty to quantity
ALTER TABLE users RENAME COLUMN qty TO quantity;

-- Add column users.flagged (models.rs:14:5)
ALTER TABLE users ADD COLUMN flagged boolean DEFAULT false NOT NULL;

-- Alter column users.name (type) (models.rs:8:5)
ALTER TABLE users ALTER COLUMN name TYPE varchar(80);

-- Drop column users.flag
-- DESTRUCTIVE: deletes the data of column users.flag; down.sql cannot restore it
-- warning[L102]: column users.flag is dropped with all its values
ALTER TABLE users DROP COLUMN flag;
