-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_hostile
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop check constraint ck_other_kind of other
ALTER TABLE `other` DROP CONSTRAINT `ck_other_kind`;

-- Replace values of other.kind: 'c\'d' by 'a\b', 'null' by 'it's 100%', '--' by 'naïve'
UPDATE `other` SET `kind` = CASE `kind` WHEN 'c\\''d' THEN 'a\\b' WHEN 'null' THEN 'it''s 100%' WHEN '--' THEN 'naïve' ELSE `kind` END WHERE `kind` IN ('c\\''d', 'null', '--');

-- Drop check constraint c k of the "new" table
-- Drop check constraint more_known of the "new" table
-- Alter column the "new" table.from (default)
ALTER TABLE `the "new" table`
    DROP CONSTRAINT `c k`,
    DROP CONSTRAINT `more_known`,
    MODIFY COLUMN `from` varchar(60) NOT NULL DEFAULT 'a\\b';

-- Replace values of the "new" table.from: 'c\'d' by 'a\b', 'null' by 'it's 100%', '--' by 'naïve'
UPDATE `the "new" table` SET `from` = CASE `from` WHEN 'c\\''d' THEN 'a\\b' WHEN 'null' THEN 'it''s 100%' WHEN '--' THEN 'naïve' ELSE `from` END WHERE `from` IN ('c\\''d', 'null', '--');

-- Replace values of the "new" table.more: 'c\'d' by 'a\b', 'null' by 'it's 100%', '--' by 'naïve'
UPDATE `the "new" table` SET `more` = CASE `more` WHEN 'c\\''d' THEN 'a\\b' WHEN 'null' THEN 'it''s 100%' WHEN '--' THEN 'naïve' ELSE `more` END WHERE `more` IN ('c\\''d', 'null', '--');

-- Add check constraint c k on the "new" table
ALTER TABLE `the "new" table` ADD CONSTRAINT `c k` CHECK (`from` in ('a\\b','it''s 100%','naïve',''));

-- Rename column the "new" table.from to select
ALTER TABLE `the "new" table` RENAME COLUMN `from` TO `select`;

-- Add check constraint more_known on the "new" table
ALTER TABLE `the "new" table` ADD CONSTRAINT `more_known` CHECK (`more` in ('a\\b','it''s 100%','naïve',''));

-- Rename table the "new" table to the "old" table
RENAME TABLE `the "new" table` TO `the "old" table`;

-- Alter column other.kind (options)
ALTER TABLE `other` MODIFY COLUMN `kind` varchar(60) NOT NULL CHECK (`kind` in ('a\\b','it''s 100%','naïve',''));
