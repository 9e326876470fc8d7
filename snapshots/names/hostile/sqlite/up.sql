-- Revision  2026-11-21-103000-0000 (apply)
-- Message   hostile
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Rename column the "big" table.a.b to c.d
ALTER TABLE "the ""big"" table" RENAME COLUMN "a.b" TO "c.d";

-- Create table order (models.rs:27:12)
CREATE TABLE "order" (
    "group" INTEGER NOT NULL PRIMARY KEY,
    user INTEGER NOT NULL REFERENCES "the ""big"" table" (Id) ON DELETE CASCADE,
    "Ünïcödé 表" TEXT NOT NULL DEFAULT 'it''s \ fine'
);

CREATE INDEX ix_order_user ON "order" (user);

-- Add column the "big" table.%s (models.rs:22:5)
-- Alter column the "big" table.with space (default) (models.rs:16:5)
-- Add unique constraint uq; DROP TABLE x; -- on the "big" table (models.rs:7:5)
-- Add check constraint ck 'größe' on the "big" table (models.rs:8:5)
-- warning[L107]: unique constraint uq; DROP TABLE x; -- on the "big" table fails where two rows are alike
--   help: look for duplicates before this runs
-- warning[L108]: check constraint ck 'größe' on the "big" table fails where a row breaks it
--   help: look for such rows before this runs
-- note: the "big" table is built anew and its rows are moved, because sqlite cannot in place: alter column the "big" table.with space (default); add unique constraint uq; DROP TABLE x; -- on the "big" table; add check constraint ck 'größe' on the "big" table
DROP TABLE IF EXISTS temp.__schemist_violations;

CREATE TEMP TABLE __schemist_violations (
    allowed INTEGER NOT NULL,
    found INTEGER,
    CONSTRAINT "rebuilding the ""big"" table leaves rows that violate a foreign key" CHECK (found <= allowed)
);

INSERT INTO temp.__schemist_violations (allowed)
SELECT (SELECT count(*) FROM pragma_foreign_key_check('order'));

DROP TABLE IF EXISTS "__schemist_new_the ""big"" table";

CREATE TABLE "__schemist_new_the ""big"" table" (
    Id INTEGER NOT NULL PRIMARY KEY,
    "select" TEXT NOT NULL,
    "with space" INTEGER DEFAULT 0,
    "größe" INTEGER NOT NULL DEFAULT 1,
    "c.d" TEXT,
    "%s" TEXT,
    CONSTRAINT "uq; DROP TABLE x; --" UNIQUE ("select", "%s"),
    CONSTRAINT "ck 'größe'" CHECK ("größe" > 0 AND "select" <> 'it''s')
);

INSERT INTO "__schemist_new_the ""big"" table" (Id, "select", "with space", "größe", "c.d")
SELECT Id, "select", "with space", "größe", "c.d"
FROM "the ""big"" table";

DROP TABLE "the ""big"" table";
ALTER TABLE "__schemist_new_the ""big"" table" RENAME TO "the ""big"" table";
CREATE INDEX "ix with ""quotes""" ON "the ""big"" table" ("with space", "größe");
UPDATE temp.__schemist_violations SET found = (SELECT count(*) FROM pragma_foreign_key_check('order'));
DROP TABLE temp.__schemist_violations;

COMMIT;
PRAGMA foreign_keys = ON;
