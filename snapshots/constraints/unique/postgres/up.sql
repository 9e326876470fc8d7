-- Revision  2026-11-21-103000-0000 (apply)
-- Message   unique
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop unique constraint uq_devices_label of devices
ALTER TABLE devices DROP CONSTRAINT uq_devices_label;

-- Drop unique constraint uq_devices_owner of devices
ALTER TABLE devices DROP CONSTRAINT uq_devices_owner;

-- Add unique constraint uq_devices_owner on devices (models.rs:4:28)
-- warning[L107]: unique constraint uq_devices_owner on devices fails where two rows are alike
--   help: look for duplicates before this runs
ALTER TABLE devices ADD CONSTRAINT uq_devices_owner UNIQUE (owner, serial);

-- Add unique constraint uq_devices_serial on devices (models.rs:7:13)
-- warning[L107]: unique constraint uq_devices_serial on devices fails where two rows are alike
--   help: look for duplicates before this runs
ALTER TABLE devices ADD CONSTRAINT uq_devices_serial UNIQUE (serial);
