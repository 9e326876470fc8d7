-- Revision  2026-11-21-103000-0000 (undo)
-- Message   composite
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop foreign key fk_downloads_package_number_versions of downloads
ALTER TABLE `downloads` DROP FOREIGN KEY `fk_downloads_package_number_versions`;

-- Drop foreign key fk_downloads_sha of downloads
ALTER TABLE `downloads` DROP FOREIGN KEY `fk_downloads_sha`;

-- Drop index ix_downloads_package_number of downloads
-- Drop index ix_downloads_sha_package of downloads
ALTER TABLE `downloads`
    DROP INDEX `ix_downloads_package_number`,
    DROP INDEX `ix_downloads_sha_package`;
