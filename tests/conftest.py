"""Makes the modules beside this file importable from every test: `release_world`, `hub_server`."""

from hypothesis import settings

# Machines are noisy: no example is judged by the time it took.
settings.register_profile("curation", deadline=None, derandomize=True)
settings.load_profile("curation")
