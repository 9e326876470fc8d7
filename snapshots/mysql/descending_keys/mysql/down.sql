-- Revision  2026-11-21-103000-0000 (undo)
-- Message   descending_keys
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_at of news
-- Drop index ix_title of news
-- Drop unique constraint ux_news of news
-- Add unique constraint ux_news on news
-- Create index ix_at on news
-- Create index ix_title on news
ALTER TABLE `news`
    DROP INDEX `ix_at`,
    DROP INDEX `ix_title`,
    DROP INDEX `ux_news`,
    ADD INDEX `ix_at` (`at`),
    ADD INDEX `ix_title` (`title`(20)),
    ADD UNIQUE INDEX `ux_news` (`section`, `id`);
