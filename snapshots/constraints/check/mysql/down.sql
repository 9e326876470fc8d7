-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint ck_bookings_ends of bookings
-- Drop check constraint ck_bookings_seats of bookings
-- Add check constraint ck_bookings_seats on bookings
-- Add check constraint ck_bookings_starts on bookings
ALTER TABLE `bookings`
    DROP CONSTRAINT `ck_bookings_ends`,
    DROP CONSTRAINT `ck_bookings_seats`,
    ADD CONSTRAINT `ck_bookings_seats` CHECK (`seats` > 0),
    ADD CONSTRAINT `ck_bookings_starts` CHECK (`starts` >= 0);
