-- Revision  2026-11-21-103000-0000 (apply)
-- Message   unique
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop unique constraint uq_devices_label of devices
-- Drop unique constraint uq_devices_owner of devices
-- Add unique constraint over serial on devices (models.rs:7:13)
-- Add unique constraint uq_devices_owner on devices (models.rs:4:28)
-- warning[L107]: unique constraint over serial on devices fails where two rows are alike
--   help: look for duplicates before this runs
-- warning[L107]: unique constraint uq_devices_owner on devices fails where two rows are alike
--   help: look for duplicates before this runs
-- note: devices is built anew and its rows are moved, because sqlite cannot in place: drop unique constraint uq_devices_label of devices; drop unique constraint uq_devices_owner of devices; add unique constraint over serial on devices; add unique constraint uq_devices_owner on devices
DROP TABLE IF EXISTS __schemist_new_devices;

CREATE TABLE __schemist_new_devices (
    id INTEGER NOT NULL PRIMARY KEY,
    serial TEXT NOT NULL UNIQUE,
    owner TEXT,
    label TEXT,
    CONSTRAINT uq_devices_owner UNIQUE (owner, serial)
);

INSERT INTO __schemist_new_devices (id, serial, owner, label)
SELECT id, serial, owner, label
FROM devices;

DROP TABLE devices;
ALTER TABLE __schemist_new_devices RENAME TO devices;
