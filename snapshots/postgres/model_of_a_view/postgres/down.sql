-- Revision  2026-11-21-103000-0000 (undo)
-- Message   model_of_a_view
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop column users.email
-- DESTRUCTIVE: deletes the data of column users.email
ALTER TABLE users DROP COLUMN email;
