SELECT
    EXISTS (SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = '__diesel_schema_migrations') AS diesel,
    EXISTS (SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = '__schemist_ledger') AS ledger,
    (SELECT ',' || group_concat(name) || ',' FROM pragma_table_info('__schemist_ledger', 'main')) AS columns
