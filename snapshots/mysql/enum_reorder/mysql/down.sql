-- Revision  2026-11-21-103000-0000 (undo)
-- Message   enum_reorder
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column tasks.flags that the other type cannot hold as they were may not be restored
-- WARNING: values of column tasks.state that the other type cannot hold as they were may not be restored

-- Alter column tasks.flags (type, default)
-- Alter column tasks.state (type, default)
ALTER TABLE `tasks`
    MODIFY COLUMN `flags` set('a','b','c') NOT NULL DEFAULT 'a',
    MODIFY COLUMN `state` enum('new','open','lost','done') NOT NULL DEFAULT 'new';
