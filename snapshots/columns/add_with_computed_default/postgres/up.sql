-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add_with_computed_default
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column events.created_at (models.rs:9:5)
ALTER TABLE events ADD COLUMN created_at timestamp DEFAULT CURRENT_TIMESTAMP NOT NULL;
