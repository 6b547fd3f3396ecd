"""Candidates to people and back."""
