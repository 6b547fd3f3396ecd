"""Words and patterns: a choice that stands in a field: the value of a JSON key, or a LaTeX box."""

from __future__ import annotations

import re
from collections.abc import Mapping

BOXED = re.compile(r"\\(?:boxed|fbox)\s{0,2}\{")
NOT_BOXED = re.compile(
    r"\b(?:not|nor|never|rather than|instead of|nicht|statt|pas|no|non|não|niet|nie|не)\s(?:the\s)?[$\s]{0,4}\Z|不是\s?\$?\Z",
    re.IGNORECASE,
)
"""Words before a box that deny it."""
PLAIN_NO = re.compile(
    r"(?:(?:\A|[?？:：]\s{0,3}|\n\s{0,3})(?-i:N(?:o|on|ão)|No,)|\b(?:question|answer|option|choice|nr|item|number|frage|n[uú]mero|numéro|domanda|pregunta|pergunta)\W{1,3}(?:\w{1,3}\s)?no)\s[$\s]{0,4}\Z",
    re.IGNORECASE,
)
"""A `no` that answers a question before the box, or is short for `number`."""
COMMAND = re.compile(
    r"\\(?:(?:textbf|textit|text|mathrm|mathbf|mathsf|mathit|rm|bf|displaystyle|quad|left|right)(?![a-z])|[,;!()])\s{0,2}"
)
JSON_KEYS = (
    "answer",
    "final_answer",
    "choice",
    "option",
    "correct",
    "correct_answer",
    "selected",
    "label",
    "letter",
    "correct_option",
    "chosen",
    "selection",
    "final",
    "pick",
    "antwort",
    "wahl",
    "auswahl",
    "choix",
    "elección",
    "opción",
    "scelta",
    "opzione",
    "escolha",
    "opção",
    "keuze",
    "wybór",
    "выбор",
    "вариант",
    "选项",
    "选择",
    "選択",
    "선택",
    "réponse",
    "reponse",
    "loesung",
    "respuesta",
    "risposta",
    "resposta",
    "antwoord",
    "odpowiedź",
    "ответ",
    "答案",
    "答え",
    "정답",
)
BESIDE_KEYS = frozenset(
    re.findall(
        r"\w+",
        "my the your is i a of for to as final finally chosen choose selected select picked pick letter text value key string full short mcq multiple single best correct right predicted prediction "
        "definitive ultimate overall content name meine mein die der gewählte endgültige endgültig richtige korrekte buchstabe finale final ma mon la le lettre bonne correcte choisie définitive "
        "mi el letra correcta elegida definitiva la mia lettera corretta giusta scelta finale minha a correta certa escolhida juiste gekozen definitieve letter poprawna ostateczna wybrana правильный окончательный мой буква",
    )
)  # fmt: skip
"""Words that may stand in a key beside one of `JSON_KEYS`; any other (`trap`, `reference`, `human`) makes it the key of something else."""
SET_ASIDE = re.compile(
    r"reject\w*|discard\w*|wrong|incorrect|false|eliminat\w*|excluded?|ruled[ _]out|superseded|withdrawn|draft|abgelehnt|verworfen|falsch|rejeté\w*|rechazad\w|scartat\w|rejeitad\w",
    re.IGNORECASE,
)
"""A value by which an object says that its own answer is not the choice."""
PLACES: Mapping[str, int | None] = {
    "index": None, "selected_index": None, **dict.fromkeys(("answer_index", "option_index", "choice_index", "zero_based_index", "index_zero_based"), 0), "one_based_index": 1,
}  # fmt: skip
"""Keys of an option's place, and from which number they count; None where that is not said."""
