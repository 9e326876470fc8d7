-- Revision  2026-11-21-103000-0000 (apply)
-- Message   generic
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column events.before (models.rs:14:5)
ALTER TABLE events ADD COLUMN "before" INTEGER;
