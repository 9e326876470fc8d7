-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_of_varchar
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column parcels.size (models.rs:16:5)
-- Add check constraint ck_parcels_label on parcels (models.rs:6:5)
-- Add check constraint ck_parcels_size on parcels (models.rs:15:32)
-- Add check constraint ck_parcels_weight on parcels (models.rs:7:5)
-- Create index ix_parcels_heavy on parcels (models.rs:8:5)
-- warning[L108]: check constraint ck_parcels_label on parcels fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint ck_parcels_size on parcels fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint ck_parcels_weight on parcels fails where a row breaks it
--   help: look for such rows before this runs
-- note: parcels is built anew and its rows are moved, because sqlite cannot in place: add check constraint ck_parcels_label on parcels; add check constraint ck_parcels_size on parcels; add check constraint ck_parcels_weight on parcels
DROP TABLE IF EXISTS __schemist_new_parcels;

CREATE TABLE __schemist_new_parcels (
    id INTEGER NOT NULL PRIMARY KEY,
    label VARCHAR(40) NOT NULL,
    weight INTEGER NOT NULL,
    size VARCHAR(9),
    CONSTRAINT ck_parcels_label CHECK (label IN ('small', 'large')),
    CONSTRAINT ck_parcels_size CHECK (size IN ('s', 'l')),
    CONSTRAINT ck_parcels_weight CHECK (weight BETWEEN 1 AND 99 AND label NOT IN ('lost', 'found'))
);

INSERT INTO __schemist_new_parcels (id, label, weight)
SELECT id, label, weight
FROM parcels;

DROP TABLE parcels;
ALTER TABLE __schemist_new_parcels RENAME TO parcels;

CREATE INDEX ix_parcels_heavy ON parcels (weight)
WHERE weight BETWEEN 20 AND 99 AND label IN ('large', 'huge');
