-- Revision  2026-11-21-103000-0000 (apply)
-- Message   network_types
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column hosts.address (models.rs:12:5)
ALTER TABLE hosts ADD COLUMN address inet DEFAULT '127.0.0.1'::inet NOT NULL;

-- Add column hosts.other (models.rs:14:5)
ALTER TABLE hosts ADD COLUMN other macaddr;

-- Add column hosts.all (models.rs:15:5)
ALTER TABLE hosts ADD COLUMN "all" inet[];

-- Alter column hosts.hardware (type) (models.rs:10:5)
-- Alter column hosts.net (type) (models.rs:8:5)
-- warning[L105]: hosts.net changes from inet to cidr: this fails where a value does not fit
-- warning[L105]: hosts.hardware changes from macaddr to macaddr8: this fails where a value does not fit
ALTER TABLE hosts
    ALTER COLUMN hardware TYPE macaddr8,
    ALTER COLUMN net TYPE cidr;

-- Create index ix_hosts_net on hosts (models.rs:4:26)
CREATE INDEX ix_hosts_net ON hosts USING gist (net inet_ops);
