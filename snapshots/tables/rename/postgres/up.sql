-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename table user_account to accounts
ALTER TABLE user_account RENAME TO accounts;
