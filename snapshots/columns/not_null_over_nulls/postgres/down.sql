-- Revision  2026-11-21-103000-0000 (undo)
-- Message   not_null_over_nulls
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column tasks.label (nullability)
ALTER TABLE tasks ALTER COLUMN label DROP NOT NULL;

-- Alter column tasks.priority (nullability, default)
ALTER TABLE tasks
    ALTER COLUMN priority DROP NOT NULL,
    ALTER COLUMN priority DROP DEFAULT;
