-- Revision  2026-11-21-103000-0000 (undo)
-- Message   to_a_table_without_a_model
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_cities_country of cities
DROP INDEX ix_cities_country;

-- Drop index ix_people_country of people
-- Drop foreign key from country to countries of people
-- note: people is built anew and its rows are moved, because sqlite cannot in place: drop foreign key from country to countries of people
DROP TABLE IF EXISTS __schemist_new_people;

CREATE TABLE __schemist_new_people (
    id integer NOT NULL PRIMARY KEY,
    country varchar(2)
);

INSERT INTO __schemist_new_people (id, country)
SELECT id, country
FROM people;

DROP TABLE people;
ALTER TABLE __schemist_new_people RENAME TO people;
