-- Revision  2026-11-21-103000-0000 (apply)
-- Message   enum_and_set
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column mails.flags (type) (models.rs:10:5)
-- Alter column mails.state (type, nullability, default) (models.rs:8:5)
ALTER TABLE `mails` MODIFY COLUMN `state` enum('new','it''s sent','a,b','back\\slash') NULL DEFAULT 'back\\slash';
UPDATE `mails` SET `state` = 'back\\slash', `changed` = `changed` WHERE `state` IS NULL;

ALTER TABLE `mails`
    MODIFY COLUMN `flags` set('seen','x\\y','starred') NOT NULL DEFAULT 'seen',
    MODIFY COLUMN `state` enum('new','it''s sent','a,b','back\\slash') NOT NULL DEFAULT 'back\\slash';
