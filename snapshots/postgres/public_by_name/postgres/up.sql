-- Revision  2026-11-21-103000-0000 (apply)
-- Message   public_by_name
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create enum role (models.rs:31:10)
CREATE TYPE role AS ENUM ('admin', 'guest');

-- Create sequence items_id_seq
-- Create table items (models.rs:22:12)
CREATE TABLE items (
    id serial,
    order_id integer NOT NULL,
    CONSTRAINT pk_items PRIMARY KEY (id),
    CONSTRAINT fk_items_order_id_orders FOREIGN KEY (order_id) REFERENCES orders (id)
);

-- Add column users.role (models.rs:9:5)
-- warning[L103]: column users.role is required but has no default: rows that exist cannot have it
--   help: give it a default, or make it an `Option` first and fill it
ALTER TABLE users ADD COLUMN role role NOT NULL;
