-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column parcels.weight (models.rs:8:5)
ALTER TABLE parcels ADD COLUMN weight double precision;

-- Add column parcels.pieces (models.rs:10:5)
ALTER TABLE parcels ADD COLUMN pieces integer DEFAULT 1 NOT NULL;

-- Add column parcels.remark (models.rs:12:5)
ALTER TABLE parcels ADD COLUMN remark text DEFAULT 'it''s new'::text;

-- Add column parcels.express (models.rs:14:5)
ALTER TABLE parcels ADD COLUMN express boolean DEFAULT false NOT NULL;
