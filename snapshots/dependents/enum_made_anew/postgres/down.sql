-- Revision  2026-11-21-103000-0000 (undo)
-- Message   enum_made_anew
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: rows that held lost of enum status may not be restored

-- Add to enum status: lost
ALTER TYPE status ADD VALUE 'lost';
