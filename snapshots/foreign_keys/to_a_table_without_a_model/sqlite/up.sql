-- Revision  2026-11-21-103000-0000 (apply)
-- Message   to_a_table_without_a_model
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create index ix_cities_country on cities (models.rs:4:27)
CREATE INDEX ix_cities_country ON cities (country);

-- Create index ix_people_country on people (models.rs:12:27)
-- Add foreign key from country to countries on people (models.rs:15:45)
-- warning[L108]: foreign key from country to countries on people fails where a row breaks it
--   help: look for such rows before this runs
-- note: people is built anew and its rows are moved, because sqlite cannot in place: add foreign key from country to countries on people
PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding people leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT 0;

DROP TABLE IF EXISTS __schemist_new_people;

CREATE TABLE __schemist_new_people (
    id integer NOT NULL PRIMARY KEY,
    country varchar(2) REFERENCES countries (code) ON DELETE SET NULL
);

INSERT INTO __schemist_new_people (id, country)
SELECT id, country
FROM people;

DROP TABLE people;
ALTER TABLE __schemist_new_people RENAME TO people;
CREATE INDEX ix_people_country ON people (country);
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('people'));
DROP TABLE temp.__schemist_violations;
