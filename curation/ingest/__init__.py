"""Documents to clauses."""
