INSERT INTO authors (id, name, nick, born) VALUES
    (1, 'Ada Lovelace', 'the enchantress', '1815-12-10'),
    (2, 'Mary Shelley', NULL, NULL);
INSERT INTO books (id, author_id, title, isbn, note, price, state) VALUES
    (1, 1, 'Notes', NULL, NULL, 12.50, 'in'),
    (2, 2, 'Frankenstein', '9780141439471', 'worn', 9.99, 'out'),
    (3, 2, 'The Last Man', NULL, 'it''s rare', 0, 'lost');
INSERT INTO "order" VALUES (2, 1, 'Bob'), (2, 2, 'Eve');
