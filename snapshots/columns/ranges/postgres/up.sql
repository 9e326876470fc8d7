-- Revision  2026-11-21-103000-0000 (apply)
-- Message   ranges
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column bookings.days (models.rs:12:5)
ALTER TABLE bookings ADD COLUMN days daterange;

-- Add column bookings.prices (models.rs:13:5)
ALTER TABLE bookings ADD COLUMN prices numrange;

-- Add column bookings.numbers (models.rs:15:5)
ALTER TABLE bookings ADD COLUMN numbers int8multirange DEFAULT '{}'::int8multirange NOT NULL;

-- Add column bookings.closed (models.rs:17:5)
ALTER TABLE bookings ADD COLUMN closed tstzmultirange;

-- Add column bookings.rows (models.rs:21:5)
ALTER TABLE bookings ADD COLUMN rows int4range[];

-- Alter column bookings.during (type) (models.rs:11:5)
-- Alter column bookings.one_or_many (type) (models.rs:19:5)
-- warning[L105]: bookings.during changes from tsrange to tstzrange: this fails where a value does not fit
-- warning[L105]: bookings.one_or_many changes from int4range to int4multirange: this fails where a value does not fit
ALTER TABLE bookings
    ALTER COLUMN during TYPE tstzrange USING during::text::tstzrange,
    ALTER COLUMN one_or_many TYPE int4multirange USING one_or_many::int4multirange;

-- Alter column bookings.seats (default) (models.rs:10:5)
ALTER TABLE bookings ALTER COLUMN seats SET DEFAULT '[1,2)'::int4range;

-- Create index ix_bookings_during on bookings (models.rs:6:29)
CREATE INDEX ix_bookings_during ON bookings USING gist (during);
