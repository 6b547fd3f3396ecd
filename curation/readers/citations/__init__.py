"""Official citations of clauses, by language and tradition."""
