-- Revision  2026-11-21-103000-0000 (undo)
-- Message   hostile
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

BEGIN;

-- Rename column the "big" table.c.d to a.b
ALTER TABLE "the ""big"" table" RENAME COLUMN "c.d" TO "a.b";

-- Drop table order
-- DESTRUCTIVE: deletes the rows of table order
DROP TABLE "order";

-- Drop check constraint ck 'größe' of the "big" table
-- Drop unique constraint uq; DROP TABLE x; -- of the "big" table
-- Alter column the "big" table.with space (default)
-- Drop column the "big" table.%s
-- DESTRUCTIVE: deletes the data of column the "big" table.%s
-- note: the "big" table is built anew and its rows are moved, because sqlite cannot in place: drop check constraint ck 'größe' of the "big" table; drop unique constraint uq; DROP TABLE x; -- of the "big" table; alter column the "big" table.with space (default)
DROP TABLE IF EXISTS "__schemist_new_the ""big"" table";

CREATE TABLE "__schemist_new_the ""big"" table" (
    Id INTEGER NOT NULL PRIMARY KEY,
    "select" TEXT NOT NULL,
    "with space" INTEGER,
    "größe" INTEGER NOT NULL DEFAULT 1,
    "a.b" TEXT
);

INSERT INTO "__schemist_new_the ""big"" table" (Id, "select", "with space", "größe", "a.b")
SELECT Id, "select", "with space", "größe", "a.b"
FROM "the ""big"" table";

DROP TABLE "the ""big"" table";
ALTER TABLE "__schemist_new_the ""big"" table" RENAME TO "the ""big"" table";
CREATE INDEX "ix with ""quotes""" ON "the ""big"" table" ("with space", "größe");

COMMIT;
