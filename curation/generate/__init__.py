"""Clauses and categories to candidates."""
