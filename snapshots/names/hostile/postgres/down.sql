-- Revision  2026-11-21-103000-0000 (undo)
-- Message   hostile
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column the "big" table.größe that the other type cannot hold as they were may not be restored

-- Rename column the "big" table.c.d to a.b
ALTER TABLE "the ""big"" table" RENAME COLUMN "c.d" TO "a.b";

-- Drop check constraint ck 'größe' of the "big" table
ALTER TABLE "the ""big"" table" DROP CONSTRAINT "ck 'größe'";

-- Drop unique constraint uq; DROP TABLE x; -- of the "big" table
ALTER TABLE "the ""big"" table" DROP CONSTRAINT "uq; DROP TABLE x; --";

-- Alter column the "big" table.größe (type)
ALTER TABLE "the ""big"" table"
    ALTER COLUMN "größe" DROP DEFAULT,
    ALTER COLUMN "größe" TYPE integer,
    ALTER COLUMN "größe" SET DEFAULT 1;

-- Alter column the "big" table.with space (default)
ALTER TABLE "the ""big"" table" ALTER COLUMN "with space" DROP DEFAULT;

-- Drop column the "big" table.%s
-- DESTRUCTIVE: deletes the data of column the "big" table.%s
ALTER TABLE "the ""big"" table" DROP COLUMN "%s";

-- Drop table order
-- DESTRUCTIVE: deletes the rows of table order
DROP TABLE "order";
