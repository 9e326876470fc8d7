-- Revision  2026-11-21-103000-0000 (undo)
-- Message   public_by_name
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop column users.role
-- DESTRUCTIVE: deletes the data of column users.role
ALTER TABLE users DROP COLUMN role;

-- Drop table items
-- Drop sequence items_id_seq
-- DESTRUCTIVE: deletes the rows of table items
-- DESTRUCTIVE: deletes the current value of sequence items_id_seq
DROP TABLE items;

-- Drop enum role
DROP TYPE role;
