-- Revision  2026-11-21-103000-0000 (apply)
-- Message   view_of_an_heir
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- note: in the way of "alter column places.height (type)", and made again below as they were: trigger touch on capitals, materialized view mean, view high
DROP TRIGGER touch ON capitals;
DROP MATERIALIZED VIEW mean;
DROP VIEW high;

-- Alter column places.height (type) (models.rs:7:5)
ALTER TABLE places ALTER COLUMN height TYPE bigint;

-- note: made again as they were: view high, materialized view mean, trigger touch on capitals
CREATE VIEW high (id, height) AS
 SELECT capitals.id,
    capitals.height
   FROM capitals
  WHERE (capitals.height > 500);

GRANT SELECT ON high TO PUBLIC;
COMMENT ON VIEW high IS 'high up';

CREATE MATERIALIZED VIEW mean (height) AS
 SELECT avg(cities.height) AS height
   FROM cities;

CREATE TRIGGER touch BEFORE UPDATE OF height ON capitals FOR EACH ROW EXECUTE FUNCTION touch();
