"""Whether a release is what was cut: digests, signatures, and everything derived again."""
