"""Words by which clauses are read as rules: who must, must not or may do what, when, and except when.

A module has the name of the module of `curation.rules` that reads with its words (`english_limits`: `rules.english.limits`). Words that differ by language stand in `text/packs`.
"""
