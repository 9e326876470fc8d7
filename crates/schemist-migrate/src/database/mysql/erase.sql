DELETE FROM __diesel_schema_migrations WHERE version = :version;
DELETE FROM __schemist_ledger WHERE version = :version
