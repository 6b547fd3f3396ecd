"""What enters a release: rows, splits, evidence, and the limits on quotation and on private rows."""
