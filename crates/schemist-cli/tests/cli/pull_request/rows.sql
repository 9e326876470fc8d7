INSERT INTO users (id, name, email, nick) SELECT value, 'n', value || '@example.org', 'x' FROM (
    WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 1200) SELECT value FROM n);
INSERT INTO orders (id, user_id, total, state) SELECT id, id, 1, 'new' FROM users;
INSERT INTO items (id, order_id, sku, qty) SELECT id, id, 's', 1 FROM users WHERE id <= 300;
INSERT INTO log (id, message) SELECT id, 'm' FROM users;
