-- Revision  2026-11-21-103000-0000 (apply)
-- Message   table_options
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create table scratch (models.rs:20:12)
CREATE TABLE `scratch` (
    `id` int NOT NULL AUTO_INCREMENT,
    PRIMARY KEY (`id`)
) AUTO_INCREMENT=1000 ENGINE=aria;

-- Set options of table logs
-- Set comment on column logs.line
-- Set comment on table logs
ALTER TABLE `logs`
    MODIFY COLUMN `line` varchar(100) NOT NULL COMMENT 'one "line"',
    ROW_FORMAT=DYNAMIC,
    STATS_PERSISTENT=1,
    ENGINE=InnoDB,
    COMMENT='It''s \\ new.';

-- Set options of table packed
ALTER TABLE `packed`
    KEY_BLOCK_SIZE=0,
    ROW_FORMAT=DEFAULT;
