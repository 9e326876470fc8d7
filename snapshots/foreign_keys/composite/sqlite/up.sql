-- Revision  2026-11-21-103000-0000 (apply)
-- Message   composite
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add foreign key fk_downloads_sha on downloads (models.rs:15:5)
-- Add foreign key from number, package to versions on downloads (models.rs:14:5)
-- warning[L108]: foreign key from number, package to versions on downloads fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: foreign key fk_downloads_sha on downloads fails where a row breaks it
--   help: look for such rows before this runs
-- note: downloads is built anew and its rows are moved, because sqlite cannot in place: add foreign key fk_downloads_sha on downloads; add foreign key from number, package to versions on downloads
PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding downloads leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT 0;

DROP TABLE IF EXISTS __schemist_new_downloads;

CREATE TABLE __schemist_new_downloads (
    id INTEGER NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    package TEXT NOT NULL,
    sha TEXT,
    FOREIGN KEY (number, package) REFERENCES versions (number, package) ON DELETE CASCADE,
    CONSTRAINT fk_downloads_sha FOREIGN KEY (sha, package) REFERENCES versions (digest, package)
);

INSERT INTO __schemist_new_downloads (id, number, package, sha)
SELECT id, number, package, sha
FROM downloads;

DROP TABLE downloads;
ALTER TABLE __schemist_new_downloads RENAME TO downloads;
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('downloads'));
DROP TABLE temp.__schemist_violations;
