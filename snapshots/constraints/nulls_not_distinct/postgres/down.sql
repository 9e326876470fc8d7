-- Revision  2026-11-21-103000-0000 (undo)
-- Message   nulls_not_distinct
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop unique constraint uq_seats_row_seat of seats
ALTER TABLE seats DROP CONSTRAINT uq_seats_row_seat;

-- Add unique constraint uq_seats_row_seat on seats
ALTER TABLE seats ADD CONSTRAINT uq_seats_row_seat UNIQUE (row_no, seat_no);
