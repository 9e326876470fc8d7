-- Revision  2026-11-21-103000-0000 (apply)
-- Message   not_null_over_nulls
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column tasks.label (nullability) (models.rs:10:5)
UPDATE tasks SET label = DEFAULT WHERE label IS NULL;
ALTER TABLE tasks ALTER COLUMN label SET NOT NULL;

-- Alter column tasks.priority (nullability, default) (models.rs:8:5)
ALTER TABLE tasks ALTER COLUMN priority SET DEFAULT 3;
UPDATE tasks SET priority = DEFAULT WHERE priority IS NULL;
ALTER TABLE tasks ALTER COLUMN priority SET NOT NULL;
