-- Revision  2026-11-21-103000-0000 (undo)
-- Message   to_a_table_without_a_model
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_cities_country of cities
DROP INDEX ix_cities_country;

-- Drop index ix_people_country of people
DROP INDEX ix_people_country;

-- Drop foreign key fk_people_country_countries of people
ALTER TABLE people DROP CONSTRAINT fk_people_country_countries;
