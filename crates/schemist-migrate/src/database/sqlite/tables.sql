SELECT
    EXISTS (SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = '__diesel_schema_migrations') AS diesel,
    EXISTS (SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = '__schemist_ledger') AS ledger
