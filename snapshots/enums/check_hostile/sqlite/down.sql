-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_hostile
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint c k of the "new" table
-- Drop check constraint more_known of the "new" table
-- Alter column the "new" table.from (default)
-- Replace values of the "new" table.from: 'c\'d' by 'a\b', 'null' by 'it's 100%', '--' by 'naïve 🙂'
-- Replace values of the "new" table.more: 'c\'d' by 'a\b', 'null' by 'it's 100%', '--' by 'naïve 🙂'
-- Add check constraint c k on the "new" table
-- Add check constraint more_known on the "new" table
-- note: the "new" table is built anew and its rows are moved, because sqlite cannot in place: drop check constraint c k of the "new" table; drop check constraint more_known of the "new" table; alter column the "new" table.from (default); add check constraint c k on the "new" table; add check constraint more_known on the "new" table
DROP TABLE IF EXISTS "__schemist_new_the ""new"" table";

CREATE TABLE "__schemist_new_the ""new"" table" (
    id INTEGER NOT NULL PRIMARY KEY,
    "from" VARCHAR(60) NOT NULL DEFAULT 'a\b',
    more VARCHAR(60),
    CONSTRAINT "c k" CHECK ("from" IN ('a\b', 'it''s 100%', 'naïve 🙂', '')),
    CONSTRAINT more_known CHECK (more IN ('a\b', 'it''s 100%', 'naïve 🙂', ''))
);

INSERT INTO "__schemist_new_the ""new"" table" (id, "from", more)
SELECT id, CASE "from" WHEN 'c\''d' THEN 'a\b' WHEN 'null' THEN 'it''s 100%' WHEN '--' THEN 'naïve 🙂' ELSE "from" END, CASE more WHEN 'c\''d' THEN 'a\b' WHEN 'null' THEN 'it''s 100%' WHEN '--' THEN 'naïve 🙂' ELSE more END
FROM "the ""new"" table";

DROP TABLE "the ""new"" table";
ALTER TABLE "__schemist_new_the ""new"" table" RENAME TO "the ""new"" table";

-- Rename column the "new" table.from to select
ALTER TABLE "the ""new"" table" RENAME COLUMN "from" TO "select";

-- Rename table the "new" table to the "old" table
ALTER TABLE "the ""new"" table" RENAME TO "the ""old"" table";

-- Drop check constraint (kind IN ('c\''d', 'null', '--', '')) of other
-- Replace values of other.kind: 'c\'d' by 'a\b', 'null' by 'it's 100%', '--' by 'naïve 🙂'
-- Add check constraint (kind IN ('a\b', 'it''s 100%', 'naïve 🙂', '')) on other
-- note: other is built anew and its rows are moved, because sqlite cannot in place: drop check constraint (kind IN ('c\''d', 'null', '--', '')) of other; add check constraint (kind IN ('a\b', 'it''s 100%', 'naïve 🙂', '')) on other
DROP TABLE IF EXISTS __schemist_new_other;

CREATE TABLE __schemist_new_other (
    id INTEGER NOT NULL PRIMARY KEY,
    kind VARCHAR(60) NOT NULL,
    CHECK (kind IN ('a\b', 'it''s 100%', 'naïve 🙂', ''))
);

INSERT INTO __schemist_new_other (id, kind)
SELECT id, CASE kind WHEN 'c\''d' THEN 'a\b' WHEN 'null' THEN 'it''s 100%' WHEN '--' THEN 'naïve 🙂' ELSE kind END
FROM other;

DROP TABLE other;
ALTER TABLE __schemist_new_other RENAME TO other;
