-- Revision  2026-11-21-103000-0000 (apply)
-- Message   foreign_key_index_replaced
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_parent_id of nodes
-- Alter column nodes.id (autoincrement) (models.rs:7:5)
-- Create index ix_nodes_parent on nodes (models.rs:4:26)
ALTER TABLE `nodes`
    DROP INDEX `ix_parent_id`,
    MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT,
    ADD INDEX `ix_nodes_parent` (`parent`);

-- Create table leaves (models.rs:13:12)
CREATE TABLE `leaves` (
    `id` int NOT NULL,
    `node` int NOT NULL,
    INDEX `ix_leaves_node` (`node`),
    PRIMARY KEY (`id`),
    CONSTRAINT `fk_leaves_node_nodes` FOREIGN KEY (`node`) REFERENCES `nodes` (`id`)
);
