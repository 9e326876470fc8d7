-- Revision  2026-11-21-103000-0000 (apply)
-- Message   composite_primary_key
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop primary key aliases_pkey of aliases
ALTER TABLE aliases DROP CONSTRAINT aliases_pkey;

-- Add primary key aliases_pkey on aliases (models.rs:13:28)
-- warning[L107]: primary key aliases_pkey on aliases fails where two rows are alike
--   help: look for duplicates before this runs
ALTER TABLE aliases ADD CONSTRAINT aliases_pkey PRIMARY KEY (name);

-- Drop primary key prices_pkey of prices
ALTER TABLE prices DROP CONSTRAINT prices_pkey;

-- Add primary key prices_pkey on prices (models.rs:4:27)
ALTER TABLE prices ADD CONSTRAINT prices_pkey PRIMARY KEY (item, shop, day);
