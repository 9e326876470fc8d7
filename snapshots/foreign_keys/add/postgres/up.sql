-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Add column essays.editor_id (models.rs:17:5)
ALTER TABLE essays ADD COLUMN editor_id integer;

-- Create index ix_essays_editor_id on essays (models.rs:16:60)
CREATE INDEX ix_essays_editor_id ON essays (editor_id);

-- Add foreign key fk_essays_author_id_authors on essays (models.rs:14:26)
-- warning[L108]: foreign key fk_essays_author_id_authors on essays fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE essays ADD CONSTRAINT fk_essays_author_id_authors FOREIGN KEY (author_id) REFERENCES authors (id) ON UPDATE CASCADE ON DELETE CASCADE;

-- Add foreign key fk_essays_editor_id_authors on essays (models.rs:16:26)
ALTER TABLE essays ADD CONSTRAINT fk_essays_editor_id_authors FOREIGN KEY (editor_id) REFERENCES authors (id) ON DELETE SET NULL;
