"""Items to clusters of duplicates."""
