-- Revision  2026-11-21-103000-0000 (undo)
-- Message   generated
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column lines.gone
-- Alter column lines.twice (generation)
-- Drop column lines.less
ALTER TABLE `lines`
    DROP COLUMN `less`,
    ADD COLUMN `gone` int GENERATED ALWAYS AS (`qty` + 1) STORED,
    MODIFY COLUMN `twice` int GENERATED ALWAYS AS (`qty` * 2) STORED;
