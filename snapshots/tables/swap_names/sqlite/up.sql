-- Revision  2026-11-21-103000-0000 (apply)
-- Message   swap_names
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename table outgoing to __schemist_swap_outgoing
ALTER TABLE outgoing RENAME TO __schemist_swap_outgoing;

-- Rename table incoming to outgoing
ALTER TABLE incoming RENAME TO outgoing;

-- Rename table __schemist_swap_outgoing to incoming
ALTER TABLE __schemist_swap_outgoing RENAME TO incoming;
