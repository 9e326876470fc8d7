-- Revision  2026-11-21-103000-0000 (apply)
-- Message   bits_chars_and_times
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column readings.mask (models.rs:10:5)
ALTER TABLE readings ADD COLUMN mask bit varying(16);

-- Add column readings.one (models.rs:12:5)
ALTER TABLE readings ADD COLUMN one bit(1);

-- Add column readings.sex (models.rs:16:5)
ALTER TABLE readings ADD COLUMN sex char(1);

-- Add column readings.zoned (models.rs:20:5)
ALTER TABLE readings ADD COLUMN zoned timetz(3);

-- Add column readings.wall (models.rs:24:5)
ALTER TABLE readings ADD COLUMN wall timestamp(0);

-- Add column readings.age (models.rs:28:5)
ALTER TABLE readings ADD COLUMN age interval year to month;

-- Add column readings.lap (models.rs:30:5)
ALTER TABLE readings ADD COLUMN lap interval second(2);

-- Alter column readings.flags (default) (models.rs:8:5)
ALTER TABLE readings ALTER COLUMN flags SET DEFAULT '000'::"bit";

-- Alter column readings.at (type) (models.rs:22:5)
-- Alter column readings.clock (type) (models.rs:18:5)
-- Alter column readings.country (type) (models.rs:14:5)
-- Alter column readings.span (type) (models.rs:26:5)
ALTER TABLE readings
    ALTER COLUMN at TYPE timestamptz(3),
    ALTER COLUMN clock TYPE time(6),
    ALTER COLUMN country TYPE char(3),
    ALTER COLUMN span TYPE interval;
