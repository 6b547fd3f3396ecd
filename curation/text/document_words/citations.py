"""Words and patterns: whether the provisions that an item names are there: every number it cites is looked up among the document's clauses."""

from __future__ import annotations

UNITS = (
    r"sections?|sec\.|§{1,2}|s\.|ss\.|articles?|art\.|arts\.|paragraphs?|paras?\.?|subsections?|clauses?|items?|rules?|regulations?|reg\.|"
    r"annex(?:es)?|appendix|schedule|chapters?|parts?|points?|artikel|absatz|abs\.|anhang|kapitel|artículo|apartado|anexo|bijlage|lid"
)
