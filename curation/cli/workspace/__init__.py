"""Commands on a workspace: its sources, items, runs, reports, taxonomies and releases."""
