-- Revision  2026-11-21-103000-0000 (undo)
-- Message   types_by_name
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column docs.mail that the other type cannot hold as they were may not be restored
-- WARNING: values of column docs.title that the other type cannot hold as they were may not be restored

-- Drop index ix_docs_path of docs
DROP INDEX ix_docs_path;

-- Drop index ix_docs_words of docs
DROP INDEX ix_docs_words;

-- Alter column docs.mail (type)
-- Alter column docs.title (type)
ALTER TABLE docs
    ALTER COLUMN mail TYPE text,
    ALTER COLUMN title TYPE text;

-- Drop column docs.body
-- DESTRUCTIVE: deletes the data of column docs.body
ALTER TABLE docs DROP COLUMN body;

-- Drop column docs.location
-- DESTRUCTIVE: deletes the data of column docs.location
ALTER TABLE docs DROP COLUMN location;

-- Drop column docs.more
-- DESTRUCTIVE: deletes the data of column docs.more
ALTER TABLE docs DROP COLUMN more;

-- Drop column docs.object
-- DESTRUCTIVE: deletes the data of column docs.object
ALTER TABLE docs DROP COLUMN object;

-- Drop column docs.odd
-- DESTRUCTIVE: deletes the data of column docs.odd
ALTER TABLE docs DROP COLUMN odd;

-- Drop column docs.pairs
-- DESTRUCTIVE: deletes the data of column docs.pairs
ALTER TABLE docs DROP COLUMN pairs;

-- Drop column docs.path
-- DESTRUCTIVE: deletes the data of column docs.path
ALTER TABLE docs DROP COLUMN path;

-- Drop column docs.position
-- DESTRUCTIVE: deletes the data of column docs.position
ALTER TABLE docs DROP COLUMN "position";

-- Drop column docs.price
-- DESTRUCTIVE: deletes the data of column docs.price
ALTER TABLE docs DROP COLUMN price;

-- Drop column docs.raw
-- DESTRUCTIVE: deletes the data of column docs.raw
ALTER TABLE docs DROP COLUMN raw;

-- Drop column docs.words
-- DESTRUCTIVE: deletes the data of column docs.words
ALTER TABLE docs DROP COLUMN words;
