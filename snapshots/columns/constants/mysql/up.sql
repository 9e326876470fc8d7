-- Revision  2026-11-21-103000-0000 (apply)
-- Message   constants
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column items.amount (models.rs:21:5)
-- Add column items.state (models.rs:23:5)
-- Alter column items.code (type) (models.rs:19:5)
-- Add check constraint ck_items_code on items (models.rs:15:24)
-- Create index ix_items_by_code on items (models.rs:15:66)
-- warning[L108]: check constraint ck_items_code on items fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `items`
    ADD COLUMN `amount` int NOT NULL DEFAULT 40,
    ADD COLUMN `state` enum('open','on-hold') NOT NULL DEFAULT 'on-hold',
    MODIFY COLUMN `code` varchar(40) NOT NULL,
    ADD INDEX `ix_items_by_code` (`code`),
    ADD CONSTRAINT `ck_items_code` CHECK (`code` <> '');
