-- Revision  2026-11-21-103000-0000 (apply)
-- Message   validate_while_retyped
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop foreign key fk_user of orders
ALTER TABLE orders DROP CONSTRAINT fk_user;

-- Alter column orders.user_id (type) (models.rs:14:5)
ALTER TABLE orders ALTER COLUMN user_id TYPE bigint;

-- Alter column users.id (type) (models.rs:6:5)
ALTER TABLE users ALTER COLUMN id TYPE bigint;

-- Add foreign key fk_user on orders (models.rs:13:26)
-- warning[L108]: foreign key fk_user on orders fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE orders ADD CONSTRAINT fk_user FOREIGN KEY (user_id) REFERENCES users (id);
