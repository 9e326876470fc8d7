-- Revision  2026-11-21-103000-0000 (undo)
-- Message   validate_while_retyped
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column orders.user_id that the other type cannot hold as they were may not be restored
-- WARNING: values of column users.id that the other type cannot hold as they were may not be restored

-- Drop foreign key fk_user of orders
ALTER TABLE orders DROP CONSTRAINT fk_user;

-- Alter column orders.user_id (type)
ALTER TABLE orders ALTER COLUMN user_id TYPE integer;

-- Alter column users.id (type)
ALTER TABLE users ALTER COLUMN id TYPE integer;

-- Add foreign key fk_user on orders
ALTER TABLE orders ADD CONSTRAINT fk_user FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
