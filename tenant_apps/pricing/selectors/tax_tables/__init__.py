"""Tax rates as data: one row a rule, newest law last, each country with its source beside it."""
