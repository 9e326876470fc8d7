-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_hostile
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint other_kind_check of other
ALTER TABLE other DROP CONSTRAINT other_kind_check;

-- Replace values of other.kind: 'c\'d' by 'a\b', 'null' by 'it's 100%', '--' by 'naïve 🙂'
UPDATE other SET kind = CASE kind WHEN E'c\\''d' THEN E'a\\b' WHEN 'null' THEN 'it''s 100%' WHEN '--' THEN 'naïve 🙂' ELSE kind END WHERE kind IN (E'c\\''d', 'null', '--');

-- Add check constraint other_kind_check on other
ALTER TABLE other ADD CONSTRAINT other_kind_check CHECK ((kind)::text = ANY (ARRAY[('a\b'::character varying)::text, ('it''s 100%'::character varying)::text, ('naïve 🙂'::character varying)::text, (''::character varying)::text]));

-- Drop check constraint c k of the "new" table
ALTER TABLE "the ""new"" table" DROP CONSTRAINT "c k";

-- Drop check constraint more_known of the "new" table
ALTER TABLE "the ""new"" table" DROP CONSTRAINT more_known;

-- Alter column the "new" table.from (default)
ALTER TABLE "the ""new"" table" ALTER COLUMN "from" SET DEFAULT 'a\b'::character varying;

-- Replace values of the "new" table.from: 'c\'d' by 'a\b', 'null' by 'it's 100%', '--' by 'naïve 🙂'
UPDATE "the ""new"" table" SET "from" = CASE "from" WHEN E'c\\''d' THEN E'a\\b' WHEN 'null' THEN 'it''s 100%' WHEN '--' THEN 'naïve 🙂' ELSE "from" END WHERE "from" IN (E'c\\''d', 'null', '--');

-- Replace values of the "new" table.more: 'c\'d' by 'a\b', 'null' by 'it's 100%', '--' by 'naïve 🙂'
UPDATE "the ""new"" table" SET more = CASE more WHEN E'c\\''d' THEN E'a\\b' WHEN 'null' THEN 'it''s 100%' WHEN '--' THEN 'naïve 🙂' ELSE more END WHERE more IN (E'c\\''d', 'null', '--');

-- Add check constraint c k on the "new" table
ALTER TABLE "the ""new"" table" ADD CONSTRAINT "c k" CHECK (("from")::text = ANY (ARRAY[('a\b'::character varying)::text, ('it''s 100%'::character varying)::text, ('naïve 🙂'::character varying)::text, (''::character varying)::text]));

-- Rename column the "new" table.from to select
ALTER TABLE "the ""new"" table" RENAME COLUMN "from" TO "select";

-- Add check constraint more_known on the "new" table
ALTER TABLE "the ""new"" table" ADD CONSTRAINT more_known CHECK ((more)::text = ANY (ARRAY[('a\b'::character varying)::text, ('it''s 100%'::character varying)::text, ('naïve 🙂'::character varying)::text, (''::character varying)::text]));

-- Rename table the "new" table to the "old" table
ALTER TABLE "the ""new"" table" RENAME TO "the ""old"" table";
