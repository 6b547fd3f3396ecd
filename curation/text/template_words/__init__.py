"""Words by which template questions and prompts are made of rules: what a clause may say, and what a question may not repeat.

A module has the name of the module of `curation.generation.template` that works with its words.
"""
