-- Revision  2026-11-21-103000-0000 (apply)
-- Message   written_by_hand
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column mixed "quotes".select (models.rs:21:5)
-- Alter column mixed "quotes".back`tick (default) (models.rs:15:5)
-- Alter column mixed "quotes".plain (nullability) (models.rs:19:5)
-- note: mixed "quotes" is built anew and its rows are moved, because sqlite cannot in place: alter column mixed "quotes".back`tick (default); alter column mixed "quotes".plain (nullability)
DROP TABLE IF EXISTS "__schemist_new_mixed ""quotes""";

CREATE TABLE "__schemist_new_mixed ""quotes""" (
    "the id" INTEGER PRIMARY KEY,
    "back`tick" TEXT DEFAULT 'double quoted string',
    untyped DEFAULT (1 + 1),
    plain VARCHAR (10) NOT NULL DEFAULT -1,
    "select" BOOLEAN,
    UNIQUE (untyped, "back`tick"),
    CHECK ([the id] > 0),
    CHECK (plain <> ')')
);

INSERT INTO "__schemist_new_mixed ""quotes""" ("the id", "back`tick", untyped, plain)
SELECT "the id", "back`tick", untyped, coalesce(plain, -1)
FROM "mixed ""quotes""";

DROP TABLE "mixed ""quotes""";
ALTER TABLE "__schemist_new_mixed ""quotes""" RENAME TO "mixed ""quotes""";
CREATE INDEX "an index" ON "mixed ""quotes""" (untyped, lower(`back``tick`));
