-- Revision  2026-11-21-103000-0000 (undo)
-- Message   memory_indexes
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_a of sessions
-- Drop index ix_b of sessions
-- Create index ix_a on sessions
-- Create index ix_b on sessions
ALTER TABLE `sessions`
    DROP INDEX `ix_a`,
    DROP INDEX `ix_b`,
    ADD INDEX `ix_a` (`a`) USING BTREE,
    ADD INDEX `ix_b` (`b`);
