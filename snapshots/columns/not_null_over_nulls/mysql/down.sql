-- Revision  2026-11-21-103000-0000 (undo)
-- Message   not_null_over_nulls
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column tasks.label (nullability)
-- Alter column tasks.priority (nullability, default)
ALTER TABLE `tasks`
    MODIFY COLUMN `label` text NULL DEFAULT 'none',
    MODIFY COLUMN `priority` int NULL;
