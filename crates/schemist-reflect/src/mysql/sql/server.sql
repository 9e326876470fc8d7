SELECT CAST(VERSION() AS CHAR) AS version,
       CAST(DATABASE() AS CHAR) AS `database`,
       CAST(@@collation_database AS CHAR) AS collation,
       CAST(CONNECTION_ID() AS SIGNED) AS connection
