-- Revision  2026-11-21-103000-0000 (apply)
-- Message   create_all
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table people (models.rs:15:12)
CREATE TABLE people (
    id INTEGER NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    active BOOLEAN NOT NULL DEFAULT true
);

-- Create table tickets (models.rs:29:12)
CREATE TABLE tickets (
    id INTEGER NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    priority TEXT NOT NULL,
    assignee_id BIGINT REFERENCES people (id) ON DELETE SET NULL,
    estimate INTEGER NOT NULL DEFAULT 0,
    closed_at TIMESTAMP,
    CHECK (priority IN ('low', 'normal', 'high')),
    CONSTRAINT ck_tickets_estimate CHECK (estimate >= 0)
);

CREATE INDEX ix_tickets_open ON tickets (assignee_id)
WHERE closed_at IS NULL;

-- Create table attachments (models.rs:5:12)
CREATE TABLE attachments (
    id INTEGER NOT NULL PRIMARY KEY,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    body BLOB NOT NULL,
    uploaded_at TIMESTAMP NOT NULL
);

CREATE INDEX ix_attachments_ticket_id_uploaded_at ON attachments (ticket_id, uploaded_at DESC);
