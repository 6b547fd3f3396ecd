"""The documents of a workspace: manifest, lock file and download."""
