-- Revision  2026-11-21-103000-0000 (apply)
-- Message   model_of_a_view
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column users.email (models.rs:8:5)
ALTER TABLE users ADD COLUMN email text;
