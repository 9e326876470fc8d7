-- Revision  2026-11-21-103000-0000 (undo)
-- Message   indexed_varchar_to_text
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column pages.body that the other type cannot hold as they were may not be restored
-- WARNING: values of column pages.slug that the other type cannot hold as they were may not be restored

-- Alter column pages.body (type, nullability, default)
-- Alter column pages.slug (type, nullability, default)
-- Add unique constraint ux_slug on pages
-- Create index ix_body on pages
ALTER TABLE `pages`
    MODIFY COLUMN `body` varchar(200) NULL,
    MODIFY COLUMN `slug` varchar(100) NULL,
    ADD INDEX `ix_body` (`body`),
    ADD UNIQUE INDEX `ux_slug` (`slug`);
