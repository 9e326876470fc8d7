-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_create
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table kinds (models.rs:13:12)
CREATE TABLE `kinds` (
    `id` int NOT NULL,
    `checked` varchar(20) NOT NULL,
    `check me` varchar(20) NULL DEFAULT 'it''s',
    `free` text NOT NULL,
    `number` smallint NOT NULL,
    `unchecked` int NOT NULL DEFAULT 1,
    PRIMARY KEY (`id`),
    CONSTRAINT `ck_kinds_check me` CHECK (`check me` IN ('open', 'on hold', 'it''s')),
    CONSTRAINT `ck_kinds_checked` CHECK (`checked` IN ('open', 'on hold', 'it''s')),
    CONSTRAINT `ck_kinds_number` CHECK (`number` IN (-1, 10, 11))
);

-- Add column other.added (models.rs:8:5)
-- Add check constraint ck_other_added on other (models.rs:8:5)
-- warning[L108]: check constraint ck_other_added on other fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `other`
    ADD COLUMN `added` varchar(20) NOT NULL DEFAULT 'on hold',
    ADD CONSTRAINT `ck_other_added` CHECK (`added` in ('open','on hold','it''s'));
