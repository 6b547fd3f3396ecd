"""`curation review …`: one module for each group of commands, and the board that they speak to."""
