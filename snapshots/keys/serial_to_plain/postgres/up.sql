-- Revision  2026-11-21-103000-0000 (apply)
-- Message   serial_to_plain
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create sequence c_id_seq
CREATE SEQUENCE c_id_seq AS integer;

-- Alter column a.id (default) (models.rs:6:5)
ALTER TABLE a ALTER COLUMN id DROP DEFAULT;

-- Alter column b.id (identity) (models.rs:13:5)
ALTER TABLE b ALTER COLUMN id DROP IDENTITY;

-- Alter column c.id (default) (models.rs:21:5)
ALTER TABLE c ALTER COLUMN id SET DEFAULT nextval('c_id_seq'::regclass);
SELECT setval('c_id_seq', max(id)) FROM c HAVING max(id) >= 1;

-- Alter sequence c_id_seq
ALTER SEQUENCE c_id_seq OWNED BY c.id;

-- Alter column d.id (identity) (models.rs:29:5)
ALTER TABLE d ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval('d_id_seq', max(id)) FROM d HAVING max(id) >= 1;

-- Drop sequence a_id_seq
-- DESTRUCTIVE: deletes the current value of sequence a_id_seq; down.sql cannot restore it
DROP SEQUENCE a_id_seq;
