-- Revision  2026-11-21-103000-0000 (undo)
-- Message   auto_increment_moves
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column gains.id (autoincrement)
ALTER TABLE `gains` MODIFY COLUMN `id` int NOT NULL;

-- Alter column loses.id (autoincrement)
ALTER TABLE `loses` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;

-- Drop primary key over id of moves
-- Alter column moves.id (autoincrement)
-- Alter column moves.old_id (autoincrement)
-- Add primary key over old_id on moves
-- Add unique constraint ux_id on moves
ALTER TABLE `moves`
    DROP PRIMARY KEY,
    MODIFY COLUMN `id` int NOT NULL,
    MODIFY COLUMN `old_id` int NOT NULL AUTO_INCREMENT,
    ADD PRIMARY KEY (`old_id`),
    ADD UNIQUE INDEX `ux_id` (`id`);
