-- Revision  2026-11-21-103000-0000 (apply)
-- Message   namespaces
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create schema Au dit
CREATE SCHEMA "Au dit";

-- Rename table logins to Au dit.logins
ALTER TABLE logins SET SCHEMA "Au dit";

-- Create schema shop
CREATE SCHEMA shop;

-- Create enum shop.order_state (models.rs:29:10)
CREATE TYPE shop.order_state AS ENUM ('open', 'paid');

-- Create table shop.orders (models.rs:12:12)
CREATE TABLE shop.orders (
    id integer NOT NULL,
    user_id integer NOT NULL,
    state shop.order_state NOT NULL,
    CONSTRAINT pk_orders PRIMARY KEY (id),
    CONSTRAINT fk_orders_user_id_users FOREIGN KEY (user_id) REFERENCES users (id)
);

CREATE INDEX ix_orders_user_id ON shop.orders (user_id);
