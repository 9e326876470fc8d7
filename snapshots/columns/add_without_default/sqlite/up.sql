-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add_without_default
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column drafts.title (models.rs:7:5)
-- Add column drafts.words (models.rs:8:5)
-- warning[L103]: column drafts.title is required but has no default: rows that exist cannot have it
--   help: give it a default, or make it an `Option` first and fill it
-- warning[L103]: column drafts.words is required but has no default: rows that exist cannot have it
--   help: give it a default, or make it an `Option` first and fill it
-- note: drafts is built anew and its rows are moved, because sqlite cannot in place: add column drafts.title; add column drafts.words
DROP TABLE IF EXISTS __schemist_new_drafts;

CREATE TABLE __schemist_new_drafts (
    id INTEGER NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    words BIGINT NOT NULL
);

INSERT INTO __schemist_new_drafts (id)
SELECT id
FROM drafts;

DROP TABLE drafts;
ALTER TABLE __schemist_new_drafts RENAME TO drafts;
