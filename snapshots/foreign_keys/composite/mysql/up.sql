-- Revision  2026-11-21-103000-0000 (apply)
-- Message   composite
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create index ix_downloads_package_number on downloads (models.rs:14:5)
-- Create index ix_downloads_sha_package on downloads (models.rs:15:5)
ALTER TABLE `downloads`
    ADD INDEX `ix_downloads_package_number` (`package`, `number`),
    ADD INDEX `ix_downloads_sha_package` (`sha`, `package`);

-- Add foreign key fk_downloads_package_number_versions on downloads (models.rs:14:5)
-- warning[L108]: foreign key fk_downloads_package_number_versions on downloads fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `downloads` ADD CONSTRAINT `fk_downloads_package_number_versions` FOREIGN KEY (`package`, `number`) REFERENCES `versions` (`package`, `number`) ON DELETE CASCADE;

-- Add foreign key fk_downloads_sha on downloads (models.rs:15:5)
-- warning[L108]: foreign key fk_downloads_sha on downloads fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `downloads` ADD CONSTRAINT `fk_downloads_sha` FOREIGN KEY (`sha`, `package`) REFERENCES `versions` (`digest`, `package`);
