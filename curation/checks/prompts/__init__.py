"""Checks of prompts and of conversations."""
