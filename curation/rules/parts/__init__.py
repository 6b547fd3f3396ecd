"""The parts of a rule while it is put together, and the finished record."""
