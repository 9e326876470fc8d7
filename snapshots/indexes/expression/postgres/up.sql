-- Revision  2026-11-21-103000-0000 (apply)
-- Message   expression
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_files_upper of files
DROP INDEX ix_files_upper;

-- Create index ix_files_size on files (models.rs:7:5)
CREATE INDEX ix_files_size ON files (size, (size % 10));

-- Create index ux_files_lower_path on files (models.rs:6:5)
-- warning[L107]: unique index ux_files_lower_path on files fails where two rows are alike
--   help: look for duplicates before this runs
CREATE UNIQUE INDEX ux_files_lower_path ON files (lower(path));
