-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_of_varchar
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column parcels.size (models.mysql.rs:15:5)
-- Add check constraint ck_parcels_label on parcels (models.mysql.rs:6:5)
-- Add check constraint ck_parcels_size on parcels (models.mysql.rs:14:32)
-- Add check constraint ck_parcels_weight on parcels (models.mysql.rs:7:5)
-- warning[L108]: check constraint ck_parcels_label on parcels fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint ck_parcels_size on parcels fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint ck_parcels_weight on parcels fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `parcels`
    ADD COLUMN `size` varchar(9) NULL,
    ADD CONSTRAINT `ck_parcels_label` CHECK (`label` in ('small','large')),
    ADD CONSTRAINT `ck_parcels_size` CHECK (`size` in ('s','l')),
    ADD CONSTRAINT `ck_parcels_weight` CHECK (`weight` between 1 and 99 and `label` not in ('lost','found'));
