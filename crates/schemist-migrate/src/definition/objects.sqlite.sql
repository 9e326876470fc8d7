-- Tables first, by their age; what a virtual table makes for itself comes with it.
SELECT s.sql AS value
FROM main.sqlite_schema AS s
WHERE s.sql IS NOT NULL
    AND s.name NOT LIKE 'sqlite\_%' ESCAPE '\'
    AND s.name NOT IN ('__diesel_schema_migrations', '__schemist_ledger')
    AND s.tbl_name NOT IN ('__diesel_schema_migrations', '__schemist_ledger')
    AND s.tbl_name NOT IN (SELECT t.name FROM pragma_table_list AS t WHERE t.schema = 'main' AND t.type = 'shadow')
ORDER BY CASE s.type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, s.rowid
