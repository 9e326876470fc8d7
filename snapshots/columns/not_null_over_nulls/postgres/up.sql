-- Revision  2026-11-21-103000-0000 (apply)
-- Message   not_null_over_nulls
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column tasks.label (nullability) (models.rs:10:5)
-- warning[L104]: column tasks.label becomes required: this fails where a row holds NULL
--   help: fill it first: UPDATE … SET … WHERE label IS NULL
UPDATE tasks SET label = DEFAULT WHERE label IS NULL;
ALTER TABLE tasks ALTER COLUMN label SET NOT NULL;

-- Alter column tasks.priority (nullability, default) (models.rs:8:5)
-- warning[L104]: column tasks.priority becomes required: this fails where a row holds NULL
--   help: fill it first: UPDATE … SET … WHERE priority IS NULL
ALTER TABLE tasks ALTER COLUMN priority SET DEFAULT 3;
UPDATE tasks SET priority = DEFAULT WHERE priority IS NULL;
ALTER TABLE tasks ALTER COLUMN priority SET NOT NULL;
