"""The offline generator: items computed from the words of the clauses, without a model."""
