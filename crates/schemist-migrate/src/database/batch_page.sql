SELECT concat(count(*) OVER (), ' ', :literal) AS value
FROM (
    SELECT :key AS k
    FROM :source
    WHERE :condition
    ORDER BY 1
    LIMIT :size
) AS page
ORDER BY k DESC
LIMIT 1
