-- Revision  2026-11-21-103000-0000 (undo)
-- Message   sequence_owners
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter sequence comes_to_belong
ALTER SEQUENCE comes_to_belong OWNED BY NONE;

-- Alter sequence changes its steps
ALTER SEQUENCE "changes its steps" INCREMENT BY 1 NO MAXVALUE CACHE 1 NO CYCLE;

-- Alter sequence changes_hands
ALTER SEQUENCE changes_hands OWNED BY orders.a;

-- Alter sequence goes_free
ALTER SEQUENCE goes_free OWNED BY orders.b;
