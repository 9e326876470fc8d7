-- Those of the names, quoted as in SQL, that are no types here.
SELECT wanted.name
FROM unnest($1) AS wanted (name)
WHERE to_regtype(wanted.name) IS NULL
ORDER BY wanted.name
