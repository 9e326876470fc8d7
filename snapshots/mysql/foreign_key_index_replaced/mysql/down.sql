-- Revision  2026-11-21-103000-0000 (undo)
-- Message   foreign_key_index_replaced
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop table leaves
-- DESTRUCTIVE: deletes the rows of table leaves
DROP TABLE `leaves`;

-- Drop index ix_nodes_parent of nodes
-- Alter column nodes.id (autoincrement)
-- Create index ix_parent_id on nodes
ALTER TABLE `nodes`
    DROP INDEX `ix_nodes_parent`,
    MODIFY COLUMN `id` int NOT NULL,
    ADD INDEX `ix_parent_id` (`parent`, `id`);
