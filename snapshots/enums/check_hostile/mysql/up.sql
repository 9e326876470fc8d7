-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_hostile
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename table the "old" table to the "new" table
-- warning[L108]: check constraint c k on the "new" table fails where a row breaks it
--   help: look for such rows before this runs
-- warning[L108]: check constraint more_known on the "new" table fails where a row breaks it
--   help: look for such rows before this runs
RENAME TABLE `the "old" table` TO `the "new" table`;

-- Rename column the "new" table.select to from
ALTER TABLE `the "new" table` RENAME COLUMN `select` TO `from`;

-- Alter column other.kind (options)
ALTER TABLE `other` MODIFY COLUMN `kind` varchar(60) NOT NULL;

-- Replace values of other.kind: 'a\b' by 'c\'d', 'it's 100%' by 'null', 'naïve' by '--'
UPDATE `other` SET `kind` = CASE `kind` WHEN 'a\\b' THEN 'c\\''d' WHEN 'it''s 100%' THEN 'null' WHEN 'naïve' THEN '--' ELSE `kind` END WHERE `kind` IN ('a\\b', 'it''s 100%', 'naïve');

-- Drop check constraint c k of the "new" table
-- Drop check constraint more_known of the "new" table
ALTER TABLE `the "new" table`
    DROP CONSTRAINT `c k`,
    DROP CONSTRAINT `more_known`;

-- Replace values of the "new" table.from: 'a\b' by 'c\'d', 'it's 100%' by 'null', 'naïve' by '--'
UPDATE `the "new" table` SET `from` = CASE `from` WHEN 'a\\b' THEN 'c\\''d' WHEN 'it''s 100%' THEN 'null' WHEN 'naïve' THEN '--' ELSE `from` END WHERE `from` IN ('a\\b', 'it''s 100%', 'naïve');

-- Replace values of the "new" table.more: 'a\b' by 'c\'d', 'it's 100%' by 'null', 'naïve' by '--'
UPDATE `the "new" table` SET `more` = CASE `more` WHEN 'a\\b' THEN 'c\\''d' WHEN 'it''s 100%' THEN 'null' WHEN 'naïve' THEN '--' ELSE `more` END WHERE `more` IN ('a\\b', 'it''s 100%', 'naïve');

-- Add check constraint ck_other_kind on other (models.mysql.rs:16:5)
-- warning[L108]: check constraint ck_other_kind on other fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE `other` ADD CONSTRAINT `ck_other_kind` CHECK (`kind` in ('c\\''d','null','--',''));

-- Alter column the "new" table.from (default) (models.mysql.rs:8:5)
-- Add check constraint c k on the "new" table (models.mysql.rs:8:5)
-- Add check constraint more_known on the "new" table (models.mysql.rs:9:5)
ALTER TABLE `the "new" table`
    MODIFY COLUMN `from` varchar(60) NOT NULL DEFAULT 'c\\''d',
    ADD CONSTRAINT `c k` CHECK (`from` in ('c\\''d','null','--','')),
    ADD CONSTRAINT `more_known` CHECK (`more` in ('c\\''d','null','--',''));
