"""Words and patterns: acts of the European Union, put together the same way whatever format the parts were read from."""

from __future__ import annotations

import re

AMENDMENT = re.compile(
    r"^(?:amendment|abänderung|änderungsantrag|amendement|enmienda|emendamento)\s+(\d+)$", re.I
)
FINAL = re.compile(
    r"^(this (regulation|decision|directive) (shall be|is) (binding in its entirety|addressed to)|done at\b|diese verordnung ist in allen ihren teilen"
    r"|geschehen zu\b|deze verordening is verbindend in al|gedaan te\b|le présent règlement est obligatoire|fait à\b)",
    re.I,
)

KINDS = "regulation|directive|decision|verordnung|richtlinie|beschluss|verordening|richtlijn|besluit|règlement|décision|regolamento|direttiva|decisione|reglamento|directiva|decisión"
UNION = "eu|eg|ec|ue|ce|eec|ewg|cee|euratom|jha|jbz|ji|cfsp|gasp"
ACT = re.compile(
    rf"\b(?P<kind>{KINDS})\s+\(?(?P<union>(?:{UNION})(?:,\s?euratom)?)\)?,?\s*(?P<no>no\.?\s*|nr\.?\s*|n[o°º]\s*)?(?P<number>\d{{1,4}}/\d{{1,4}})"
    rf"|\b(?P<kind2>{KINDS})\s+(?P<old>\d{{2,4}}/\d{{1,4}}/(?:{UNION}))\b",
    re.I,
)
"""`Regulation (EU) 2024/1689`, `Regulation (EU) No 575/2013`, `Directive 2006/42/EC`."""
GOES_ON = re.compile(r"[(,;]|(of|and|or|to|shall|is|are|has|der|des|van|du|de)\b")
"""What follows the number of an article inside a sentence: `Article 5 shall apply`."""
