"""The documents at hand: the bundled ones, and the real ones beside the repository where they are there."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REGS = ROOT / "../shared/data/regs"


def documents() -> list[Path]:
    """Every document that can be read, sorted; error pages that only look like documents are left out."""
    bundled = sorted((ROOT / "raw" / "documents").iterdir())
    real = sorted(REGS.iterdir()) if REGS.is_dir() else []
    skipped = ("TRAP_", "gold", "sources.json", "diff_")
    return bundled + [path for path in real if not path.name.startswith(skipped)]
