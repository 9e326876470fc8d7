-- Revision  2026-11-21-103000-0000 (apply)
-- Message   swap_names
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column points.place to __schemist_swap_place
ALTER TABLE points RENAME COLUMN place TO __schemist_swap_place;

-- Rename column points.label to place
ALTER TABLE points RENAME COLUMN label TO place;

-- Rename column points.__schemist_swap_place to label
ALTER TABLE points RENAME COLUMN __schemist_swap_place TO label;
