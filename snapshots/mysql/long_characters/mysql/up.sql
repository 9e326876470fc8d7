-- Revision  2026-11-21-103000-0000 (apply)
-- Message   long_characters
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table stamps (models.rs:28:12)
CREATE TABLE `stamps` (
    `id` int NOT NULL,
    `face` varchar(10) NOT NULL DEFAULT '😃',
    PRIMARY KEY (`id`),
    CONSTRAINT `ck_stamps` CHECK (face in ('😀', '😃'))
) DEFAULT COLLATE=utf8mb4_bin;

-- Alter column empty.other (default) (models.rs:43:5)
ALTER TABLE `empty` MODIFY COLUMN `other` varchar(10) COLLATE utf8mb4_bin NOT NULL DEFAULT '😴';

-- Drop check constraint ck_other of moods
-- Add column moods.new (models.rs:23:5)
-- Alter column moods.other (default) (models.rs:15:5)
-- Alter column moods.required (default) (models.rs:19:5)
-- Add check constraint ck_other on moods (models.rs:8:5)
-- warning[L108]: check constraint ck_other on moods fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `moods`
    DROP CONSTRAINT `ck_other`,
    ADD COLUMN `new` varchar(30) COLLATE utf8mb4_bin GENERATED ALWAYS AS (concat('🎉',`face`)) VIRTUAL,
    MODIFY COLUMN `other` varchar(10) COLLATE utf8mb4_bin NULL DEFAULT '😃',
    MODIFY COLUMN `required` varchar(10) COLLATE utf8mb4_bin NOT NULL DEFAULT '😃',
    ADD CONSTRAINT `ck_other` CHECK (`face` <> '🥱é');
