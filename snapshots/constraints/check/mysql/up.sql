-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint ck_bookings_seats of bookings
-- Drop check constraint ck_bookings_starts of bookings
-- Add check constraint ck_bookings_ends on bookings (models.rs:4:29)
-- Add check constraint ck_bookings_seats on bookings (models.rs:7:13)
-- warning[L108]: check constraint ck_bookings_ends on bookings fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint ck_bookings_seats on bookings fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `bookings`
    DROP CONSTRAINT `ck_bookings_seats`,
    DROP CONSTRAINT `ck_bookings_starts`,
    ADD CONSTRAINT `ck_bookings_ends` CHECK (`ends` >= `starts`),
    ADD CONSTRAINT `ck_bookings_seats` CHECK (`seats` between 1 and 500);
