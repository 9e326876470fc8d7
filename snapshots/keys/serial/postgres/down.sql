-- Revision  2026-11-21-103000-0000 (undo)
-- Message   serial
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the current value of sequence old_serial_id_seq cannot be restored

-- Create sequence old_serial_id_seq
CREATE SEQUENCE old_serial_id_seq AS integer;

-- Alter column old_serial.id (default)
ALTER TABLE old_serial ALTER COLUMN id SET DEFAULT nextval('old_serial_id_seq'::regclass);
SELECT setval('old_serial_id_seq', max(id)) FROM old_serial HAVING max(id) >= 1;

-- Alter sequence old_serial_id_seq
ALTER SEQUENCE old_serial_id_seq OWNED BY old_serial.id;

-- Alter column plain.id (default)
ALTER TABLE plain ALTER COLUMN id DROP DEFAULT;

-- Drop column plain.position
-- Drop sequence plain_position_seq
-- DESTRUCTIVE: deletes the data of column plain.position
-- DESTRUCTIVE: deletes the current value of sequence plain_position_seq
ALTER TABLE plain DROP COLUMN "position";

-- Drop table fresh
-- Drop sequence fresh_id_seq
-- DESTRUCTIVE: deletes the rows of table fresh
-- DESTRUCTIVE: deletes the current value of sequence fresh_id_seq
DROP TABLE fresh;

-- Drop sequence plain_id_seq
-- DESTRUCTIVE: deletes the current value of sequence plain_id_seq
DROP SEQUENCE plain_id_seq;
