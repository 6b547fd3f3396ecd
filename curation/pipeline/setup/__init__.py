"""A workspace before anything runs: a new one, what is wrong with one, and the plugins that it names."""
