-- Revision  2026-11-21-103000-0000 (undo)
-- Message   composite
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop foreign key fk_downloads_number_package_versions of downloads
ALTER TABLE downloads DROP CONSTRAINT fk_downloads_number_package_versions;

-- Drop foreign key fk_downloads_sha of downloads
ALTER TABLE downloads DROP CONSTRAINT fk_downloads_sha;
