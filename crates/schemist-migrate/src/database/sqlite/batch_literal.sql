quote(k)
