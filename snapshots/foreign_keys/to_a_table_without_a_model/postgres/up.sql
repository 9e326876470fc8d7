-- Revision  2026-11-21-103000-0000 (apply)
-- Message   to_a_table_without_a_model
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create index ix_cities_country on cities (models.rs:4:27)
CREATE INDEX ix_cities_country ON cities (country);

-- Create index ix_people_country on people (models.rs:12:27)
CREATE INDEX ix_people_country ON people (country);

-- Add foreign key fk_people_country_countries on people (models.rs:15:45)
-- warning[L108]: foreign key fk_people_country_countries on people fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE people ADD CONSTRAINT fk_people_country_countries FOREIGN KEY (country) REFERENCES countries (code) ON DELETE SET NULL;
