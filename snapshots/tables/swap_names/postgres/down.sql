-- Revision  2026-11-21-103000-0000 (undo)
-- Message   swap_names
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename table incoming to __schemist_swap_outgoing
ALTER TABLE incoming RENAME TO __schemist_swap_outgoing;

-- Rename table outgoing to incoming
ALTER TABLE outgoing RENAME TO incoming;

-- Rename table __schemist_swap_outgoing to outgoing
ALTER TABLE __schemist_swap_outgoing RENAME TO outgoing;
