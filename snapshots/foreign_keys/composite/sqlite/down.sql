-- Revision  2026-11-21-103000-0000 (undo)
-- Message   composite
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop foreign key fk_downloads_sha of downloads
-- Drop foreign key from number, package to versions of downloads
-- note: downloads is built anew and its rows are moved, because sqlite cannot in place: drop foreign key fk_downloads_sha of downloads; drop foreign key from number, package to versions of downloads
DROP TABLE IF EXISTS __schemist_new_downloads;

CREATE TABLE __schemist_new_downloads (
    id INTEGER NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    package TEXT NOT NULL,
    sha TEXT
);

INSERT INTO __schemist_new_downloads (id, number, package, sha)
SELECT id, number, package, sha
FROM downloads;

DROP TABLE downloads;
ALTER TABLE __schemist_new_downloads RENAME TO downloads;
