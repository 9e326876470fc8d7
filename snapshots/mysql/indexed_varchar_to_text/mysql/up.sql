-- Revision  2026-11-21-103000-0000 (apply)
-- Message   indexed_varchar_to_text
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_body of pages
-- Drop unique constraint ux_slug of pages
-- Alter column pages.body (type, nullability, default) (models.rs:8:5)
-- Alter column pages.slug (type, nullability, default) (models.rs:10:5)
ALTER TABLE `pages`
    DROP INDEX `ix_body`,
    DROP INDEX `ux_slug`,
    MODIFY COLUMN `body` text NULL DEFAULT '',
    MODIFY COLUMN `slug` text NULL DEFAULT 'none';

UPDATE `pages` SET `body` = '' WHERE `body` IS NULL;
UPDATE `pages` SET `slug` = 'none' WHERE `slug` IS NULL;

ALTER TABLE `pages`
    MODIFY COLUMN `body` text NOT NULL DEFAULT '',
    MODIFY COLUMN `slug` text NOT NULL DEFAULT 'none';
