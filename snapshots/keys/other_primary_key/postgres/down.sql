-- Revision  2026-11-21-103000-0000 (undo)
-- Message   other_primary_key
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop unique constraint uq_countries_code of countries
ALTER TABLE countries DROP CONSTRAINT uq_countries_code;

-- Drop primary key countries_pkey of countries
ALTER TABLE countries DROP CONSTRAINT countries_pkey;

-- Add primary key countries_pkey on countries
ALTER TABLE countries ADD CONSTRAINT countries_pkey PRIMARY KEY (code);
