-- Revision  2026-11-21-103000-0000 (undo)
-- Message   unnamed_in_two_tables
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop table inbox
-- DESTRUCTIVE: deletes the rows of table inbox
DROP TABLE inbox;

-- Drop table outbox
-- DESTRUCTIVE: deletes the rows of table outbox
DROP TABLE outbox;
