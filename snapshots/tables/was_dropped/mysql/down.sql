-- Revision  2026-11-21-103000-0000 (undo)
-- Message   was_dropped
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the rows of table old people cannot be restored
-- WARNING: the data of column people.nick cannot be restored

-- Create table old people
-- the rows of table old people cannot be restored
CREATE TABLE `old people` (
    `id` int NOT NULL,
    `name` text NULL,
    PRIMARY KEY (`id`)
);

-- Drop table new_people
-- DESTRUCTIVE: deletes the rows of table new_people
DROP TABLE `new_people`;

-- Add column people.nick
-- Drop column people.alias
-- the data of column people.nick cannot be restored
-- DESTRUCTIVE: deletes the data of column people.alias
ALTER TABLE `people`
    DROP COLUMN `alias`,
    ADD COLUMN `nick` text NULL;
