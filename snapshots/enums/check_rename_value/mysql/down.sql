-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_rename_value
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint tickets_status of tickets
-- Alter column tickets.status (default)
ALTER TABLE `tickets`
    DROP CONSTRAINT `tickets_status`,
    MODIFY COLUMN `status` varchar(20) NULL DEFAULT 'it''s fixed';

-- Replace values of tickets.status: 'it's closed' by 'it's fixed', 'gone' by 'lost'
UPDATE `tickets` SET `status` = CASE `status` WHEN 'it''s closed' THEN 'it''s fixed' WHEN 'gone' THEN 'lost' ELSE `status` END WHERE `status` IN ('it''s closed', 'gone');

-- Add check constraint tickets_status on tickets
ALTER TABLE `tickets` ADD CONSTRAINT `tickets_status` CHECK (`status` in ('open','it''s fixed','lost'));
