"""Lets these tests use the scripted server of the contract suites."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "contract"))
