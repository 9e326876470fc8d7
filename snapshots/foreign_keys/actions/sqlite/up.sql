-- Revision  2026-11-21-103000-0000 (apply)
-- Message   actions
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop foreign key fk_pets_owner of pets
-- Drop foreign key fk_pets_vet of pets
-- Add foreign key fk_pets_owner on pets (models.rs:13:39)
-- Add foreign key fk_pets_vet on pets (models.rs:15:26)
-- note: pets is built anew and its rows are moved, because sqlite cannot in place: drop foreign key fk_pets_owner of pets; drop foreign key fk_pets_vet of pets; add foreign key fk_pets_owner on pets; add foreign key fk_pets_vet on pets
PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding pets leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('pets'));

DROP TABLE IF EXISTS __schemist_new_pets;

CREATE TABLE __schemist_new_pets (
    id INTEGER NOT NULL PRIMARY KEY,
    owner_id INTEGER DEFAULT 1,
    vet_id INTEGER,
    CONSTRAINT fk_pets_owner FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE SET DEFAULT,
    CONSTRAINT fk_pets_vet FOREIGN KEY (vet_id) REFERENCES owners (id) ON DELETE RESTRICT
);

INSERT INTO __schemist_new_pets (id, owner_id, vet_id)
SELECT id, owner_id, vet_id
FROM pets;

DROP TABLE pets;
ALTER TABLE __schemist_new_pets RENAME TO pets;
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('pets'));
DROP TABLE temp.__schemist_violations;
