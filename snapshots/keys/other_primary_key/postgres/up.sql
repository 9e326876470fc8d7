-- Revision  2026-11-21-103000-0000 (apply)
-- Message   other_primary_key
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop primary key countries_pkey of countries
ALTER TABLE countries DROP CONSTRAINT countries_pkey;

-- Add primary key countries_pkey on countries (models.rs:4:30)
-- warning[L107]: primary key countries_pkey on countries fails where two rows are alike
--   help: look for duplicates before this runs
ALTER TABLE countries ADD CONSTRAINT countries_pkey PRIMARY KEY (id);

-- Add unique constraint uq_countries_code on countries (models.rs:4:47)
ALTER TABLE countries ADD CONSTRAINT uq_countries_code UNIQUE (code);
