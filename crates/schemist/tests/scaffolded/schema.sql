-- What a program of `tests/scaffolded.rs` runs on, through the models that `schemist scaffold --one-file` writes for it.
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    email VARCHAR(80) NOT NULL UNIQUE,
    type TEXT NOT NULL DEFAULT 'plain',
    born DATE
);
CREATE TABLE categories (
    "category id" INTEGER PRIMARY KEY NOT NULL,
    parent INTEGER REFERENCES categories ("category id") ON DELETE SET NULL,
    title TEXT NOT NULL COLLATE NOCASE
);
CREATE TABLE "2nd hand books" (
    isbn TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    price NUMERIC NOT NULL CHECK (price >= 0),
    cover BLOB,
    seller_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    buyer_id INTEGER REFERENCES people (id),
    listed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    sold BOOLEAN NOT NULL DEFAULT 0,
    anything
);
CREATE INDEX ix_open ON "2nd hand books" (seller_id, listed_at DESC) WHERE NOT sold;
CREATE TABLE people_categories (
    person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
    category_id INTEGER NOT NULL REFERENCES categories ("category id"),
    PRIMARY KEY (person_id, category_id)
) WITHOUT ROWID;
CREATE TABLE addresses (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id INTEGER NOT NULL UNIQUE REFERENCES people (id),
    "table" TEXT NOT NULL,
    addresses TEXT NOT NULL
);
CREATE TABLE log (
    at TIMESTAMP NOT NULL,
    what TEXT
);
CREATE VIEW sold_books AS SELECT * FROM "2nd hand books" WHERE sold;
