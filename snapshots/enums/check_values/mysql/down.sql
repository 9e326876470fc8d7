-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_values
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint tickets_n_check of tickets
-- Drop check constraint tickets_status_check of tickets
-- Add check constraint tickets_n_check on tickets
-- Add check constraint tickets_status_check on tickets
ALTER TABLE `tickets`
    DROP CONSTRAINT `tickets_n_check`,
    DROP CONSTRAINT `tickets_status_check`,
    ADD CONSTRAINT `tickets_n_check` CHECK (`n` in (1,2,3)),
    ADD CONSTRAINT `tickets_status_check` CHECK (`status` in ('open','fixed'));
