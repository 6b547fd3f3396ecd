"""Which items are reviewed next, by whom, and which are audited."""
