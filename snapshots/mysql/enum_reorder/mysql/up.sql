-- Revision  2026-11-21-103000-0000 (apply)
-- Message   enum_reorder
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column tasks.flags (type, default) (models.rs:10:5)
-- Alter column tasks.state (type, default) (models.rs:8:5)
-- warning[L105]: tasks.state changes from enum('new','open','lost','done') to enum('done','open','new'): this fails where a value does not fit
ALTER TABLE `tasks`
    MODIFY COLUMN `flags` set('c','b','a','d') NOT NULL DEFAULT 'c',
    MODIFY COLUMN `state` enum('done','open','new') NOT NULL DEFAULT 'open';
