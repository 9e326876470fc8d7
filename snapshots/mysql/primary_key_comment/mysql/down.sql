-- Revision  2026-11-21-103000-0000 (undo)
-- Message   primary_key_comment
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop foreign key fk_seat of tickets
ALTER TABLE `tickets` DROP FOREIGN KEY `fk_seat`;

-- Drop primary key over hall, number of seats
-- Add primary key over hall, number on seats
ALTER TABLE `seats`
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (`hall`, `number`) COMMENT 'one person each';

-- Add foreign key fk_seat on tickets
ALTER TABLE `tickets` ADD CONSTRAINT `fk_seat` FOREIGN KEY (`hall`, `number`) REFERENCES `seats` (`hall`, `number`);
