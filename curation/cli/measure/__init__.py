"""`curation measure …`: one module for each command, and the options that they share."""
