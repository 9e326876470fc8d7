-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add foreign key fk_lamps_room on lamps
ALTER TABLE lamps ADD CONSTRAINT fk_lamps_room FOREIGN KEY (room_id) REFERENCES rooms (id) ON DELETE SET NULL;
