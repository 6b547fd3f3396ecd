"""Readers of acts of the European Union: EUR-Lex HTML and Formex."""
