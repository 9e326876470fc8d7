-- Revision  2026-11-21-120000-0000 (apply)
-- Message   shop
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T12:00:00Z by schemist 0.1.0
--
-- Review before you run.

-- Create schema sales
CREATE SCHEMA sales;

-- Create enum sales.order_status (main.rs:39:10)
CREATE TYPE sales.order_status AS ENUM ('open', 'on-hold', 'paid');
COMMENT ON TYPE sales.order_status IS 'How far an order has come: an enum type of the server.';

-- Create table sales.customers (main.rs:26:12)
CREATE TABLE sales.customers (
    shop integer NOT NULL,
    id uuid NOT NULL,
    email varchar(200) NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    notes jsonb,
    CONSTRAINT pk_customers PRIMARY KEY (shop, id),
    CONSTRAINT uq_customers_shop_email UNIQUE (shop, email)
);

COMMENT ON TABLE sales.customers IS 'Who buys. Several shops live in one database: the key says which.';

-- Create table sales.orders (main.rs:63:12)
CREATE TABLE sales.orders (
    id bigint GENERATED ALWAYS AS IDENTITY,
    shop integer NOT NULL,
    customer_id uuid NOT NULL,
    status sales.order_status DEFAULT 'open'::sales.order_status NOT NULL,
    priority smallint NOT NULL,
    total numeric(12, 2) NOT NULL,
    placed_at timestamptz DEFAULT now() NOT NULL,
    history sales.order_status[] DEFAULT '{}'::sales.order_status[] NOT NULL,
    CONSTRAINT pk_orders PRIMARY KEY (id),
    CONSTRAINT fk_orders_shop_customer_id_customers FOREIGN KEY (shop, customer_id) REFERENCES sales.customers (shop, id) ON DELETE CASCADE,
    CONSTRAINT ck_orders_priority CHECK (priority = ANY (ARRAY[10, 20])),
    CONSTRAINT ck_orders_total CHECK (total >= (0)::numeric)
);

CREATE INDEX ix_orders_placed_at ON sales.orders (placed_at DESC) WHERE status <> 'paid'::sales.order_status;
COMMENT ON TABLE sales.orders IS 'What a customer wants.';
COMMENT ON COLUMN sales.orders.history IS 'Every status that it has had.';
