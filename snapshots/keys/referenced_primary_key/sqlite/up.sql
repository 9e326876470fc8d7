-- Revision  2026-11-21-103000-0000 (apply)
-- Message   referenced_primary_key
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column posts.user_id (type) (models.rs:15:5)
-- note: posts is built anew and its rows are moved, because sqlite cannot in place: alter column posts.user_id (type)
PRAGMA defer_foreign_keys = ON;
DROP TABLE IF EXISTS __schemist_new_posts;

CREATE TABLE __schemist_new_posts (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL,
    CONSTRAINT fk_posts_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

INSERT INTO __schemist_new_posts (id, user_id)
SELECT id, user_id
FROM posts;

DROP TABLE posts;
ALTER TABLE __schemist_new_posts RENAME TO posts;
