"""Models put through evaluation harnesses on a release: tasks for Inspect, metrics for the LM evaluation harness, local models."""
