-- Revision  2026-11-21-103000-0000 (apply)
-- Message   unnamed_in_two_tables
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table inbox (models.rs:5:12)
CREATE TABLE inbox (
    id INTEGER NOT NULL PRIMARY KEY,
    sender TEXT NOT NULL,
    seen BOOLEAN NOT NULL DEFAULT false
);

CREATE INDEX ix_inbox_sender ON inbox (sender)
WHERE seen = false;

CREATE INDEX ix_inbox_sender_2 ON inbox (lower(sender));

-- Create table outbox (models.rs:14:12)
CREATE TABLE outbox (
    id INTEGER NOT NULL PRIMARY KEY,
    sender TEXT NOT NULL,
    seen BOOLEAN NOT NULL DEFAULT false
);

CREATE INDEX ix_outbox_sender ON outbox (sender)
WHERE seen = false;

CREATE INDEX ix_outbox_sender_2 ON outbox (lower(sender));
