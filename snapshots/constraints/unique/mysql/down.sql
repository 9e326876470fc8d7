-- Revision  2026-11-21-103000-0000 (undo)
-- Message   unique
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop unique constraint uq_devices_owner of devices
-- Drop unique constraint uq_devices_serial of devices
-- Add unique constraint uq_devices_label on devices
-- Add unique constraint uq_devices_owner on devices
ALTER TABLE `devices`
    DROP INDEX `uq_devices_owner`,
    DROP INDEX `uq_devices_serial`,
    ADD UNIQUE INDEX `uq_devices_label` (`label`),
    ADD UNIQUE INDEX `uq_devices_owner` (`owner`, `label`);
