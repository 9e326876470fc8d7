-- Revision  2026-11-21-103000-0000 (undo)
-- Message   repoint
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the rows of table old_places cannot be restored

-- Create table old_places
-- the rows of table old_places cannot be restored
CREATE TABLE `old_places` (
    `id` int NOT NULL,
    PRIMARY KEY (`id`)
);

-- Drop foreign key fk_visits_place of visits
ALTER TABLE `visits` DROP FOREIGN KEY `fk_visits_place`;

-- Add foreign key fk_visits_place on visits
ALTER TABLE `visits` ADD CONSTRAINT `fk_visits_place` FOREIGN KEY (`place_id`) REFERENCES `old_places` (`id`) ON DELETE CASCADE;
