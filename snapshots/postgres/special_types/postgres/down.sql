-- Revision  2026-11-21-103000-0000 (undo)
-- Message   special_types
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column hosts.bits that the other type cannot hold as they were may not be restored
-- WARNING: values of column hosts.moment that the other type cannot hold as they were may not be restored

-- Alter column hosts.bits (type)
-- Alter column hosts.moment (type)
ALTER TABLE hosts
    ALTER COLUMN bits TYPE bit(8),
    ALTER COLUMN moment TYPE timestamp(3);

-- Drop column hosts.hardware
-- DESTRUCTIVE: deletes the data of column hosts.hardware
ALTER TABLE hosts DROP COLUMN hardware;

-- Drop column hosts.leased
-- DESTRUCTIVE: deletes the data of column hosts.leased
ALTER TABLE hosts DROP COLUMN leased;

-- Drop column hosts.ports
-- DESTRUCTIVE: deletes the data of column hosts.ports
ALTER TABLE hosts DROP COLUMN ports;

-- Drop column hosts.search
-- DESTRUCTIVE: deletes the data of column hosts.search
ALTER TABLE hosts DROP COLUMN search;

-- Drop column hosts.token
-- DESTRUCTIVE: deletes the data of column hosts.token
ALTER TABLE hosts DROP COLUMN token;

-- Drop column hosts.uptime
-- DESTRUCTIVE: deletes the data of column hosts.uptime
ALTER TABLE hosts DROP COLUMN uptime;
