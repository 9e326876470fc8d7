-- Revision  2026-11-21-103000-0000 (apply)
-- Message   unmanaged
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column items.weight (models.rs:8:5)
ALTER TABLE items ADD COLUMN weight bigint;
