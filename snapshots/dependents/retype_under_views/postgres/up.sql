-- Revision  2026-11-21-103000-0000 (apply)
-- Message   retype_under_views
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- note: in the way of "alter column orders.total (type)", and made again below as they were: rule log on orders, rule keep on Big Orders, policy small on orders, policy new_ones on orders, trigger touch on orders, trigger ins on a_over_view, materialized view totals, materialized view not_filled, view a_over_view, view Big Orders
DROP RULE log ON orders;
DROP POLICY small ON orders;
DROP POLICY new_ones ON orders;
DROP TRIGGER touch ON orders;
DROP MATERIALIZED VIEW totals;
DROP MATERIALIZED VIEW not_filled;
DROP VIEW a_over_view;
DROP VIEW "Big Orders";

-- Alter column orders.total (type) (models.rs:15:5)
-- warning[L105]: orders.total changes from integer to numeric(12, 2): this fails where a value does not fit
ALTER TABLE orders ALTER COLUMN total TYPE numeric(12, 2);

-- note: made again as they were: view Big Orders, view a_over_view, materialized view not_filled, materialized view totals, trigger ins on a_over_view, trigger touch on orders, policy new_ones on orders, policy small on orders, rule keep on Big Orders, rule log on orders
CREATE VIEW "Big Orders" (id, "To Pay", note) WITH (security_barrier=true, check_option=local) AS
 SELECT orders.id,
    orders.total AS "To Pay",
    orders.note
   FROM orders
  WHERE is_big((orders.total)::numeric);

ALTER VIEW "Big Orders" ALTER COLUMN note SET DEFAULT 'none'::text;
GRANT SELECT ON "Big Orders" TO PUBLIC;
GRANT UPDATE (note) ON "Big Orders" TO pg_read_all_stats;
COMMENT ON VIEW "Big Orders" IS 'It''s big.';
COMMENT ON COLUMN "Big Orders"."To Pay" IS 'how much';

CREATE VIEW a_over_view (id, name, sum) AS
 SELECT c.id,
    c.name,
    sum(b."To Pay") AS sum
   FROM ((customers c
     JOIN orders o ON ((o.customer_id = c.id)))
     JOIN "Big Orders" b ON ((b.id = o.id)))
  GROUP BY c.id;

ALTER VIEW a_over_view OWNER TO pg_read_all_stats;

CREATE MATERIALIZED VIEW not_filled (total) AS
 SELECT orders.total
   FROM orders
WITH NO DATA;

CREATE MATERIALIZED VIEW totals (customer_id, sum) AS
 SELECT orders.customer_id,
    sum(orders.total) AS sum
   FROM orders
  GROUP BY orders.customer_id;

CREATE UNIQUE INDEX totals_customer ON public.totals USING btree (customer_id);
COMMENT ON INDEX totals_customer IS 'one row each';
ALTER MATERIALIZED VIEW totals CLUSTER ON totals_customer;
COMMENT ON MATERIALIZED VIEW totals IS 'sums';
CREATE TRIGGER ins INSTEAD OF INSERT ON a_over_view FOR EACH ROW EXECUTE FUNCTION touch();
COMMENT ON TRIGGER ins ON a_over_view IS 'instead';
CREATE TRIGGER touch BEFORE UPDATE OF total ON orders FOR EACH ROW WHEN (old.total IS DISTINCT FROM new.total) EXECUTE FUNCTION touch();
ALTER TABLE orders ENABLE ALWAYS TRIGGER touch;
COMMENT ON TRIGGER touch ON orders IS 'touched';
CREATE POLICY new_ones ON orders AS PERMISSIVE FOR INSERT TO PUBLIC WITH CHECK ((total >= 0));
CREATE POLICY small ON orders AS RESTRICTIVE FOR SELECT TO pg_read_all_stats USING ((total < 10));
COMMENT ON POLICY small ON orders IS 'small ones';

CREATE RULE keep AS
    ON DELETE TO public."Big Orders" DO INSTEAD NOTHING;

COMMENT ON RULE keep ON "Big Orders" IS 'kept';

CREATE RULE log AS
    ON UPDATE TO public.orders
   WHERE (new.total > 5) DO  DELETE FROM customers
  WHERE (customers.name = old.note);

ALTER TABLE orders DISABLE RULE log;
