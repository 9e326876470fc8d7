-- Revision  2026-11-21-103000-0000 (apply)
-- Message   sequences
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create sequence credit_no
CREATE SEQUENCE credit_no AS integer MAXVALUE 99999 CYCLE;

-- Alter sequence invoice_no
ALTER SEQUENCE invoice_no INCREMENT BY 5;

-- Add column invoices.credit (models.rs:14:5)
ALTER TABLE invoices ADD COLUMN credit bigint DEFAULT nextval('credit_no'::regclass) NOT NULL;

-- Drop sequence old_no
-- DESTRUCTIVE: deletes the current value of sequence old_no; down.sql cannot restore it
-- warning[L101]: sequence old_no is dropped with the value it has reached
DROP SEQUENCE old_no;
