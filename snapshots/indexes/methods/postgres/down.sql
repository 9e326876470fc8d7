-- Revision  2026-11-21-103000-0000 (undo)
-- Message   methods
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_docs_at of docs
DROP INDEX ix_docs_at;

-- Drop index ix_docs_body of docs
DROP INDEX ix_docs_body;

-- Drop index ix_docs_title of docs
DROP INDEX ix_docs_title;

-- Drop index ix_docs_title_prefix of docs
DROP INDEX ix_docs_title_prefix;

-- Create index ix_docs_at on docs
CREATE INDEX ix_docs_at ON docs USING brin (at);
