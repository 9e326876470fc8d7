-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop column parcels.express
-- DESTRUCTIVE: deletes the data of column parcels.express
ALTER TABLE parcels DROP COLUMN express;

-- Drop column parcels.pieces
-- DESTRUCTIVE: deletes the data of column parcels.pieces
ALTER TABLE parcels DROP COLUMN pieces;

-- Drop column parcels.remark
-- DESTRUCTIVE: deletes the data of column parcels.remark
ALTER TABLE parcels DROP COLUMN remark;

-- Drop column parcels.weight
-- DESTRUCTIVE: deletes the data of column parcels.weight
ALTER TABLE parcels DROP COLUMN weight;
