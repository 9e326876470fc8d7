-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add_value_that_is_used
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

BEGIN;
-- Add to enum status: new
-- note: a new value cannot be used in the transaction that adds it
ALTER TYPE status ADD VALUE 'new' BEFORE 'open';

COMMIT;
BEGIN;
-- Alter column tickets.status (default) (models.rs:12:5)
ALTER TABLE tickets ALTER COLUMN status SET DEFAULT 'new'::status;

-- Alter column tickets.word (type) (models.rs:14:5)
-- warning[L105]: tickets.word changes from text to status: this fails where a value does not fit
ALTER TABLE tickets ALTER COLUMN word TYPE status USING word::status;

-- Add check constraint ck_new on tickets (models.rs:6:5)
-- warning[L108]: check constraint ck_new on tickets fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE tickets ADD CONSTRAINT ck_new CHECK ((status <> 'new'::status) OR (id > 0));

-- Create index ix_new on tickets (models.rs:7:5)
CREATE INDEX ix_new ON tickets (id) WHERE status = 'new'::status;

COMMIT;
