-- Revision  2026-11-21-103000-0000 (undo)
-- Message   swap_names
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename column points.label to __schemist_swap_place
ALTER TABLE `points` RENAME COLUMN `label` TO `__schemist_swap_place`;

-- Rename column points.place to label
ALTER TABLE `points` RENAME COLUMN `place` TO `label`;

-- Rename column points.__schemist_swap_place to place
ALTER TABLE `points` RENAME COLUMN `__schemist_swap_place` TO `place`;
