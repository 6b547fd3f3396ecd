"""Words by which answers of models are read: the option that an answer chooses, refusals, and responses that are no answer.

A module has the name of the module of `curation.measure` that reads with its words.
"""
