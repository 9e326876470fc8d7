-- Revision  2026-11-21-103000-0000 (undo)
-- Message   generated
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_items_even of items
-- Alter column items.a (generation)
-- Alter column items.b (generation)
-- Alter column items.c (generation)
-- Alter column items.d (generation)
-- Drop column items.even
ALTER TABLE `items`
    DROP INDEX `ix_items_even`,
    DROP COLUMN `a`,
    DROP COLUMN `b`,
    DROP COLUMN `c`,
    DROP COLUMN `even`,
    ADD COLUMN `a` int GENERATED ALWAYS AS (`qty` * 2) VIRTUAL,
    ADD COLUMN `b` int GENERATED ALWAYS AS (`qty` * 3) STORED,
    ADD COLUMN `c` int GENERATED ALWAYS AS (`qty` + 1) STORED,
    MODIFY COLUMN `d` varchar(40) GENERATED ALWAYS AS (concat(`name`,' it''s')) VIRTUAL;
