-- Revision  2026-11-21-103000-0000 (apply)
-- Message   unnamed_in_two_tables
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table inbox (models.rs:5:12)
CREATE TABLE inbox (
    id integer NOT NULL,
    sender text NOT NULL,
    seen boolean DEFAULT false NOT NULL,
    CONSTRAINT pk_inbox PRIMARY KEY (id)
);

CREATE INDEX ix_inbox_sender ON inbox (sender) WHERE seen = false;
CREATE INDEX ix_inbox_sender_2 ON inbox (lower(sender));

-- Create table outbox (models.rs:14:12)
CREATE TABLE outbox (
    id integer NOT NULL,
    sender text NOT NULL,
    seen boolean DEFAULT false NOT NULL,
    CONSTRAINT pk_outbox PRIMARY KEY (id)
);

CREATE INDEX ix_outbox_sender ON outbox (sender) WHERE seen = false;
CREATE INDEX ix_outbox_sender_2 ON outbox (lower(sender));
