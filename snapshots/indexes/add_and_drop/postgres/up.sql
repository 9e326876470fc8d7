-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add_and_drop
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_people_first of people
DROP INDEX ix_people_first;

-- Drop index ux_people_email of people
DROP INDEX ux_people_email;

-- Create index ix_people_email_last on people (models.rs:4:47)
-- warning[L107]: unique index ix_people_email_last on people fails where two rows are alike
--   help: look for duplicates before this runs
CREATE UNIQUE INDEX ix_people_email_last ON people (email, last);

-- Create index ix_people_last on people (models.rs:7:13)
CREATE INDEX ix_people_last ON people (last);

-- Create index ix_people_last_first on people (models.rs:4:27)
CREATE INDEX ix_people_last_first ON people (last, first);
