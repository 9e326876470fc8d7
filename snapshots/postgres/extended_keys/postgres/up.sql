-- Revision  2026-11-21-103000-0000 (apply)
-- Message   extended_keys
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column rooms.beds (type) (models.rs:10:5)
-- Alter column rooms.price (type) (models.rs:9:5)
ALTER TABLE rooms
    ALTER COLUMN beds TYPE bigint,
    ALTER COLUMN price TYPE bigint;
