-- Revision  2026-11-21-103000-0000 (apply)
-- Message   not_null_over_nulls
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column tasks.label (nullability) (models.rs:10:5)
-- Alter column tasks.priority (nullability, default) (models.rs:8:5)
-- note: tasks is built anew and its rows are moved, because sqlite cannot in place: alter column tasks.label (nullability); alter column tasks.priority (nullability, default)
DROP TABLE IF EXISTS __schemist_new_tasks;

CREATE TABLE __schemist_new_tasks (
    id INTEGER NOT NULL PRIMARY KEY,
    priority INTEGER NOT NULL DEFAULT 3,
    label TEXT NOT NULL DEFAULT 'none'
);

INSERT INTO __schemist_new_tasks (id, priority, label)
SELECT id, coalesce(priority, 3), coalesce(label, 'none')
FROM tasks;

DROP TABLE tasks;
ALTER TABLE __schemist_new_tasks RENAME TO tasks;
