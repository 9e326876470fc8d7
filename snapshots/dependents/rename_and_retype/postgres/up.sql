-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_and_retype
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename table parts to components
ALTER TABLE parts RENAME TO components;

-- Rename column components.weight to grams
ALTER TABLE components RENAME COLUMN weight TO grams;

-- note: in the way of "alter column components.grams (type)", and made again below as they were: policy light on components, trigger touch on components, view heavy, view boxed
DROP POLICY light ON components;
DROP TRIGGER touch ON components;
DROP VIEW heavy;
DROP VIEW boxed;

-- Alter column components.grams (type) (models.rs:8:5)
ALTER TABLE components ALTER COLUMN grams TYPE bigint;

-- note: made again as they were: view boxed, view heavy, trigger touch on components, policy light on components
CREATE VIEW boxed (box, weight) AS
 SELECT b.id AS box,
    p.grams
   FROM (boxes b
     JOIN components p ON ((p.id = b.part_id)));

CREATE VIEW heavy (id, weight) AS
 SELECT components.id,
    components.grams
   FROM components
  WHERE (components.grams > 10);

CREATE TRIGGER touch BEFORE UPDATE OF grams ON components FOR EACH ROW EXECUTE FUNCTION touch();
CREATE POLICY light ON components AS PERMISSIVE FOR ALL TO PUBLIC USING ((grams < 1000));
