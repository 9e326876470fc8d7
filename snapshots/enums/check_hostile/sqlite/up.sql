-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_hostile
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename table the "old" table to the "new" table
-- warning[L108]: check constraint c k on the "new" table fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint more_known on the "new" table fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE "the ""old"" table" RENAME TO "the ""new"" table";

-- Rename column the "new" table.select to from
ALTER TABLE "the ""new"" table" RENAME COLUMN "select" TO "from";

-- Drop check constraint (kind IN ('a\b', 'it''s 100%', 'naïve 🙂', '')) of other
-- Replace values of other.kind: 'a\b' by 'c\'d', 'it's 100%' by 'null', 'naïve 🙂' by '--'
-- Add check constraint (kind IN ('c\''d', 'null', '--', '')) on other (models.rs:16:5)
-- warning[L108]: check constraint (kind IN ('c\''d', 'null', '--', '')) on other fails where a row breaks it
--   help: look for such rows before this runs
-- note: other is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (kind IN ('a\b', 'it''s 100%', 'naïve 🙂', '')) of other; add check constraint (kind IN ('c\''d', 'null', '--', '')) on other
DROP TABLE IF EXISTS __schemist_new_other;

CREATE TABLE __schemist_new_other (
    id INTEGER NOT NULL PRIMARY KEY,
    kind VARCHAR(60) NOT NULL,
    CHECK (kind IN ('c\''d', 'null', '--', ''))
);

INSERT INTO __schemist_new_other (id, kind)
SELECT id, CASE kind WHEN 'a\b' THEN 'c\''d' WHEN 'it''s 100%' THEN 'null' WHEN 'naïve 🙂' THEN '--' ELSE kind END
FROM other;

DROP TABLE other;
ALTER TABLE __schemist_new_other RENAME TO other;

-- Drop check constraint c k of the "new" table
-- Drop check constraint more_known of the "new" table
-- Replace values of the "new" table.from: 'a\b' by 'c\'d', 'it's 100%' by 'null', 'naïve 🙂' by '--'
-- Alter column the "new" table.from (default) (models.rs:8:5)
-- Replace values of the "new" table.more: 'a\b' by 'c\'d', 'it's 100%' by 'null', 'naïve 🙂' by '--'
-- Add check constraint c k on the "new" table (models.rs:8:5)
-- Add check constraint more_known on the "new" table (models.rs:9:5)
-- note: the "new" table is built anew and its rows are moved, because sqlite cannot in place: drop check constraint c k of the "new" table; drop check constraint more_known of the "new" table; alter column the "new" table.from (default); add check constraint c k on the "new" table; add check constraint more_known on the "new" table
DROP TABLE IF EXISTS "__schemist_new_the ""new"" table";

CREATE TABLE "__schemist_new_the ""new"" table" (
    id INTEGER NOT NULL PRIMARY KEY,
    "from" VARCHAR(60) NOT NULL DEFAULT 'c\''d',
    more VARCHAR(60),
    CONSTRAINT "c k" CHECK ("from" IN ('c\''d', 'null', '--', '')),
    CONSTRAINT more_known CHECK (more IN ('c\''d', 'null', '--', ''))
);

INSERT INTO "__schemist_new_the ""new"" table" (id, "from", more)
SELECT id, CASE "from" WHEN 'a\b' THEN 'c\''d' WHEN 'it''s 100%' THEN 'null' WHEN 'naïve 🙂' THEN '--' ELSE "from" END, CASE more WHEN 'a\b' THEN 'c\''d' WHEN 'it''s 100%' THEN 'null' WHEN 'naïve 🙂' THEN '--' ELSE more END
FROM "the ""new"" table";

DROP TABLE "the ""new"" table";
ALTER TABLE "__schemist_new_the ""new"" table" RENAME TO "the ""new"" table";
