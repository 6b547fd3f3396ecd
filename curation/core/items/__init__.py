"""What an item holds, for all steps: its fingerprint, turns, rubric and the derivation of its key, and the rows of a release."""
