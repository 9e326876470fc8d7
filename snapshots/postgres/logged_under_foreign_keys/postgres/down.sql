-- Revision  2026-11-21-103000-0000 (undo)
-- Message   logged_under_foreign_keys
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Set options of table falls
ALTER TABLE falls SET LOGGED;

-- Drop foreign key fk_rises_parent_id_rises of rises
ALTER TABLE rises DROP CONSTRAINT fk_rises_parent_id_rises;

-- Add foreign key fk_was_child_falls on was_child
ALTER TABLE was_child ADD CONSTRAINT fk_was_child_falls FOREIGN KEY (falls_id) REFERENCES falls (id);

-- Drop column rises.parent_id
-- DESTRUCTIVE: deletes the data of column rises.parent_id
ALTER TABLE rises DROP COLUMN parent_id;

-- Drop table a_child
-- DESTRUCTIVE: deletes the rows of table a_child
DROP TABLE a_child;

-- Set options of table rises
ALTER TABLE rises SET UNLOGGED;
