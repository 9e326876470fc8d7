-- Revision  2026-11-21-103000-0000 (apply)
-- Message   repoint
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop foreign key fk_visits_place of visits
-- Add foreign key fk_visits_place on visits (models.rs:13:26)
-- warning[L108]: foreign key fk_visits_place on visits fails where a row breaks it
--   help: look for such rows before this runs
-- note: visits is built anew and its rows are moved, because sqlite cannot in place: drop foreign key fk_visits_place of visits; add foreign key fk_visits_place on visits
PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding visits leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('visits'));

DROP TABLE IF EXISTS __schemist_new_visits;

CREATE TABLE __schemist_new_visits (
    id INTEGER NOT NULL PRIMARY KEY,
    place_id INTEGER NOT NULL,
    CONSTRAINT fk_visits_place FOREIGN KEY (place_id) REFERENCES places (id) ON DELETE CASCADE
);

INSERT INTO __schemist_new_visits (id, place_id)
SELECT id, place_id
FROM visits;

DROP TABLE visits;
ALTER TABLE __schemist_new_visits RENAME TO visits;
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('visits'));
DROP TABLE temp.__schemist_violations;

-- Drop table old_places
-- DESTRUCTIVE: deletes the rows of table old_places; down.sql cannot restore it
-- warning[L101]: table old_places is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE old_places;
