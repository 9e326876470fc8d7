-- Revision  2026-11-21-103000-0000 (undo)
-- Message   drop_table_with_triggers
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the rows of table junk cannot be restored

-- Create table junk
-- the rows of table junk cannot be restored
CREATE TABLE junk (
    id INTEGER PRIMARY KEY,
    a INTEGER
);

-- note: what hung on junk comes back: trigger junk_log on junk
CREATE TRIGGER junk_log AFTER INSERT ON junk BEGIN UPDATE keep SET n = n + 1; END;
