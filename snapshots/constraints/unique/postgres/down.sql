-- Revision  2026-11-21-103000-0000 (undo)
-- Message   unique
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop unique constraint uq_devices_owner of devices
ALTER TABLE devices DROP CONSTRAINT uq_devices_owner;

-- Drop unique constraint uq_devices_serial of devices
ALTER TABLE devices DROP CONSTRAINT uq_devices_serial;

-- Add unique constraint uq_devices_label on devices
ALTER TABLE devices ADD CONSTRAINT uq_devices_label UNIQUE (label);

-- Add unique constraint uq_devices_owner on devices
ALTER TABLE devices ADD CONSTRAINT uq_devices_owner UNIQUE (owner, label);
