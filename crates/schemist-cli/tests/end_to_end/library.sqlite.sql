CREATE TABLE authors (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(120) NOT NULL,
    nick TEXT,
    born DATE,
    UNIQUE (name, born)
);
CREATE TABLE books (
    id INTEGER NOT NULL PRIMARY KEY,
    author_id INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
    title TEXT NOT NULL COLLATE NOCASE,
    isbn CHAR(13),
    note TEXT,
    price NUMERIC(8, 2) NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'in' CHECK (state IN ('in', 'out', 'lost')),
    CHECK (price >= 0)
);
CREATE INDEX ix_books_author_id ON books (author_id);
CREATE INDEX "books by title" ON books (lower(title)) WHERE state <> 'lost';
CREATE TABLE "order" (
    book_id INTEGER NOT NULL,
    "no." INTEGER NOT NULL,
    reader TEXT NOT NULL,
    PRIMARY KEY (book_id, "no."),
    CONSTRAINT "order's book" FOREIGN KEY (book_id) REFERENCES books (id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE TABLE log (at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, what TEXT, PRIMARY KEY (at, what));
CREATE TRIGGER note_loss AFTER UPDATE OF state ON books WHEN NEW.state = 'lost' BEGIN
    INSERT INTO log (what) VALUES ('lost: ' || NEW.title);
END;
CREATE VIEW shelf AS SELECT title, name FROM books JOIN authors ON authors.id = author_id WHERE state = 'in';
