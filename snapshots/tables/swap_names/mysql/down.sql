-- Revision  2026-11-21-103000-0000 (undo)
-- Message   swap_names
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename table incoming to __schemist_swap_outgoing
RENAME TABLE `incoming` TO `__schemist_swap_outgoing`;

-- Rename table outgoing to incoming
RENAME TABLE `outgoing` TO `incoming`;

-- Rename table __schemist_swap_outgoing to outgoing
RENAME TABLE `__schemist_swap_outgoing` TO `outgoing`;
