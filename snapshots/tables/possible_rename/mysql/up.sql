-- Revision  2026-11-21-103000-0000 (apply)
-- Message   possible_rename
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table log_entries (models.rs:5:12)
CREATE TABLE `log_entries` (
    `id` int NOT NULL,
    `message` text NOT NULL,
    `level` int NOT NULL,
    PRIMARY KEY (`id`)
);

-- Drop table log_entry
-- DESTRUCTIVE: deletes the rows of table log_entry; down.sql cannot restore it
-- warning[L101]: table log_entry is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE `log_entry`;
