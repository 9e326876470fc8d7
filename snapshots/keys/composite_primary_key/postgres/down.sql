-- Revision  2026-11-21-103000-0000 (undo)
-- Message   composite_primary_key
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop primary key aliases_pkey of aliases
ALTER TABLE aliases DROP CONSTRAINT aliases_pkey;

-- Add primary key aliases_pkey on aliases
ALTER TABLE aliases ADD CONSTRAINT aliases_pkey PRIMARY KEY (name, lang);

-- Drop primary key prices_pkey of prices
ALTER TABLE prices DROP CONSTRAINT prices_pkey;

-- Add primary key prices_pkey on prices
ALTER TABLE prices ADD CONSTRAINT prices_pkey PRIMARY KEY (item, shop);
