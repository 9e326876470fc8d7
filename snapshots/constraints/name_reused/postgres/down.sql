-- Revision  2026-11-21-103000-0000 (undo)
-- Message   name_reused
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index fourth of t
DROP INDEX fourth;

-- Drop check constraint first of t
ALTER TABLE t DROP CONSTRAINT first;

-- Drop unique constraint second of t
ALTER TABLE t DROP CONSTRAINT second;

-- Drop unique constraint third of t
ALTER TABLE t DROP CONSTRAINT third;

-- Add unique constraint first on t
ALTER TABLE t ADD CONSTRAINT first UNIQUE (a);

-- Add check constraint second on t
ALTER TABLE t ADD CONSTRAINT second CHECK (b > 0);

-- Create index third on t
CREATE INDEX third ON t (c);

-- Create index fourth on u
CREATE INDEX fourth ON u (a);
