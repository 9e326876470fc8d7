-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_value_by_evidence
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename value canceled of enum status to cancelled
ALTER TYPE status RENAME VALUE 'canceled' TO 'cancelled';
