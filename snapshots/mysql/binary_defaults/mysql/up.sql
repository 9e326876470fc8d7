-- Revision  2026-11-21-103000-0000 (apply)
-- Message   binary_defaults
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column files.gone (default) (models.rs:16:5)
-- Alter column files.stamp (default) (models.rs:10:5)
ALTER TABLE `files`
    MODIFY COLUMN `gone` varbinary(9) NULL,
    MODIFY COLUMN `stamp` binary(14) NOT NULL DEFAULT '20000101000000';
