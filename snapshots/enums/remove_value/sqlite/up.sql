-- Revision  2026-11-21-103000-0000 (apply)
-- Message   remove_value
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_jobs_state of jobs
-- Add check constraint ck_jobs_state on jobs (models.rs:8:5)
-- warning[L108]: check constraint ck_jobs_state on jobs fails where a row breaks it
--   help: look for such rows before this runs
-- note: jobs is built anew and its rows are moved, because sqlite cannot in place: drop check constraint ck_jobs_state of jobs; add check constraint ck_jobs_state on jobs
DROP TABLE IF EXISTS __schemist_new_jobs;

CREATE TABLE __schemist_new_jobs (
    id INTEGER NOT NULL PRIMARY KEY,
    state TEXT NOT NULL DEFAULT 'idle',
    CONSTRAINT ck_jobs_state CHECK (state IN ('busy', 'idle'))
);

INSERT INTO __schemist_new_jobs (id, state)
SELECT id, state
FROM jobs;

DROP TABLE jobs;
ALTER TABLE __schemist_new_jobs RENAME TO jobs;
CREATE INDEX ix_jobs_state ON jobs (state);
