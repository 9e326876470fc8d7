-- Revision  2026-11-21-103000-0000 (apply)
-- Message   on_update_added
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column notes.changed (models.rs:12:5)
-- Alter column notes.stars (nullability, default) (models.rs:8:5)
-- Drop column notes.gone
-- DESTRUCTIVE: deletes the data of column notes.gone; down.sql cannot restore it
-- warning[L102]: column notes.gone is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
UPDATE `notes` SET `stars` = 1, `seen` = `seen`, `gone` = `gone` WHERE `stars` IS NULL;

ALTER TABLE `notes`
    DROP COLUMN `gone`,
    ADD COLUMN `changed` datetime NOT NULL DEFAULT '2021-01-01 00:00:00' ON UPDATE current_timestamp(),
    MODIFY COLUMN `stars` smallint NOT NULL DEFAULT 1;
