-- Revision  2026-11-21-103000-0000 (apply)
-- Message   constants
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create enum state (models.rs:28:10)
CREATE TYPE state AS ENUM ('open', 'on-hold');

-- Add column items.amount (models.rs:21:5)
ALTER TABLE items ADD COLUMN amount integer DEFAULT 40 NOT NULL;

-- Add column items.state (models.rs:23:5)
ALTER TABLE items ADD COLUMN state state DEFAULT 'on-hold'::state NOT NULL;

-- Alter column items.code (type) (models.rs:19:5)
ALTER TABLE items ALTER COLUMN code TYPE varchar(40);

-- Add check constraint ck_items_code on items (models.rs:15:24)
-- warning[L108]: check constraint ck_items_code on items fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE items ADD CONSTRAINT ck_items_code CHECK ((code)::text <> ''::text);

-- Create index ix_items_by_code on items (models.rs:15:66)
CREATE INDEX ix_items_by_code ON items (code);
