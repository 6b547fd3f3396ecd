"""Comparison of two editions of a document, and migration of evidence from one edition to the next."""
