"""The state of a review: what counts, what is decided, what waits."""
