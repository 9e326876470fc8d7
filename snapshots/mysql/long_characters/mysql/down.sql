-- Revision  2026-11-21-103000-0000 (undo)
-- Message   long_characters
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop table stamps
-- DESTRUCTIVE: deletes the rows of table stamps
DROP TABLE `stamps`;

-- Alter column empty.other (default)
ALTER TABLE `empty` MODIFY COLUMN `other` varchar(10) COLLATE utf8mb4_bin NOT NULL DEFAULT '😀';

-- Drop check constraint ck_other of moods
-- Alter column moods.other (default)
-- Alter column moods.required (default)
-- Add check constraint ck_other on moods
-- Drop column moods.new
ALTER TABLE `moods`
    DROP CONSTRAINT `ck_other`,
    DROP COLUMN `new`,
    MODIFY COLUMN `other` varchar(10) COLLATE utf8mb4_bin NULL DEFAULT '😀',
    MODIFY COLUMN `required` varchar(10) COLLATE utf8mb4_bin NOT NULL DEFAULT '😀',
    ADD CONSTRAINT `ck_other` CHECK (`face` <> '😴é');
