-- Revision  2026-11-21-103000-0000 (apply)
-- Message   logged_under_foreign_keys
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column rises.parent_id (models.rs:7:5)
ALTER TABLE rises ADD COLUMN parent_id integer;

-- Set options of table rises
ALTER TABLE rises SET LOGGED;

-- Create table a_child (models.rs:25:12)
CREATE TABLE a_child (
    id integer NOT NULL,
    rises_id integer,
    CONSTRAINT pk_a_child PRIMARY KEY (id),
    CONSTRAINT fk_a_child_rises_id_rises FOREIGN KEY (rises_id) REFERENCES rises (id)
);

-- Drop foreign key fk_was_child_falls of was_child
ALTER TABLE was_child DROP CONSTRAINT fk_was_child_falls;

-- Set options of table falls
ALTER TABLE falls SET UNLOGGED;

-- Add foreign key fk_rises_parent_id_rises on rises (models.rs:4:26)
ALTER TABLE rises ADD CONSTRAINT fk_rises_parent_id_rises FOREIGN KEY (parent_id) REFERENCES rises (id);
