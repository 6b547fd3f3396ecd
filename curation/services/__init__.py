"""The only modules that name a service or a heavy library."""
