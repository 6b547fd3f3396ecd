"""All families of inputs, by name."""

from __future__ import annotations

import sys

from fuzzing.commands import COMMANDS
from fuzzing.documents import DOCUMENTS, TESTS

FAMILIES = {family.name: family for family in [*DOCUMENTS, *COMMANDS]}
for _folder in ("unit/readers",):
    if str(TESTS / _folder) not in sys.path:
        sys.path.append(str(TESTS / _folder))
