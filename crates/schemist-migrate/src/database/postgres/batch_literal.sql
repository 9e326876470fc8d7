quote_literal(k)
