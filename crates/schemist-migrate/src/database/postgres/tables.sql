SELECT
    to_regclass('__diesel_schema_migrations') IS NOT NULL AS diesel,
    to_regclass('__schemist_ledger') IS NOT NULL AS ledger
