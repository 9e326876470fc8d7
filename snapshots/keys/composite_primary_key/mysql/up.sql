-- Revision  2026-11-21-103000-0000 (apply)
-- Message   composite_primary_key
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop primary key over name, lang of aliases
-- Add primary key over name on aliases (models.rs:13:28)
-- warning[L107]: primary key over name on aliases fails where two rows are alike
--   help: look for duplicates before this runs
ALTER TABLE `aliases`
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (`name`);

-- Drop primary key over item, shop of prices
-- Add primary key over item, shop, day on prices (models.rs:4:27)
ALTER TABLE `prices`
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (`item`, `shop`, `day`);
