"""Picture files: where they are kept, what they are, and how alike two of them look."""
