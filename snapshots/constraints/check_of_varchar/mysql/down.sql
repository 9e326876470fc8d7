-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_of_varchar
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint ck_parcels_label of parcels
-- Drop check constraint ck_parcels_size of parcels
-- Drop check constraint ck_parcels_weight of parcels
-- Drop column parcels.size
-- DESTRUCTIVE: deletes the data of column parcels.size
ALTER TABLE `parcels`
    DROP CONSTRAINT `ck_parcels_label`,
    DROP CONSTRAINT `ck_parcels_size`,
    DROP CONSTRAINT `ck_parcels_weight`,
    DROP COLUMN `size`;
