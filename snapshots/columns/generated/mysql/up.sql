-- Revision  2026-11-21-103000-0000 (apply)
-- Message   generated
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column lines.less (models.rs:14:5)
-- Alter column lines.twice (generation) (models.rs:12:5)
-- Drop column lines.gone
ALTER TABLE `lines`
    DROP COLUMN `gone`,
    ADD COLUMN `less` int GENERATED ALWAYS AS (`price` - 1) STORED,
    MODIFY COLUMN `twice` int GENERATED ALWAYS AS (`qty` * 4) STORED;
