-- Revision  2026-11-21-103000-0000 (apply)
-- Message   generated
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column lines.less (models.rs:14:5)
ALTER TABLE lines ADD COLUMN less integer GENERATED ALWAYS AS (price - 1) STORED;

-- Alter column lines.twice (generation) (models.rs:12:5)
ALTER TABLE lines DROP COLUMN twice;
ALTER TABLE lines ADD COLUMN twice integer GENERATED ALWAYS AS (qty * 4) STORED;

-- Drop column lines.gone
ALTER TABLE lines DROP COLUMN gone;
