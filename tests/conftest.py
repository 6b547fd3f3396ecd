"""Makes the modules beside this file importable from every test: `release_world`, `hub_server`."""
