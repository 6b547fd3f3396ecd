"""Words and patterns: united States Legislative Markup: bills, resolutions, public laws, compilations, the U.S. Code, the CFR and the Federal Register."""

from __future__ import annotations

KINDS = {
    "house bill": "HR", "senate bill": "S", "house joint resolution": "HJRES", "senate joint resolution": "SJRES",
    "house concurrent resolution": "HCONRES", "senate concurrent resolution": "SCONRES", "house resolution": "HRES", "senate resolution": "SRES",
    "house simple resolution": "HRES", "senate simple resolution": "SRES", "public law": "Public Law", "private law": "Private Law",
}  # fmt: skip
