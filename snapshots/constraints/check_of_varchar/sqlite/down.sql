-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_of_varchar
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_parcels_heavy of parcels
-- Drop check constraint ck_parcels_label of parcels
-- Drop check constraint ck_parcels_size of parcels
-- Drop check constraint ck_parcels_weight of parcels
-- Drop column parcels.size
-- DESTRUCTIVE: deletes the data of column parcels.size
-- note: parcels is built anew and its rows are moved, because sqlite cannot in place: drop check constraint ck_parcels_label of parcels; drop check constraint ck_parcels_size of parcels; drop check constraint ck_parcels_weight of parcels
DROP TABLE IF EXISTS __schemist_new_parcels;

CREATE TABLE __schemist_new_parcels (
    id INTEGER NOT NULL PRIMARY KEY,
    label VARCHAR(40) NOT NULL,
    weight INTEGER NOT NULL
);

INSERT INTO __schemist_new_parcels (id, label, weight)
SELECT id, label, weight
FROM parcels;

DROP TABLE parcels;
ALTER TABLE __schemist_new_parcels RENAME TO parcels;
