-- Everything in the main database, tables with what their text leaves open. Materialized, because a pragma
-- in a join is run once for every row.
WITH kinds AS MATERIALIZED (
    SELECT name, type FROM pragma_table_list WHERE schema = 'main'
)
SELECT o.type, o.name, o.tbl_name, o.sql, k.type AS kind
FROM sqlite_schema AS o
LEFT JOIN kinds AS k ON k.name = o.name AND o.type = 'table'
ORDER BY o.type, o.name
