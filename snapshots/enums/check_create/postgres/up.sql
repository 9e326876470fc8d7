-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_create
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table kinds (models.rs:13:12)
CREATE TABLE kinds (
    id integer NOT NULL,
    checked varchar(20) NOT NULL,
    "check me" varchar(20) DEFAULT 'it''s'::character varying,
    free text NOT NULL,
    number smallint NOT NULL,
    unchecked integer DEFAULT 1 NOT NULL,
    CONSTRAINT pk_kinds PRIMARY KEY (id),
    CONSTRAINT "ck_kinds_check me" CHECK (("check me")::text = ANY (ARRAY[('open'::character varying)::text, ('on hold'::character varying)::text, ('it''s'::character varying)::text])),
    CONSTRAINT ck_kinds_checked CHECK ((checked)::text = ANY (ARRAY[('open'::character varying)::text, ('on hold'::character varying)::text, ('it''s'::character varying)::text])),
    CONSTRAINT ck_kinds_number CHECK (number = ANY (ARRAY['-1'::integer, 10, 11]))
);

-- Add column other.added (models.rs:8:5)
ALTER TABLE other ADD COLUMN added varchar(20) DEFAULT 'on hold'::character varying NOT NULL;

-- Add check constraint ck_other_added on other (models.rs:8:5)
-- warning[L108]: check constraint ck_other_added on other fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE other ADD CONSTRAINT ck_other_added CHECK ((added)::text = ANY (ARRAY[('open'::character varying)::text, ('on hold'::character varying)::text, ('it''s'::character varying)::text]));
