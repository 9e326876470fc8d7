SELECT
    concat_ws(
        '|',
        p.vital,
        CASE WHEN p.granted THEN '1' ELSE '0' END,
        p.purpose,
        p.remedy
    ) AS value
FROM (
    SELECT
        1 AS place,
        '1' AS vital,
        coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS granted,
        'create tables in the schema ' || coalesce(current_schema(), '(none: search_path is empty)') AS purpose,
        format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', coalesce(current_schema(), 'public'), current_user) AS remedy
    UNION ALL
    SELECT
        2,
        '1',
        NOT EXISTS (
            SELECT 1
            FROM pg_catalog.pg_class AS c
            JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema()
                AND c.relkind IN ('r', 'p')
                AND NOT pg_has_role(c.relowner, 'USAGE')
        ),
        'alter every table in it (only their owner may)',
        'connect as the owner of the tables'
    UNION ALL
    SELECT
        3,
        '0',
        (SELECT r.rolcreatedb OR r.rolsuper FROM pg_catalog.pg_roles AS r WHERE r.rolname = current_user),
        'create scratch databases (diff of files and migrations)',
        format('ALTER ROLE %I CREATEDB', current_user)
    UNION ALL
    SELECT
        4,
        '1',
        NOT (pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean),
        'write',
        'connect to the primary server'
) AS p
ORDER BY p.place
