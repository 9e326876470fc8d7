-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_bookings_seats of bookings
ALTER TABLE bookings DROP CONSTRAINT ck_bookings_seats;

-- Drop check constraint ck_bookings_starts of bookings
ALTER TABLE bookings DROP CONSTRAINT ck_bookings_starts;

-- Add check constraint ck_bookings_ends on bookings (models.rs:4:29)
-- warning[L108]: check constraint ck_bookings_ends on bookings fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE bookings ADD CONSTRAINT ck_bookings_ends CHECK (ends >= starts);

-- Add check constraint ck_bookings_seats on bookings (models.rs:7:13)
-- warning[L108]: check constraint ck_bookings_seats on bookings fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE bookings ADD CONSTRAINT ck_bookings_seats CHECK ((seats >= 1) AND (seats <= 500));
