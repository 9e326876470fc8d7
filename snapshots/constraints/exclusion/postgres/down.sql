-- Revision  2026-11-21-103000-0000 (undo)
-- Message   exclusion
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop exclusion constraint ex_stays_span of stays
ALTER TABLE stays DROP CONSTRAINT ex_stays_span;
