"""A choice told by an option's place in the list, in any language (`the second one`, `2번`, `Opción 3`, `第二项`), or as a value of YAML or XML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.text.answer_words import choice_places as wording
from curation.text.sentences import answer_sentences

_NAMED = [re.compile(rf"(?<!\w)(?:{one})\s?{wording.NOUN}", re.IGNORECASE) for one in wording.ORDINALS]


LONG = 600
"""Characters of an answer from which on it may weigh several options before it chooses."""


def spoken(option: str) -> re.Pattern[str]:
    """The words of an option as they stand in an answer."""
    words = re.escape(option.strip().rstrip("."))
    # `2` is not said in `2.4`.
    return re.compile(rf"(?<!\w)(?<!\d[.,]){words}(?!\w|[.,]\d)" if words.isascii() else words, re.IGNORECASE)


def names_another(text: str, index: int) -> bool:
    """Whether a text names the place of another option: `but the capital is the second answer`."""
    return any(n != index and pattern.search(text) for n, pattern in enumerate(_NAMED))


def place(answer: str, options: Sequence[str]) -> int | None:
    """The option whose place a short answer names and nothing else; options that begin with numbers of their own are not counted by digits."""
    text, *reason = wording.BECAUSE.split(answer.strip(), maxsplit=1)
    if not text or len(text) > 90 or len(answer) > 400 or (reason and wording.TURNS.search(reason[0])):
        return None
    count = len(options)
    own = [re.match(r"\W{0,3}(\d+)", option) for option in options]
    if (match := wording.NUMBERED.fullmatch(text)) is not None:
        word = match["n"].casefold()
        number = (
            int(word) if word.isdecimal() else wording.NUMBERS.get(word, 0)
        )  # `fıve` matches without regard to case
        return number - 1 if 1 <= number <= count else None
    if (match := wording.MARKED.fullmatch(text)) is not None:
        number = int(match["a"] or match["b"] or match["c"])
        # `2番` is a place also among options such as `16歳`, and may be an option's own number only where one begins with it.
        if any(o and (match["c"] is None or int(o[1]) == number) for o in own):
            return None
        return number - 1 if 1 <= number <= count else None
    for index, pattern in enumerate((*wording.ORDINALS, wording.PLACE_BEFORE_LAST, wording.LAST)):
        whole = rf"\W{{0,4}}{wording.LEAD}(?:{pattern})(?:\s{{0,2}}{wording.NOUN})?{wording.TAIL}\W{{0,4}}"
        after = rf"\W{{0,4}}{wording.LEAD}{wording.NOUN}\s{{0,2}}(?:{pattern}){wording.TAIL}\W{{0,4}}"
        if re.fullmatch(whole, text, re.IGNORECASE) or re.fullmatch(after, text, re.IGNORECASE):
            chosen = index - len(wording.ORDINALS) - 2 + count if index >= len(wording.ORDINALS) else index
            return chosen if chosen < count else None
    return None


def stated(answer: str, options: Sequence[str]) -> int | None:
    """The option whose place one sentence of a short answer gives as the speaker's choice, whatever the others tell: `I'd go with the third
    one. The fourth is for freezers.` None where two sentences choose two options. Of a long answer the last sentence counts."""
    tail = answer.strip()[-LONG:]
    sentences = [tail[start:end].strip() for start, end in answer_sentences(tail)]
    told = {
        place(sentence, options)
        for sentence in (sentences if len(answer) <= LONG else sentences[-1:])
        if wording.STATES.match(sentence)
    } - {None}
    return told.pop() if len(told) == 1 else None


def lettered(answer: str, count: int) -> int | None:
    """The option that a short answer names by a letter of another alphabet and nothing else: `Ответ: Б`, `الإجابة (ب)`."""
    if len(answer) <= 40 and (told := wording.BY_LETTER.fullmatch(answer.strip())) is not None:
        index = ord(told["letter"].upper()) - ord("A")
        return index if index < count else None
    match = wording.LETTERED.fullmatch(answer.strip()) if len(answer) <= 90 else None
    place = wording.ALPHABETS[match["letter"]] if match is not None else None
    return place if place is not None and place < count else None


def likeliest(answer: str, count: int) -> int | None:
    """The option with the largest share where a short answer gives every option one share, and nothing else than letters stands beside them."""
    shares = [
        (ord(m["letter"].upper()) - ord("A"), float(m["share"].replace(",", ".")))
        for m in wording.SHARE.finditer(answer)
    ]
    if len(answer) > 300 or count < 2 or sorted(n for n, _ in shares) != list(range(count)):
        return None
    if re.search(r"[^\W\d_]{2,}", wording.SHARE.sub(" ", answer)):
        return None
    (first, most), (_, second) = sorted(shares, key=lambda pair: -pair[1])[:2]
    return first if most > second else None


def value(answer: str, count: int) -> int | None:
    """The one letter that lines of YAML, elements of XML or the line below a heading give as a choice."""
    tail = answer[-4000:]
    letters = {m[1].upper() for m in wording.YAML.finditer(tail)} | {
        m[2].upper() for m in wording.XML.finditer(tail)
    }
    letters |= {
        m["letter"].upper() for pattern in (wording.TICKED, wording.HEADED) for m in pattern.finditer(tail)
    }
    boxes = [(m["letter"], bool(m["mark"].strip())) for m in wording.CHECKED.finditer(tail)]
    if len(boxes) > 1 and len({letter for letter, _ in boxes}) == len(boxes):
        letters |= {letter for letter, ticked in boxes if ticked}
    if len(letters) != 1:
        return None
    index = ord(letters.pop()) - ord("A")
    return index if index < count else None
