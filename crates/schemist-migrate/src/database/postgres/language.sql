-- Of the server's messages, where it is not English; with a mark before it where the role may not change it.
SELECT
    CASE current_setting('is_superuser') WHEN 'on' THEN '' ELSE '!' END || current_setting('lc_messages') AS value
WHERE current_setting('lc_messages') NOT IN ('', 'C', 'POSIX') AND current_setting('lc_messages') NOT LIKE 'en%'
