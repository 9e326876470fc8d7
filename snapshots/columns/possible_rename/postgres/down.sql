-- Revision  2026-11-21-103000-0000 (undo)
-- Message   possible_rename
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column bills.total cannot be restored
-- WARNING: the data of column users.nick cannot be restored

-- Add column bills.total
-- the data of column bills.total cannot be restored
ALTER TABLE bills ADD COLUMN total integer;

-- Add column users.nick
-- the data of column users.nick cannot be restored
ALTER TABLE users ADD COLUMN nick varchar(40);

-- Drop column bills.total_net
-- DESTRUCTIVE: deletes the data of column bills.total_net
ALTER TABLE bills DROP COLUMN total_net;

-- Drop column bills.total_tax
-- DESTRUCTIVE: deletes the data of column bills.total_tax
ALTER TABLE bills DROP COLUMN total_tax;

-- Drop column users.handle
-- DESTRUCTIVE: deletes the data of column users.handle
ALTER TABLE users DROP COLUMN handle;
