SELECT
    l.pid,
    a.usename::text AS role,
    a.application_name AS program,
    host(a.client_addr) AS address,
    to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ') AS since
FROM pg_catalog.pg_locks AS l
LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
WHERE l.locktype = 'advisory'
    AND l.granted
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = current_database())
    AND l.classid::bigint = $1
    AND l.objid::bigint = $2
    AND l.objsubid = 2
