-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_rename_value
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint tickets_status of tickets
ALTER TABLE `tickets` DROP CONSTRAINT `tickets_status`;

-- Replace values of tickets.status: 'it's fixed' by 'it's closed', 'lost' by 'gone'
UPDATE `tickets` SET `status` = CASE `status` WHEN 'it''s fixed' THEN 'it''s closed' WHEN 'lost' THEN 'gone' ELSE `status` END WHERE `status` IN ('it''s fixed', 'lost');

-- Alter column tickets.status (default) (models.rs:8:5)
-- Add check constraint tickets_status on tickets (models.rs:8:5)
-- warning[L108]: check constraint tickets_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `tickets`
    MODIFY COLUMN `status` varchar(20) NULL DEFAULT 'it''s closed',
    ADD CONSTRAINT `tickets_status` CHECK (`status` in ('open','it''s closed','gone'));
