"""The numbers that a rule sets: comparator, number, unit and kind."""
