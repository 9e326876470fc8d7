-- Revision  2026-11-21-103000-0000 (undo)
-- Message   sequences
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the current value of sequence alone cannot be restored

-- Create sequence alone
CREATE SEQUENCE `alone` START WITH 3 CACHE 0 CYCLE;

-- Set comment on sequence turning
ALTER TABLE `turning` COMMENT = 'up';

-- Alter sequence bounded
ALTER SEQUENCE `bounded` MINVALUE 5 START WITH 5 NOCYCLE;

-- Alter sequence numbers
ALTER SEQUENCE `numbers` INCREMENT BY 1 MAXVALUE 9223372036854775806 CACHE 1000;

-- Alter sequence turning
ALTER SEQUENCE `turning` INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775806 START WITH 1 RESTART;

-- Drop table later
-- DESTRUCTIVE: deletes the rows of table later
DROP TABLE `later`;

-- Drop column docs.b
-- DESTRUCTIVE: deletes the data of column docs.b
ALTER TABLE `docs` DROP COLUMN `b`;

-- Drop sequence fresh
-- DESTRUCTIVE: deletes the current value of sequence fresh
DROP SEQUENCE `fresh`;
