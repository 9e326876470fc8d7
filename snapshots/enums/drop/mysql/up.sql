-- Revision  2026-11-21-103000-0000 (apply)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column moods.mood (type) (models.rs:8:5)
-- Drop column moods.spare
-- DESTRUCTIVE: deletes the data of column moods.spare; down.sql cannot restore it
-- warning[L102]: column moods.spare is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE `moods`
    DROP COLUMN `spare`,
    MODIFY COLUMN `mood` text NOT NULL DEFAULT 'ok';
