"""Readers of XML vocabularies, chosen by root element and namespace."""
