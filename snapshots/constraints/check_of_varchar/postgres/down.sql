-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_of_varchar
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_parcels_heavy of parcels
DROP INDEX ix_parcels_heavy;

-- Drop check constraint ck_parcels_label of parcels
ALTER TABLE parcels DROP CONSTRAINT ck_parcels_label;

-- Drop check constraint ck_parcels_size of parcels
ALTER TABLE parcels DROP CONSTRAINT ck_parcels_size;

-- Drop check constraint ck_parcels_weight of parcels
ALTER TABLE parcels DROP CONSTRAINT ck_parcels_weight;

-- Drop column parcels.size
-- DESTRUCTIVE: deletes the data of column parcels.size
ALTER TABLE parcels DROP COLUMN size;
