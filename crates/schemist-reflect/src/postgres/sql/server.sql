-- Who answers. Without any namespace of the search path, nothing is the default one.
SELECT coalesce(current_schema(), 'public')::text AS default_namespace,
       current_setting('server_version_num')::int8 AS version
