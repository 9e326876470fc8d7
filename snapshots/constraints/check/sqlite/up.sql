-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_bookings_seats of bookings
-- Drop check constraint ck_bookings_starts of bookings
-- Add check constraint ck_bookings_ends on bookings (models.rs:4:29)
-- Add check constraint ck_bookings_seats on bookings (models.rs:7:13)
-- warning[L108]: check constraint ck_bookings_ends on bookings fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint ck_bookings_seats on bookings fails where a row breaks it
--   help: look for such rows before this runs
-- note: bookings is built anew and its rows are moved, because sqlite cannot in place: drop check constraint ck_bookings_seats of bookings; drop check constraint ck_bookings_starts of bookings; add check constraint ck_bookings_ends on bookings; add check constraint ck_bookings_seats on bookings
DROP TABLE IF EXISTS __schemist_new_bookings;

CREATE TABLE __schemist_new_bookings (
    id INTEGER NOT NULL PRIMARY KEY,
    seats INTEGER NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    CONSTRAINT ck_bookings_ends CHECK (ends >= starts),
    CONSTRAINT ck_bookings_seats CHECK (seats BETWEEN 1 AND 500)
);

INSERT INTO __schemist_new_bookings (id, seats, starts, ends)
SELECT id, seats, starts, ends
FROM bookings;

DROP TABLE bookings;
ALTER TABLE __schemist_new_bookings RENAME TO bookings;
