"""The function of each step, and what the step gives the packages that do the work."""
