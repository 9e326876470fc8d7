-- Revision  2026-11-21-103000-0000 (undo)
-- Message   indexes
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop index ft_about of places
-- Drop index ix_name of places
-- Drop index ix_tag of places
-- Drop index sp_spot of places
-- Drop unique constraint ux_tag of places
-- Add unique constraint ux_tag on places
-- Create index ft_about on places
-- Create index ix_name on places
-- Create index ix_tag on places
ALTER TABLE `places`
    DROP INDEX `ft_about`,
    DROP INDEX `ix_name`,
    DROP INDEX `sp_spot`,
    DROP INDEX `ux_tag`,
    ADD FULLTEXT INDEX `ft_about` (`about`),
    ADD INDEX `ix_name` (`name`(10)),
    ALTER INDEX `ix_tag` NOT IGNORED,
    ADD UNIQUE INDEX `ux_tag` (`tag`(40));
