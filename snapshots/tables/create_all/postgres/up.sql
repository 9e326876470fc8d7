-- Revision  2026-11-21-103000-0000 (apply)
-- Message   create_all
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create enum priority (models.rs:41:10)
CREATE TYPE priority AS ENUM ('low', 'normal', 'high');

-- Create table people (models.rs:15:12)
CREATE TABLE people (
    id bigint NOT NULL,
    email text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT uq_people_email UNIQUE (email)
);

-- Create table tickets (models.rs:29:12)
CREATE TABLE tickets (
    id bigint NOT NULL,
    title text NOT NULL,
    priority priority NOT NULL,
    assignee_id bigint,
    estimate integer DEFAULT 0 NOT NULL,
    closed_at timestamp,
    CONSTRAINT pk_tickets PRIMARY KEY (id),
    CONSTRAINT fk_tickets_assignee_id_people FOREIGN KEY (assignee_id) REFERENCES people (id) ON DELETE SET NULL,
    CONSTRAINT ck_tickets_estimate CHECK (estimate >= 0)
);

CREATE INDEX ix_tickets_open ON tickets (assignee_id) WHERE closed_at IS NULL;

-- Create table attachments (models.rs:5:12)
CREATE TABLE attachments (
    id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    body bytea NOT NULL,
    uploaded_at timestamp NOT NULL,
    CONSTRAINT pk_attachments PRIMARY KEY (id),
    CONSTRAINT fk_attachments_ticket_id_tickets FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE CASCADE
);

CREATE INDEX ix_attachments_ticket_id_uploaded_at ON attachments (ticket_id, uploaded_at DESC);
