"""Versions, changes, publishing and withdrawing."""
