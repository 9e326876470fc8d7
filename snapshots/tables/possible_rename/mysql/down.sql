-- Revision  2026-11-21-103000-0000 (undo)
-- Message   possible_rename
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the rows of table log_entry cannot be restored

-- Create table log_entry
-- the rows of table log_entry cannot be restored
CREATE TABLE `log_entry` (
    `id` int NOT NULL,
    `message` text NOT NULL,
    `level` int NOT NULL,
    PRIMARY KEY (`id`)
);

-- Drop table log_entries
-- DESTRUCTIVE: deletes the rows of table log_entries
DROP TABLE `log_entries`;
