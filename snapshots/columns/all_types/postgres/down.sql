-- Revision  2026-11-21-103000-0000 (undo)
-- Message   all_types
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop table everything
-- DESTRUCTIVE: deletes the rows of table everything
DROP TABLE everything;

-- Drop enum state
DROP TYPE state;
