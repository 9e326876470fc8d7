-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_of_varchar
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column parcels.size (models.rs:16:5)
ALTER TABLE parcels ADD COLUMN size varchar(9);

-- Add check constraint ck_parcels_label on parcels (models.rs:6:5)
-- warning[L108]: check constraint ck_parcels_label on parcels fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE parcels ADD CONSTRAINT ck_parcels_label CHECK ((label)::text = ANY (ARRAY[('small'::character varying)::text, ('large'::character varying)::text]));

-- Add check constraint ck_parcels_size on parcels (models.rs:15:32)
-- warning[L108]: check constraint ck_parcels_size on parcels fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE parcels ADD CONSTRAINT ck_parcels_size CHECK ((size)::text = ANY (ARRAY[('s'::character varying)::text, ('l'::character varying)::text]));

-- Add check constraint ck_parcels_weight on parcels (models.rs:7:5)
-- warning[L108]: check constraint ck_parcels_weight on parcels fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE parcels ADD CONSTRAINT ck_parcels_weight CHECK ((weight >= 1) AND (weight <= 99) AND ((label)::text <> ALL (ARRAY[('lost'::character varying)::text, ('found'::character varying)::text])));

-- Create index ix_parcels_heavy on parcels (models.rs:8:5)
CREATE INDEX ix_parcels_heavy ON parcels (weight) WHERE (weight >= 20) AND (weight <= 99) AND ((label)::text = ANY (ARRAY[('large'::character varying)::text, ('huge'::character varying)::text]));
