-- Revision  2026-11-21-103000-0000 (apply)
-- Message   type_with_cast
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_scores_points of scores
-- Alter column scores.at (type) (models.rs:10:5)
-- Alter column scores.points (type, default) (models.rs:8:5)
-- Create index ix_scores_points on scores (models.rs:4:27)
-- warning[L105]: scores.points changes from text to int: this fails where a value does not fit
-- warning[L105]: scores.at changes from text to date: this fails where a value does not fit
ALTER TABLE `scores`
    DROP INDEX `ix_scores_points`,
    MODIFY COLUMN `at` date NULL,
    MODIFY COLUMN `points` int NOT NULL DEFAULT 0,
    ADD INDEX `ix_scores_points` (`points`);
