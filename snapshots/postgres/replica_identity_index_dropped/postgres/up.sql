-- Revision  2026-11-21-103000-0000 (apply)
-- Message   replica_identity_index_dropped
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index t_a of t
ALTER TABLE t REPLICA IDENTITY DEFAULT;
DROP INDEX t_a;
