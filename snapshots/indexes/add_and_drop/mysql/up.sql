-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add_and_drop
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_people_first of people
-- Drop unique constraint ux_people_email of people
-- Add unique constraint uq_people_email_last on people (models.rs:4:47)
-- Create index ix_people_last on people (models.rs:7:13)
-- Create index ix_people_last_first on people (models.rs:4:27)
ALTER TABLE `people`
    DROP INDEX `ix_people_first`,
    DROP INDEX `ux_people_email`,
    ADD INDEX `ix_people_last` (`last`(255)),
    ADD INDEX `ix_people_last_first` (`last`(255), `first`(255)),
    ADD UNIQUE INDEX `uq_people_email_last` (`email`, `last`);
