-- Revision  2026-11-21-103000-0000 (undo)
-- Message   deferrable
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop foreign key fk_slots_next of slots
ALTER TABLE slots DROP CONSTRAINT fk_slots_next;

-- Drop unique constraint uq_slots_position of slots
ALTER TABLE slots DROP CONSTRAINT uq_slots_position;

-- Add unique constraint uq_slots_position on slots
ALTER TABLE slots ADD CONSTRAINT uq_slots_position UNIQUE ("position");

-- Add foreign key fk_slots_next on slots
ALTER TABLE slots ADD CONSTRAINT fk_slots_next FOREIGN KEY (next_id) REFERENCES slots (id) DEFERRABLE INITIALLY DEFERRED;
