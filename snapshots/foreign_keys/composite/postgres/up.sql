-- Revision  2026-11-21-103000-0000 (apply)
-- Message   composite
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add foreign key fk_downloads_number_package_versions on downloads (models.rs:14:5)
-- warning[L108]: foreign key fk_downloads_number_package_versions on downloads fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE downloads ADD CONSTRAINT fk_downloads_number_package_versions FOREIGN KEY (number, package) REFERENCES versions (number, package) ON DELETE CASCADE;

-- Add foreign key fk_downloads_sha on downloads (models.rs:15:5)
-- warning[L108]: foreign key fk_downloads_sha on downloads fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE downloads ADD CONSTRAINT fk_downloads_sha FOREIGN KEY (sha, package) REFERENCES versions (digest, package);
