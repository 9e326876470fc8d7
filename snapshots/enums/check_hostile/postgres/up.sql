-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_hostile
-- Revises   nothing, it is the first
-- Engine    postgres
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

-- Drop check constraint other_kind_check of other
ALTER TABLE other DROP CONSTRAINT other_kind_check;

-- Replace values of other.kind: 'a\b' by 'c\'d', 'it's 100%' by 'null', 'naïve 🙂' by '--'
UPDATE other SET kind = CASE kind WHEN E'a\\b' THEN E'c\\''d' WHEN 'it''s 100%' THEN 'null' WHEN 'naïve 🙂' THEN '--' ELSE kind END WHERE kind IN (E'a\\b', 'it''s 100%', 'naïve 🙂');

-- Add check constraint other_kind_check on other (models.rs:16:5)
-- warning[L108]: check constraint other_kind_check on other fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE other ADD CONSTRAINT other_kind_check CHECK ((kind)::text = ANY (ARRAY[('c\''d'::character varying)::text, ('null'::character varying)::text, ('--'::character varying)::text, (''::character varying)::text]));

-- Drop check constraint c k of the "new" table
ALTER TABLE "the ""new"" table" DROP CONSTRAINT "c k";

-- Drop check constraint more_known of the "new" table
ALTER TABLE "the ""new"" table" DROP CONSTRAINT more_known;

-- Replace values of the "new" table.from: 'a\b' by 'c\'d', 'it's 100%' by 'null', 'naïve 🙂' by '--'
UPDATE "the ""new"" table" SET "from" = CASE "from" WHEN E'a\\b' THEN E'c\\''d' WHEN 'it''s 100%' THEN 'null' WHEN 'naïve 🙂' THEN '--' ELSE "from" END WHERE "from" IN (E'a\\b', 'it''s 100%', 'naïve 🙂');

-- Alter column the "new" table.from (default) (models.rs:8:5)
ALTER TABLE "the ""new"" table" ALTER COLUMN "from" SET DEFAULT 'c\''d'::character varying;

-- Replace values of the "new" table.more: 'a\b' by 'c\'d', 'it's 100%' by 'null', 'naïve 🙂' by '--'
UPDATE "the ""new"" table" SET more = CASE more WHEN E'a\\b' THEN E'c\\''d' WHEN 'it''s 100%' THEN 'null' WHEN 'naïve 🙂' THEN '--' ELSE more END WHERE more IN (E'a\\b', 'it''s 100%', 'naïve 🙂');

-- Add check constraint c k on the "new" table (models.rs:8:5)
ALTER TABLE "the ""new"" table" ADD CONSTRAINT "c k" CHECK (("from")::text = ANY (ARRAY[('c\''d'::character varying)::text, ('null'::character varying)::text, ('--'::character varying)::text, (''::character varying)::text]));

-- Add check constraint more_known on the "new" table (models.rs:9:5)
ALTER TABLE "the ""new"" table" ADD CONSTRAINT more_known CHECK ((more)::text = ANY (ARRAY[('c\''d'::character varying)::text, ('null'::character varying)::text, ('--'::character varying)::text, (''::character varying)::text]));
