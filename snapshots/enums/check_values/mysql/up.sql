-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_values
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint tickets_n_check of tickets
-- Drop check constraint tickets_status_check of tickets
-- Add check constraint tickets_n_check on tickets (models.rs:8:5)
-- Add check constraint tickets_status_check on tickets (models.rs:7:5)
-- warning[L108]: check constraint tickets_n_check on tickets fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint tickets_status_check on tickets fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `tickets`
    DROP CONSTRAINT `tickets_n_check`,
    DROP CONSTRAINT `tickets_status_check`,
    ADD CONSTRAINT `tickets_n_check` CHECK (`n` in (1,2)),
    ADD CONSTRAINT `tickets_status_check` CHECK (`status` in ('open','fixed','lost'));
