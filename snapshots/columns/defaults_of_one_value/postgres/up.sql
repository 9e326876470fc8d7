-- Revision  2026-11-21-103000-0000 (apply)
-- Message   defaults_of_one_value
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column prices.tax (default) (models.rs:11:5)
ALTER TABLE prices ALTER COLUMN tax SET DEFAULT 19.5;
