"""Lets the tests of this folder share their documents."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
