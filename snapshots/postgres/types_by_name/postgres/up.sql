-- Revision  2026-11-21-103000-0000 (apply)
-- Message   types_by_name
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column docs.odd (models.rs:12:5)
ALTER TABLE docs ADD COLUMN odd shop."Odd name";

-- Add column docs.path (models.rs:14:5)
ALTER TABLE docs ADD COLUMN path ltree;

-- Add column docs.pairs (models.rs:16:5)
ALTER TABLE docs ADD COLUMN pairs hstore;

-- Add column docs.price (models.rs:18:5)
ALTER TABLE docs ADD COLUMN price money DEFAULT 0 NOT NULL;

-- Add column docs.body (models.rs:20:5)
ALTER TABLE docs ADD COLUMN body xml;

-- Add column docs.words (models.rs:22:5)
ALTER TABLE docs ADD COLUMN words tsvector;

-- Add column docs.object (models.rs:24:5)
ALTER TABLE docs ADD COLUMN object oid;

-- Add column docs.position (models.rs:26:5)
ALTER TABLE docs ADD COLUMN "position" pg_lsn;

-- Add column docs.raw (models.rs:28:5)
ALTER TABLE docs ADD COLUMN raw json;

-- Add column docs.more (models.rs:30:5)
ALTER TABLE docs ADD COLUMN more email[];

-- Add column docs.location (models.rs:32:5)
ALTER TABLE docs ADD COLUMN location point;

-- Alter column docs.mail (type) (models.rs:10:5)
-- Alter column docs.title (type) (models.rs:8:5)
-- warning[L105]: docs.mail changes from text to email: this fails where a value does not fit
ALTER TABLE docs
    ALTER COLUMN mail TYPE email USING mail::email,
    ALTER COLUMN title TYPE citext USING title::citext;

-- Create index ix_docs_path on docs (models.rs:4:55)
CREATE INDEX ix_docs_path ON docs USING gist (path);

-- Create index ix_docs_words on docs (models.rs:4:25)
CREATE INDEX ix_docs_words ON docs USING gin (words);
