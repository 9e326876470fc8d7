SELECT count(*) AS value
FROM (
    SELECT 1 AS one
    FROM :source
    WHERE :condition
    LIMIT 1
) AS found
