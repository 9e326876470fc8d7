-- The columns of ordinary tables, generated ones included (hidden is 2 for VIRTUAL, 3 for STORED).
-- The type as bytes: the engine may cut one that is in quotes in the middle of a character.
SELECT
    t.name AS table_name,
    c.name,
    CAST(c.type AS BLOB) AS declared_type,
    c."notnull" AS not_null,
    c.dflt_value AS default_value,
    c.pk AS key_position,
    c.hidden
FROM pragma_table_list AS t
JOIN pragma_table_xinfo(t.name, 'main') AS c
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY t.name, c.cid
