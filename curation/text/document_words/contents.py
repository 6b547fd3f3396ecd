"""Words and patterns: lists of contents, with page numbers or without: lines without text whose words come again, over the parts that they name."""

from __future__ import annotations

import re

HEAD = re.compile(
    r"^(?:arrangement of (?:sections|regulations|clauses|rules|articles|provisions|chapters|parts)|(?:table of )?contents|index|inhalt(?:sübersicht|sverzeichnis)?|"
    r"inhoud(?:sopgave)?|table des matières|sommaire|índice|indice|sumário|sommario|目\s*[录錄次]|spis treści|оглавление|содержание|innehåll(?:sförteckning)?|"
    r"indhold(?:sfortegnelse)?|sisällys(?:luettelo)?|tartalom(?:jegyzék)?|obsah|cuprins|目次|차례|목차)\W*$",
    re.I,
)
"""A line that names the list of contents."""
COLUMN = re.compile(
    r"(?:long )?title|pages?|sections?|clauses?|articles?|regulations?|rules?|paragraphs?|seite|pagina", re.I
)
"""The head of a column, on each page of the list, or the line that stands for the title of the act itself."""
LABEL = re.compile(
    r"§+\s*\d+[a-z]{0,2}\b|第\s*[〇零一二三四五六七八九十百千\d]+\s*[条章节節編编]|[^\W\d]{3,14}\.?\s+(?:\d{1,4}[a-z]{0,2}|[IVXLC]+)\b|\d{1,3}(?:\.\d{1,3})*[.):]?(?=\s)"
)
"""What a part is called: `§ 5`, `第三章`, `Article 7`, `Part IV`, `2.1`."""
