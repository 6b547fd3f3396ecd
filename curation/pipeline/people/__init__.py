"""The work of people: batches to review, and answers of models that people judge."""
