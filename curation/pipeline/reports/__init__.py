"""What a workspace shows: its report, its site, coverage, the history of an item, and differences of candidates."""
