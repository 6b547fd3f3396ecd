"""Review without a server: a page or a workbook for each reviewer, and the file that comes back."""
