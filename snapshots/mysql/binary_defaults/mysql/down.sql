-- Revision  2026-11-21-103000-0000 (undo)
-- Message   binary_defaults
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column files.gone (default)
-- Alter column files.stamp (default)
ALTER TABLE `files`
    MODIFY COLUMN `gone` varbinary(9) NULL DEFAULT 'it''s',
    MODIFY COLUMN `stamp` binary(14) NOT NULL DEFAULT '19700101000000';
