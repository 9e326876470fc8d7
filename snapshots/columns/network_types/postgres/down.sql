-- Revision  2026-11-21-103000-0000 (undo)
-- Message   network_types
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column hosts.hardware that the other type cannot hold as they were may not be restored
-- WARNING: values of column hosts.net that the other type cannot hold as they were may not be restored

-- Drop index ix_hosts_net of hosts
DROP INDEX ix_hosts_net;

-- Alter column hosts.hardware (type)
-- Alter column hosts.net (type)
ALTER TABLE hosts
    ALTER COLUMN hardware TYPE macaddr,
    ALTER COLUMN net TYPE inet;

-- Drop column hosts.address
-- DESTRUCTIVE: deletes the data of column hosts.address
ALTER TABLE hosts DROP COLUMN address;

-- Drop column hosts.all
-- DESTRUCTIVE: deletes the data of column hosts.all
ALTER TABLE hosts DROP COLUMN "all";

-- Drop column hosts.other
-- DESTRUCTIVE: deletes the data of column hosts.other
ALTER TABLE hosts DROP COLUMN other;
