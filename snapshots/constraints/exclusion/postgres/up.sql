-- Revision  2026-11-21-103000-0000 (apply)
-- Message   exclusion
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add exclusion constraint ex_stays_span on stays (models.rs:4:26)
-- warning[L107]: exclusion constraint ex_stays_span on stays fails where two rows are alike
--   help: look for duplicates before this runs
ALTER TABLE stays ADD CONSTRAINT ex_stays_span EXCLUDE USING gist (span WITH &&);
