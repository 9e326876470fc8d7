-- Revision  2026-11-21-103000-0000 (apply)
-- Message   collation
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column words.tag (collation) (models.sqlite.rs:9:5)
-- Alter column words.word (collation) (models.sqlite.rs:7:5)
-- warning[L408]: values of words.word sort and compare in another way from now on
-- warning[L408]: values of words.tag sort and compare in another way from now on
-- note: words is built anew and its rows are moved, because sqlite cannot in place: alter column words.tag (collation); alter column words.word (collation)
DROP TABLE IF EXISTS __schemist_new_words;

CREATE TABLE __schemist_new_words (
    id INTEGER NOT NULL PRIMARY KEY,
    word TEXT NOT NULL,
    tag TEXT NOT NULL COLLATE RTRIM
);

INSERT INTO __schemist_new_words (id, word, tag)
SELECT id, word, tag
FROM words;

DROP TABLE words;
ALTER TABLE __schemist_new_words RENAME TO words;
CREATE INDEX ix_words_word ON words (word);
