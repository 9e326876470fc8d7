-- Revision  2026-11-21-103000-0000 (apply)
-- Message   auto_increment_moves
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column gains.id (autoincrement) (models.rs:21:5)
ALTER TABLE `gains` MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT;

-- Alter column loses.id (autoincrement) (models.rs:14:5)
ALTER TABLE `loses` MODIFY COLUMN `id` int NOT NULL;

-- Drop unique constraint ux_id of moves
-- Drop primary key over old_id of moves
-- Alter column moves.id (autoincrement) (models.rs:8:5)
-- Alter column moves.old_id (autoincrement) (models.rs:6:5)
-- Add primary key over id on moves (models.rs:4:26)
ALTER TABLE `moves`
    DROP PRIMARY KEY,
    DROP INDEX `ux_id`,
    MODIFY COLUMN `id` int NOT NULL AUTO_INCREMENT,
    MODIFY COLUMN `old_id` int NOT NULL,
    ADD PRIMARY KEY (`id`);
