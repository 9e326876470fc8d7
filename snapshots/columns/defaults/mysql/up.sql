-- Revision  2026-11-21-103000-0000 (apply)
-- Message   defaults
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column settings.beta (default) (models.rs:13:5)
-- Alter column settings.note (default) (models.rs:17:5)
-- Alter column settings.ratio (default) (models.rs:11:5)
-- Alter column settings.seen (default) (models.rs:15:5)
-- Alter column settings.size (default) (models.rs:9:5)
-- Alter column settings.theme (default) (models.rs:8:5)
ALTER TABLE `settings`
    MODIFY COLUMN `beta` tinyint(1) NOT NULL DEFAULT 1,
    MODIFY COLUMN `note` text NULL DEFAULT '',
    MODIFY COLUMN `ratio` double NOT NULL DEFAULT -1.5,
    MODIFY COLUMN `seen` timestamp NULL DEFAULT current_timestamp(),
    MODIFY COLUMN `size` int NOT NULL,
    MODIFY COLUMN `theme` text NOT NULL DEFAULT 'it''s "dark"';
