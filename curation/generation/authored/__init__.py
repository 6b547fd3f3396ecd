"""Hand-written items: import from files and spreadsheets."""
