-- Revision  2026-11-21-103000-0000 (apply)
-- Message   not_null_over_nulls
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column tasks.label (nullability) (models.rs:10:5)
-- Alter column tasks.priority (nullability, default) (models.rs:8:5)
UPDATE `tasks` SET `label` = 'none' WHERE `label` IS NULL;
UPDATE `tasks` SET `priority` = 3 WHERE `priority` IS NULL;

ALTER TABLE `tasks`
    MODIFY COLUMN `label` text NOT NULL DEFAULT 'none',
    MODIFY COLUMN `priority` int NOT NULL DEFAULT 3;
