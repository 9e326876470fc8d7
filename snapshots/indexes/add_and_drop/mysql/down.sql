-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add_and_drop
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ix_people_last of people
-- Drop index ix_people_last_first of people
-- Drop unique constraint uq_people_email_last of people
-- Add unique constraint ux_people_email on people
-- Create index ix_people_first on people
ALTER TABLE `people`
    DROP INDEX `ix_people_last`,
    DROP INDEX `ix_people_last_first`,
    DROP INDEX `uq_people_email_last`,
    ADD INDEX `ix_people_first` (`first`(768)),
    ADD UNIQUE INDEX `ux_people_email` (`email`);
