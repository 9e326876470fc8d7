-- Revision  2026-11-21-103000-0000 (undo)
-- Message   validate
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Declare check constraint ck_total on orders not valid
ALTER TABLE orders DROP CONSTRAINT ck_total;
ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total > 0) NOT VALID;

-- Declare foreign key fk_user on orders not valid
ALTER TABLE orders DROP CONSTRAINT fk_user;
ALTER TABLE orders ADD CONSTRAINT fk_user FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
