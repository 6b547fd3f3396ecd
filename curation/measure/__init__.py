"""Releases to statements about models."""
