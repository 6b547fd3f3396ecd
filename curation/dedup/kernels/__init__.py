"""Array and compiled loops behind the methods."""
