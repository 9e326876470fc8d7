-- Revision  2026-11-21-103000-0000 (undo)
-- Message   enum_and_set
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column mails.flags that the other type cannot hold as they were may not be restored
-- WARNING: values of column mails.state that the other type cannot hold as they were may not be restored

-- Alter column mails.flags (type)
-- Alter column mails.state (type, nullability, default)
ALTER TABLE `mails`
    MODIFY COLUMN `flags` set('seen','x\\y') NOT NULL DEFAULT 'seen',
    MODIFY COLUMN `state` enum('new','it''s sent','a,b') NULL;
