-- Revision  2026-11-21-103000-0000 (undo)
-- Message   sequences
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the current value of sequence old_no cannot be restored

-- Create sequence old_no
CREATE SEQUENCE old_no;

-- Alter sequence invoice_no
ALTER SEQUENCE invoice_no INCREMENT BY 1;

-- Drop column invoices.credit
-- DESTRUCTIVE: deletes the data of column invoices.credit
ALTER TABLE invoices DROP COLUMN credit;

-- Drop sequence credit_no
-- DESTRUCTIVE: deletes the current value of sequence credit_no
DROP SEQUENCE credit_no;
