-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add_value_that_is_used
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column tickets.word that the other type cannot hold as they were may not be restored

BEGIN;

-- Drop index ix_new of tickets
DROP INDEX ix_new;

-- Drop check constraint ck_new of tickets
ALTER TABLE tickets DROP CONSTRAINT ck_new;

-- Alter column tickets.status (default)
ALTER TABLE tickets ALTER COLUMN status SET DEFAULT 'open'::status;

-- Alter column tickets.word (type)
ALTER TABLE tickets ALTER COLUMN word TYPE text;

-- Remove from enum status: new
ALTER TYPE status RENAME TO status_old;
CREATE TYPE status AS ENUM ('open', 'done');

ALTER TABLE tickets
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE status USING status::text::status,
    ALTER COLUMN status SET DEFAULT 'open'::status;

DROP TYPE status_old;

COMMIT;
