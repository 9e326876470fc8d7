-- Revision  2026-11-21-103000-0000 (apply)
-- Message   special_types
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column hosts.hardware (models.rs:15:5)
ALTER TABLE hosts ADD COLUMN hardware macaddr;

-- Add column hosts.leased (models.rs:17:5)
ALTER TABLE hosts ADD COLUMN leased tstzrange;

-- Add column hosts.ports (models.rs:19:5)
ALTER TABLE hosts ADD COLUMN ports integer[] DEFAULT '{1,2}'::integer[] NOT NULL;

-- Add column hosts.search (models.rs:21:5)
ALTER TABLE hosts ADD COLUMN search tsvector;

-- Add column hosts.uptime (models.rs:23:5)
ALTER TABLE hosts ADD COLUMN uptime interval day to second;

-- Add column hosts.token (models.rs:25:5)
ALTER TABLE hosts ADD COLUMN token uuid DEFAULT gen_random_uuid() NOT NULL;

-- Alter column hosts.bits (type) (models.rs:11:5)
-- Alter column hosts.moment (type) (models.rs:13:5)
-- warning[L105]: hosts.bits changes from bit(8) to bit varying(16): this fails where a value does not fit
-- warning[L105]: hosts.moment changes from timestamp(3) to timestamptz: values are read in the time zone of the session that migrates
--   help: where the values are in UTC, SET LOCAL timezone = 'UTC' before it: no row is then touched
ALTER TABLE hosts
    ALTER COLUMN bits TYPE bit varying(16),
    ALTER COLUMN moment TYPE timestamptz;
