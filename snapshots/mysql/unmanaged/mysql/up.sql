-- Revision  2026-11-21-103000-0000 (apply)
-- Message   unmanaged
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column parts.m (models.rs:16:5)
ALTER TABLE `parts` ADD COLUMN `m` int NULL;

-- Add column sales.note (models.rs:8:5)
-- Alter column sales.cents (type) (models.rs:7:5)
ALTER TABLE `sales`
    ADD COLUMN `note` text NULL,
    MODIFY COLUMN `cents` bigint NOT NULL;
