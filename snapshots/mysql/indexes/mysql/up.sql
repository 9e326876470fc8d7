-- Revision  2026-11-21-103000-0000 (apply)
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
-- Drop unique constraint ux_tag of places
-- Add unique constraint ux_tag on places (models.rs:11:5)
-- Create index ft_about on places (models.rs:8:5)
-- Create index ix_name on places (models.rs:6:5)
-- Create index ix_tag on places (models.rs:10:5)
-- Create index sp_spot on places (models.rs:9:5)
ALTER TABLE `places`
    DROP INDEX `ft_about`,
    DROP INDEX `ix_name`,
    DROP INDEX `ux_tag`,
    ADD FULLTEXT INDEX `ft_about` (`about`, `notes`),
    ADD INDEX `ix_name` (`name`(12)),
    ALTER INDEX `ix_tag` IGNORED,
    ADD SPATIAL INDEX `sp_spot` (`spot`),
    ADD UNIQUE INDEX `ux_tag` (`tag`);
