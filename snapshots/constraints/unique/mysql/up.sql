-- Revision  2026-11-21-103000-0000 (apply)
-- Message   unique
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop unique constraint uq_devices_label of devices
-- Drop unique constraint uq_devices_owner of devices
-- Add unique constraint uq_devices_owner on devices (models.rs:4:28)
-- Add unique constraint uq_devices_serial on devices (models.rs:7:13)
-- warning[L107]: unique constraint uq_devices_owner on devices fails where two rows are alike
--   help: look for duplicates before this runs
-- warning[L107]: unique constraint uq_devices_serial on devices fails where two rows are alike
--   help: look for duplicates before this runs
ALTER TABLE `devices`
    DROP INDEX `uq_devices_label`,
    DROP INDEX `uq_devices_owner`,
    ADD UNIQUE INDEX `uq_devices_owner` (`owner`, `serial`),
    ADD UNIQUE INDEX `uq_devices_serial` (`serial`);
