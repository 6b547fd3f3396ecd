"""The version of the package, in a module that imports nothing: a release names it, and so does every command."""

__version__ = "0.1.0"
