-- Revision  2026-11-21-103000-0000 (apply)
-- Message   partial
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_jobs_queue of jobs
DROP INDEX ix_jobs_queue;

-- Drop index ix_jobs_tries of jobs
DROP INDEX ix_jobs_tries;

-- Create index ix_jobs_queue on jobs (models.rs:6:5)
CREATE INDEX ix_jobs_queue ON jobs (queue) WHERE (done_at IS NULL) AND (tries < 5);

-- Create index ix_jobs_tries on jobs (models.rs:7:5)
CREATE INDEX ix_jobs_tries ON jobs (tries);

-- Create index ux_jobs_running on jobs (models.rs:8:5)
-- warning[L107]: unique index ux_jobs_running on jobs fails where two rows are alike
--   help: look for duplicates before this runs
CREATE UNIQUE INDEX ux_jobs_running ON jobs (queue) WHERE done_at IS NULL;
