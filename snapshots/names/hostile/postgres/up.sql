-- Revision  2026-11-21-103000-0000 (apply)
-- Message   hostile
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column the "big" table.a.b to c.d
ALTER TABLE "the ""big"" table" RENAME COLUMN "a.b" TO "c.d";

-- Create table order (models.rs:27:12)
CREATE TABLE "order" (
    "group" integer NOT NULL,
    "user" integer NOT NULL,
    "Ünïcödé 表" text DEFAULT 'it''s \ fine'::text NOT NULL,
    CONSTRAINT pk_order PRIMARY KEY ("group"),
    CONSTRAINT "fk_order_user_the ""big"" table" FOREIGN KEY ("user") REFERENCES "the ""big"" table" ("Id") ON DELETE CASCADE
);

CREATE INDEX ix_order_user ON "order" ("user");

-- Add column the "big" table.%s (models.rs:22:5)
ALTER TABLE "the ""big"" table" ADD COLUMN "%s" text;

-- Alter column the "big" table.größe (type) (models.rs:18:5)
ALTER TABLE "the ""big"" table"
    ALTER COLUMN "größe" DROP DEFAULT,
    ALTER COLUMN "größe" TYPE bigint,
    ALTER COLUMN "größe" SET DEFAULT 1;

-- Alter column the "big" table.with space (default) (models.rs:16:5)
ALTER TABLE "the ""big"" table" ALTER COLUMN "with space" SET DEFAULT 0;

-- Add unique constraint uq; DROP TABLE x; -- on the "big" table (models.rs:7:5)
-- warning[L107]: unique constraint uq; DROP TABLE x; -- on the "big" table fails where two rows are alike
--   help: look for duplicates before this runs
ALTER TABLE "the ""big"" table" ADD CONSTRAINT "uq; DROP TABLE x; --" UNIQUE ("select", "%s");

-- Add check constraint ck 'größe' on the "big" table (models.rs:8:5)
-- warning[L108]: check constraint ck 'größe' on the "big" table fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE "the ""big"" table" ADD CONSTRAINT "ck 'größe'" CHECK (("größe" > 0) AND ("select" <> 'it''s'::text));
