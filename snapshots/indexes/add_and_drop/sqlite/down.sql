-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add_and_drop
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_people_email_last of people
DROP INDEX ix_people_email_last;

-- Drop index ix_people_last of people
DROP INDEX ix_people_last;

-- Drop index ix_people_last_first of people
DROP INDEX ix_people_last_first;

-- Create index ix_people_first on people
CREATE INDEX ix_people_first ON people ("first");

-- Create index ux_people_email on people
CREATE UNIQUE INDEX ux_people_email ON people (email);
