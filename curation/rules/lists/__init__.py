"""Chapeaux, items and headings: what a list hands down to what stands in it."""
