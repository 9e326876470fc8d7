-- Revision  2026-11-21-103000-0000 (undo)
-- Message   described_namespace
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop table profiles
-- DESTRUCTIVE: deletes the rows of table profiles
DROP TABLE profiles;
