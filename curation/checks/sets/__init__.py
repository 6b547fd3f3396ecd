"""Checks of a whole set: its pairs, its keys, its scales, and what the options alone give away."""
