-- Revision  2026-11-21-103000-0000 (apply)
-- Message   serial
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create sequence plain_id_seq
CREATE SEQUENCE plain_id_seq AS integer;

-- Create sequence fresh_id_seq
-- Create table fresh (models.rs:29:12)
CREATE TABLE fresh (
    id bigserial,
    name text NOT NULL,
    CONSTRAINT pk_fresh PRIMARY KEY (id)
);

-- Alter column old_serial.id (default) (models.rs:6:5)
ALTER TABLE old_serial ALTER COLUMN id DROP DEFAULT;

-- Create sequence plain_position_seq
-- Add column plain.position (models.rs:17:5)
ALTER TABLE plain ADD COLUMN "position" smallserial;

-- Alter column plain.id (default) (models.rs:14:5)
ALTER TABLE plain ALTER COLUMN id SET DEFAULT nextval('plain_id_seq'::regclass);
SELECT setval('plain_id_seq', max(id)) FROM plain HAVING max(id) >= 1;

-- Alter sequence plain_id_seq
ALTER SEQUENCE plain_id_seq OWNED BY plain.id;

-- Drop sequence old_serial_id_seq
-- DESTRUCTIVE: deletes the current value of sequence old_serial_id_seq; down.sql cannot restore it
DROP SEQUENCE old_serial_id_seq;
