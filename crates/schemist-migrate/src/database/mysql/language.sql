SELECT @@lc_messages AS value FROM DUAL WHERE @@lc_messages NOT LIKE 'en%'
