-- Revision  2026-11-21-103000-0000 (apply)
-- Message   enum_made_anew
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- note: in the way of "remove from enum status: lost", and made again below as they were: policy seen on orders, view paid, view counts, function count_of(s status)
DROP POLICY seen ON orders;
DROP VIEW paid;
DROP VIEW counts;
DROP ROUTINE count_of(status);

-- Remove from enum status: lost
-- warning[L106]: enum status loses `lost`: this fails where a row holds it
--   why: columns of the type: orders.state
ALTER TYPE status RENAME TO status_old;
CREATE TYPE status AS ENUM ('new', 'paid');

ALTER TABLE orders
    ALTER COLUMN state DROP DEFAULT,
    ALTER COLUMN state TYPE status USING state::text::status,
    ALTER COLUMN state SET DEFAULT 'new'::status;

DROP TYPE status_old;

-- note: made again as they were: function count_of(s status), view counts, view paid, policy seen on orders
CREATE OR REPLACE FUNCTION public.count_of(s status DEFAULT 'new'::status)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$SELECT count(*) FROM orders WHERE state = s$function$;

REVOKE ALL ON ROUTINE count_of(status) FROM PUBLIC;
GRANT EXECUTE ON ROUTINE count_of(status) TO pg_read_all_stats;
COMMENT ON ROUTINE count_of(status) IS 'how many';

CREATE VIEW counts (n) AS
 SELECT count_of('paid'::status) AS n;

CREATE VIEW paid (id, state) AS
 SELECT orders.id,
    orders.state
   FROM orders
  WHERE (orders.state = 'paid'::status);

CREATE POLICY seen ON orders AS PERMISSIVE FOR ALL TO PUBLIC USING ((state <> 'new'::status));
