"""Decisions to published versions."""
