-- Revision  2026-11-21-103000-0000 (undo)
-- Message   generated
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column lines.gone
ALTER TABLE lines ADD COLUMN gone integer GENERATED ALWAYS AS (qty + 1) STORED;

-- Alter column lines.twice (generation)
ALTER TABLE lines DROP COLUMN twice;
ALTER TABLE lines ADD COLUMN twice integer GENERATED ALWAYS AS (qty * 2) STORED;

-- Drop column lines.less
ALTER TABLE lines DROP COLUMN less;
