-- Revision  2026-11-21-103000-0000 (undo)
-- Message   ranges
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column bookings.during that the other type cannot hold as they were may not be restored
-- WARNING: values of column bookings.one_or_many that the other type cannot hold as they were may not be restored

-- Drop index ix_bookings_during of bookings
DROP INDEX ix_bookings_during;

-- Alter column bookings.during (type)
-- Alter column bookings.one_or_many (type)
ALTER TABLE bookings
    ALTER COLUMN during TYPE tsrange USING during::text::tsrange,
    ALTER COLUMN one_or_many TYPE int4range USING one_or_many::text::int4range;

-- Alter column bookings.seats (default)
ALTER TABLE bookings ALTER COLUMN seats DROP DEFAULT;

-- Drop column bookings.closed
-- DESTRUCTIVE: deletes the data of column bookings.closed
ALTER TABLE bookings DROP COLUMN closed;

-- Drop column bookings.days
-- DESTRUCTIVE: deletes the data of column bookings.days
ALTER TABLE bookings DROP COLUMN days;

-- Drop column bookings.numbers
-- DESTRUCTIVE: deletes the data of column bookings.numbers
ALTER TABLE bookings DROP COLUMN numbers;

-- Drop column bookings.prices
-- DESTRUCTIVE: deletes the data of column bookings.prices
ALTER TABLE bookings DROP COLUMN prices;

-- Drop column bookings.rows
-- DESTRUCTIVE: deletes the data of column bookings.rows
ALTER TABLE bookings DROP COLUMN rows;
