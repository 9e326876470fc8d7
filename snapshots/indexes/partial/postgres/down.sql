-- Revision  2026-11-21-103000-0000 (undo)
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

-- Drop index ux_jobs_running of jobs
DROP INDEX ux_jobs_running;

-- Create index ix_jobs_queue on jobs
CREATE INDEX ix_jobs_queue ON jobs (queue) WHERE done_at IS NULL;

-- Create index ix_jobs_tries on jobs
CREATE INDEX ix_jobs_tries ON jobs (tries) WHERE tries > 0;
