-- Revision  2026-11-21-103000-0000 (apply)
-- Message   validate
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Validate check constraint ck_total on orders (models.rs:10:27)
-- warning[L108]: check constraint ck_total on orders fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE orders VALIDATE CONSTRAINT ck_total;

-- Validate foreign key fk_user on orders (models.rs:13:26)
-- warning[L108]: foreign key fk_user on orders fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE orders VALIDATE CONSTRAINT fk_user;
