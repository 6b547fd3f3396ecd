"""`python -m curation`."""

from curation.cli.main import main

main()
