-- Revision  2026-11-21-103000-0000 (apply)
-- Message   swap_names
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename table outgoing to __schemist_swap_outgoing
RENAME TABLE `outgoing` TO `__schemist_swap_outgoing`;

-- Rename table incoming to outgoing
RENAME TABLE `incoming` TO `outgoing`;

-- Rename table __schemist_swap_outgoing to incoming
RENAME TABLE `__schemist_swap_outgoing` TO `incoming`;
