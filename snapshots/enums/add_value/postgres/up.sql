-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add_value
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

BEGIN;
-- Add to enum status: waiting, closed
-- note: a new value cannot be used in the transaction that adds it
ALTER TYPE status ADD VALUE 'waiting' AFTER 'new';
ALTER TYPE status ADD VALUE 'closed';

COMMIT;
BEGIN;
-- Alter column tickets.status (default) (models.rs:8:5)
ALTER TABLE tickets ALTER COLUMN status SET DEFAULT 'waiting'::status;

COMMIT;
