-- Revision  2026-11-21-103000-0000 (undo)
-- Message   composite_primary_key
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop primary key over name of aliases
-- Add primary key over name, lang on aliases
ALTER TABLE `aliases`
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (`name`, `lang`);

-- Drop primary key over item, shop, day of prices
-- Add primary key over item, shop on prices
ALTER TABLE `prices`
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (`item`, `shop`);
