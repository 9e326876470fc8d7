-- Revision  2026-11-21-103000-0000 (undo)
-- Message   unique
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop unique constraint over serial of devices
-- Drop unique constraint uq_devices_owner of devices
-- Add unique constraint uq_devices_label on devices
-- Add unique constraint uq_devices_owner on devices
-- note: devices is built anew and its rows are moved, because sqlite cannot in place: drop unique constraint over serial of devices; drop unique constraint uq_devices_owner of devices; add unique constraint uq_devices_label on devices; add unique constraint uq_devices_owner on devices
DROP TABLE IF EXISTS __schemist_new_devices;

CREATE TABLE __schemist_new_devices (
    id INTEGER NOT NULL PRIMARY KEY,
    serial TEXT NOT NULL,
    owner TEXT,
    label TEXT,
    CONSTRAINT uq_devices_label UNIQUE (label),
    CONSTRAINT uq_devices_owner UNIQUE (owner, label)
);

INSERT INTO __schemist_new_devices (id, serial, owner, label)
SELECT id, serial, owner, label
FROM devices;

DROP TABLE devices;
ALTER TABLE __schemist_new_devices RENAME TO devices;
