"""The functions behind the flat names of `curation`: one call a task, the same kind of table in and out.

They put no behaviour of their own between the caller and the steps: each prepares a table, calls the step and gives the result back
in the caller's kind of table. The names are listed in `NAMES`; `import curation` loads none of them before its first use.
"""

from __future__ import annotations

NAMES = {
    "read_clauses": "documents",
    "read_rules": "documents",
    "compare_editions": "documents",
    "map_texts": "items",
    "deduplicate": "items",
    "check_items": "items",
    "measure_agreement": "figures",
    "judge_refusals": "figures",
    "compare_runs": "figures",
    "load_release": "releases",
    "open": "workspaces",
    "run_workspace": "workspaces",
    "cut_release": "workspaces",
    "verify_release": "workspaces",
}
"""Flat name to the module here that holds it."""
