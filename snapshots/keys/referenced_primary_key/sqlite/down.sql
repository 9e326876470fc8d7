-- Revision  2026-11-21-103000-0000 (undo)
-- Message   referenced_primary_key
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: values of column posts.user_id that the other type cannot hold as they were may not be restored

-- Alter column posts.user_id (type)
-- note: posts is built anew and its rows are moved, because sqlite cannot in place: alter column posts.user_id (type)
PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS __schemist_new_posts;

CREATE TABLE __schemist_new_posts (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id INTEGER NOT NULL,
    CONSTRAINT fk_posts_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

INSERT INTO __schemist_new_posts (id, user_id)
SELECT id, user_id
FROM posts;

DROP TABLE posts;
ALTER TABLE __schemist_new_posts RENAME TO posts;
