-- Revision  2026-11-21-103000-0000 (undo)
-- Message   defaults
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column settings.beta (default)
-- Alter column settings.note (default)
-- Alter column settings.ratio (default)
-- Alter column settings.seen (default)
-- Alter column settings.size (default)
-- Alter column settings.theme (default)
ALTER TABLE `settings`
    MODIFY COLUMN `beta` tinyint(1) NOT NULL,
    MODIFY COLUMN `note` text NULL,
    MODIFY COLUMN `ratio` double NOT NULL,
    MODIFY COLUMN `seen` timestamp NULL,
    MODIFY COLUMN `size` int NOT NULL DEFAULT 12,
    MODIFY COLUMN `theme` text NOT NULL DEFAULT 'light';
