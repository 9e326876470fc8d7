-- Revision  2026-11-21-103000-0000 (apply)
-- Message   generated
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column items.even (models.rs:18:5)
-- Alter column items.a (generation) (models.rs:11:5)
-- Alter column items.b (generation) (models.rs:13:5)
-- Alter column items.c (generation) (models.rs:14:5)
-- Alter column items.d (generation) (models.rs:16:5)
-- Create index ix_items_even on items (models.rs:17:48)
ALTER TABLE `items`
    DROP COLUMN `a`,
    DROP COLUMN `b`,
    ADD COLUMN `even` tinyint(1) GENERATED ALWAYS AS (`qty` MOD 2 = 0) VIRTUAL,
    ADD COLUMN `a` int GENERATED ALWAYS AS (`qty` * 2) STORED,
    ADD COLUMN `b` int GENERATED ALWAYS AS (`qty` * 3) VIRTUAL,
    MODIFY COLUMN `c` int NULL,
    MODIFY COLUMN `d` varchar(40) GENERATED ALWAYS AS (concat(`name`,' isn''t \\')) VIRTUAL,
    ADD INDEX `ix_items_even` (`even`);
