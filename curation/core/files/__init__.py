"""Files of this machine: names, whole writes, locks, tables that people keep, and reading within limits."""
