-- Revision  2026-11-21-103000-0000 (apply)
-- Message   methods
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_docs_at of docs
DROP INDEX ix_docs_at;

-- Create index ix_docs_at on docs (models.rs:10:5)
CREATE INDEX ix_docs_at ON docs (at DESC NULLS LAST);

-- Create index ix_docs_body on docs (models.rs:7:5)
CREATE INDEX ix_docs_body ON docs USING gin (body jsonb_path_ops);

-- Create index ix_docs_title on docs (models.rs:9:5)
CREATE INDEX ix_docs_title ON docs (title COLLATE "C" DESC NULLS LAST) INCLUDE (at);

-- Create index ix_docs_title_prefix on docs (models.rs:8:5)
CREATE INDEX ix_docs_title_prefix ON docs (title text_pattern_ops) WITH (fillfactor = 70);
