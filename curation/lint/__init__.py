"""Candidates to findings."""
