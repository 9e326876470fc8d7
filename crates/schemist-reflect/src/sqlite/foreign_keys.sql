-- The foreign keys of ordinary tables, one row a column.
SELECT
    t.name AS table_name,
    f.id,
    f."table" AS parent,
    f."from" AS child_column,
    f."to" AS parent_column,
    f.on_update,
    f.on_delete
FROM pragma_table_list AS t
JOIN pragma_foreign_key_list(t.name, 'main') AS f
WHERE t.schema = 'main' AND t.type = 'table'
ORDER BY t.name, f.id, f.seq
