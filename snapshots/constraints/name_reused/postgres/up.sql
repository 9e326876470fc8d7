-- Revision  2026-11-21-103000-0000 (apply)
-- Message   name_reused
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index third of t
DROP INDEX third;

-- Drop check constraint second of t
ALTER TABLE t DROP CONSTRAINT second;

-- Drop unique constraint first of t
ALTER TABLE t DROP CONSTRAINT first;

-- Add unique constraint second on t (models.rs:7:5)
ALTER TABLE t ADD CONSTRAINT second UNIQUE (a);

-- Add unique constraint third on t (models.rs:8:5)
-- warning[L107]: unique constraint third on t fails where two rows are alike
--   help: look for duplicates before this runs
ALTER TABLE t ADD CONSTRAINT third UNIQUE (c);

-- Add check constraint first on t (models.rs:6:5)
ALTER TABLE t ADD CONSTRAINT first CHECK (b > 0);

-- Drop index fourth of u
DROP INDEX fourth;

-- Create index fourth on t (models.rs:9:5)
CREATE INDEX fourth ON t (a);
