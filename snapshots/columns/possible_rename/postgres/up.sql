-- Revision  2026-11-21-103000-0000 (apply)
-- Message   possible_rename
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column bills.total_net (models.rs:17:5)
ALTER TABLE bills ADD COLUMN total_net integer;

-- Add column bills.total_tax (models.rs:18:5)
ALTER TABLE bills ADD COLUMN total_tax integer;

-- Add column users.handle (models.rs:10:5)
ALTER TABLE users ADD COLUMN handle varchar(40);

-- Drop column bills.total
-- DESTRUCTIVE: deletes the data of column bills.total; down.sql cannot restore it
-- warning[L102]: column bills.total is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE bills DROP COLUMN total;

-- Drop column users.nick
-- DESTRUCTIVE: deletes the data of column users.nick; down.sql cannot restore it
-- warning[L102]: column users.nick is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE users DROP COLUMN nick;
