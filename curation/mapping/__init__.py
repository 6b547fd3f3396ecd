"""Clauses to categories."""
