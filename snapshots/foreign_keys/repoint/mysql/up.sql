-- Revision  2026-11-21-103000-0000 (apply)
-- Message   repoint
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop foreign key fk_visits_place of visits
ALTER TABLE `visits` DROP FOREIGN KEY `fk_visits_place`;

-- Add foreign key fk_visits_place on visits (models.rs:13:26)
-- warning[L108]: foreign key fk_visits_place on visits fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `visits` ADD CONSTRAINT `fk_visits_place` FOREIGN KEY (`place_id`) REFERENCES `places` (`id`) ON DELETE CASCADE;

-- Drop table old_places
-- DESTRUCTIVE: deletes the rows of table old_places; down.sql cannot restore it
-- warning[L101]: table old_places is dropped with all its rows
--   help: if it got another name, say so with `renamed_from`
DROP TABLE `old_places`;
