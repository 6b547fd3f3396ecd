"""Commands that work on any file, without a workspace."""
