"""The methods that propose duplicate pairs."""
