-- Revision  2026-11-21-103000-0000 (undo)
-- Message   type_with_cast
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column scores.at that the other type cannot hold as they were may not be restored
-- WARNING: values of column scores.points that the other type cannot hold as they were may not be restored

-- Drop index ix_scores_points of scores
-- Alter column scores.at (type)
-- Alter column scores.points (type, default)
-- Create index ix_scores_points on scores
ALTER TABLE `scores`
    DROP INDEX `ix_scores_points`,
    MODIFY COLUMN `at` text NULL,
    MODIFY COLUMN `points` text NOT NULL DEFAULT '0',
    ADD INDEX `ix_scores_points` (`points`(768));
