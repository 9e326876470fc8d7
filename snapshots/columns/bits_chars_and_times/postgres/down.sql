-- Revision  2026-11-21-103000-0000 (undo)
-- Message   bits_chars_and_times
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column readings.at that the other type cannot hold as they were may not be restored
-- WARNING: values of column readings.clock that the other type cannot hold as they were may not be restored
-- WARNING: values of column readings.country that the other type cannot hold as they were may not be restored
-- WARNING: values of column readings.span that the other type cannot hold as they were may not be restored

-- Alter column readings.flags (default)
ALTER TABLE readings ALTER COLUMN flags DROP DEFAULT;

-- Alter column readings.at (type)
-- Alter column readings.clock (type)
-- Alter column readings.country (type)
-- Alter column readings.span (type)
ALTER TABLE readings
    ALTER COLUMN at TYPE timestamptz(0),
    ALTER COLUMN clock TYPE time(3),
    ALTER COLUMN country TYPE char(2),
    ALTER COLUMN span TYPE interval day to second(3);

-- Drop column readings.age
-- DESTRUCTIVE: deletes the data of column readings.age
ALTER TABLE readings DROP COLUMN age;

-- Drop column readings.lap
-- DESTRUCTIVE: deletes the data of column readings.lap
ALTER TABLE readings DROP COLUMN lap;

-- Drop column readings.mask
-- DESTRUCTIVE: deletes the data of column readings.mask
ALTER TABLE readings DROP COLUMN mask;

-- Drop column readings.one
-- DESTRUCTIVE: deletes the data of column readings.one
ALTER TABLE readings DROP COLUMN one;

-- Drop column readings.sex
-- DESTRUCTIVE: deletes the data of column readings.sex
ALTER TABLE readings DROP COLUMN sex;

-- Drop column readings.wall
-- DESTRUCTIVE: deletes the data of column readings.wall
ALTER TABLE readings DROP COLUMN wall;

-- Drop column readings.zoned
-- DESTRUCTIVE: deletes the data of column readings.zoned
ALTER TABLE readings DROP COLUMN zoned;
