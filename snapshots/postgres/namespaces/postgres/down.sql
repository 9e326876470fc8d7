-- Revision  2026-11-21-103000-0000 (undo)
-- Message   namespaces
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the rows of table logins cannot be restored

-- Create table logins
-- the rows of table logins cannot be restored
CREATE TABLE logins (
    id integer NOT NULL,
    user_id integer NOT NULL,
    CONSTRAINT logins_pkey PRIMARY KEY (id),
    CONSTRAINT logins_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);

-- Drop table Au dit.logins
-- DESTRUCTIVE: deletes the rows of table Au dit.logins
DROP TABLE "Au dit".logins;

-- Drop table shop.orders
-- DESTRUCTIVE: deletes the rows of table shop.orders
DROP TABLE shop.orders;

-- Drop enum shop.order_state
DROP TYPE shop.order_state;

-- Drop schema Au dit
DROP SCHEMA "Au dit";

-- Drop schema shop
DROP SCHEMA shop;
