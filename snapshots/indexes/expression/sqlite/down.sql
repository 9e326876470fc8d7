-- Revision  2026-11-21-103000-0000 (undo)
-- Message   expression
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_files_size of files
DROP INDEX ix_files_size;

-- Drop index ux_files_lower_path of files
DROP INDEX ux_files_lower_path;

-- Create index ix_files_upper on files
CREATE INDEX ix_files_upper ON files (upper(path));
