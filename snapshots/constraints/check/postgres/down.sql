-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_bookings_ends of bookings
ALTER TABLE bookings DROP CONSTRAINT ck_bookings_ends;

-- Drop check constraint ck_bookings_seats of bookings
ALTER TABLE bookings DROP CONSTRAINT ck_bookings_seats;

-- Add check constraint ck_bookings_seats on bookings
ALTER TABLE bookings ADD CONSTRAINT ck_bookings_seats CHECK (seats > 0);

-- Add check constraint ck_bookings_starts on bookings
ALTER TABLE bookings ADD CONSTRAINT ck_bookings_starts CHECK (starts >= 0);
