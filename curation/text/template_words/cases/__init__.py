"""Words in which cases of a rule are told."""
