-- Revision  2026-11-21-103000-0000 (apply)
-- Message   create
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create table teams (models.rs:23:12)
CREATE TABLE teams (
    id integer NOT NULL,
    name text NOT NULL,
    motto text,
    CONSTRAINT pk_teams PRIMARY KEY (id),
    CONSTRAINT uq_teams_name UNIQUE (name)
);

-- Create table memberships (models.rs:12:12)
CREATE TABLE memberships (
    team_id integer NOT NULL,
    account_id integer NOT NULL,
    role text DEFAULT 'member'::text NOT NULL,
    CONSTRAINT pk_memberships PRIMARY KEY (team_id, account_id),
    CONSTRAINT fk_memberships_account_id_accounts FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT fk_memberships_team_id_teams FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE
);

CREATE INDEX ix_memberships_account_id ON memberships (account_id);
