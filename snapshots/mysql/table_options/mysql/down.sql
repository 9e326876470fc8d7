-- Revision  2026-11-21-103000-0000 (undo)
-- Message   table_options
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop table scratch
-- DESTRUCTIVE: deletes the rows of table scratch
DROP TABLE `scratch`;

-- Set options of table logs
-- Set comment on column logs.line
-- Set comment on table logs
ALTER TABLE `logs`
    MODIFY COLUMN `line` varchar(100) NOT NULL,
    ENGINE=myisam,
    ROW_FORMAT=DEFAULT,
    STATS_PERSISTENT=DEFAULT,
    COMMENT='old';

-- Set options of table packed
ALTER TABLE `packed`
    KEY_BLOCK_SIZE=8,
    ROW_FORMAT=COMPRESSED;
