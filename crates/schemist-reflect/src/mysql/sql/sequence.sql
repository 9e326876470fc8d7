SELECT CAST(:place AS SIGNED) AS place,
       CAST(start_value AS SIGNED) AS start_value,
       CAST(minimum_value AS SIGNED) AS minimum_value,
       CAST(maximum_value AS SIGNED) AS maximum_value,
       CAST(increment AS SIGNED) AS step,
       CAST(cache_size AS SIGNED) AS cache_size,
       CAST(cycle_option AS SIGNED) AS cycles
FROM :name
