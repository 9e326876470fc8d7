-- Revision  2026-11-21-103000-0000 (apply)
-- Message   sequences
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Create sequence fresh
CREATE SEQUENCE `fresh` START WITH 7 COMMENT = 'it''s new';

-- Create table later (models.rs:21:12)
CREATE TABLE `later` (
    `id` bigint NOT NULL,
    `n` bigint NOT NULL DEFAULT (nextval(fresh)),
    PRIMARY KEY (`id`)
);

-- Set comment on sequence turning
ALTER TABLE `turning` COMMENT = 'down';

-- Alter sequence bounded
SELECT SETVAL(`bounded`, 20, 0);
ALTER SEQUENCE `bounded` MINVALUE 20 START WITH 20 CYCLE;

-- Alter sequence numbers
ALTER SEQUENCE `numbers` INCREMENT BY 5 MAXVALUE 100000 CACHE 10;

-- Alter sequence turning
ALTER SEQUENCE `turning` INCREMENT BY -2 MINVALUE -9223372036854775807 MAXVALUE -1 START WITH -1 RESTART;

-- Drop sequence alone
-- DESTRUCTIVE: deletes the current value of sequence alone; down.sql cannot restore it
-- warning[L101]: sequence alone is dropped with the value it has reached
DROP SEQUENCE `alone`;

-- Add column docs.b (models.rs:16:5)
ALTER TABLE `docs` ADD COLUMN `b` bigint NOT NULL DEFAULT (nextval(`fresh`));
