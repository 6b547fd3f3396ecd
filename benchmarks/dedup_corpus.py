"""Made-up texts with planted duplicates of eight kinds and hard negatives of four, for `dedup.py`. No harmful text.

Positives (case and punctuation, white space and Unicode, a typo, politeness around it, two neighbouring words exchanged, a
clause moved, a synonym, a small word put in) should be merged; hard negatives (a number, a negation, an entity, an antonym changed)
should not. The lists of words are not those of the rules: about half of the opposites and of the synonyms are unknown to them.

`templates` are questions about everyday rules after five patterns, so that every text is near thousands of others: the
hard case for precision. `loose` are runs of made-up and real words without a pattern, for large sizes.
"""

from __future__ import annotations

import random
from dataclasses import dataclass


def words(text: str) -> list[str]:
    return text.split()


PEOPLE = words(
    "tenant nurse courier gardener cashier driver librarian welder carpenter baker plumber tutor "
    "pilot clerk cook referee farmer usher porter tailor chemist barber butcher janitor sculptor "
    "violinist surveyor optician geologist archivist"
)
THINGS = words(
    "invoice permit ladder boiler receipt ticket parcel garden kettle window printer bicycle "
    "tractor elevator camera freezer scooter lantern saddle trumpet harness telescope mattress "
    "curtain backpack blender stapler radiator carpet umbrella canoe compass violin locker bracket "
    "helmet cushion"
)
PLACES = words(
    "Lisbon Oslo Vienna Dublin Quito Nairobi Hanoi Lima Prague Zagreb Bergen Turin Leeds Ghent "
    "Basel Malmo Porto Graz Tampere Galway Kyoto Seville Utrecht Aarhus Cork Bonn"
)
VERBS = words(
    "repair label store inspect return replace register clean photograph weigh paint deliver borrow "
    "measure transport unpack polish insure reserve recycle sketch appraise assemble mount rent"
)
ADJECTIVES = words(
    "damaged heavy antique wooden rusty colourful expensive fragile spare noisy unfinished borrowed "
    "oversized secondhand dusty cracked portable folding electric imported"
)
WHEN = [
    "before the yearly inspection",
    "after a long storm",
    "during the summer break",
    "while the office is closed",
    "when the supervisor is away",
    "at the end of the season",
    "on a public holiday",
    "in a shared building",
    "near a busy crossing",
    "without extra tools",
    "as part of a training course",
    "for a neighbourhood fair",
]
OPENERS = [
    "How should a {p} {v} a {a} {t} in {c} {w}, given {n} days and a budget of {m} euros",
    "What must the {p} know to {v} every {a} {t} {w} if the office in {c} allows only {n} hours and {m} euros",
    "Describe how one {p} from {c} can {v} the {a} {t} {w} within {n} weeks for less than {m} euros",
    "Which rules say that a {p} may {v} an {a} {t} {w} when {c} has granted {n} permits worth {m} euros",
    "Explain to a {p} why it is safe to {v} the {a} {t} {w}, since {c} has published {n} notices and collected {m} euros",
]
SYNONYMS = [
    ("should", "ought to"),
    ("know", "understand"),
    ("Describe", "Explain"),
    ("allows only", "permits only"),
    ("granted", "issued"),
    ("published", "posted"),
    ("budget", "allowance"),
    ("less than", "under"),
    ("Which rules", "What rules"),
    ("collected", "gathered"),
]
OPPOSITES = [
    ("safe", "unsafe"),
    ("granted", "revoked"),
    ("allows", "forbids"),
    ("less than", "more than"),
    ("before", "after"),
    ("a budget", "a debt"),
    ("within", "beyond"),
    ("closed", "open"),
    ("may", "may never"),
    ("yearly", "daily"),
    ("summer", "winter"),
    ("end", "start"),
    ("public", "private"),
    ("busy", "deserted"),
    ("long", "brief"),
    ("shared", "detached"),
    ("extra", "basic"),
    ("away", "present"),
    ("part", "none"),
]
POLITE = [
    "Please tell me: {}",
    "Hello, {} Thanks a lot!",
    "I was wondering, {}",
    "Could you help? {}",
    "{} Thank you in advance.",
]
POSITIVE = ("case", "unicode", "typo", "polite", "exchange", "clause", "synonym", "small")
HARD = ("number", "negation", "entity", "antonym")


@dataclass(frozen=True)
class Planted:
    """A text with the family it was made for and the kind of edit that made it."""

    text: str
    family: int
    kind: str


def base(rng: random.Random) -> str:
    """A question about everyday rules."""
    return (
        rng.choice(OPENERS).format(
            p=rng.choice(PEOPLE),
            v=rng.choice(VERBS),
            a=rng.choice(ADJECTIVES),
            t=rng.choice(THINGS),
            c=rng.choice(PLACES),
            w=rng.choice(WHEN),
            n=rng.randint(2, 30),
            m=rng.randint(40, 900),
        )
        + "?"
    )


def edit(text: str, kind: str, rng: random.Random) -> str:
    """`text` with an edit of `kind`; the same text when the edit does not apply."""
    parts = text[:-1].split()
    if kind == "case":
        return (
            rng.choice([text.upper(), text.lower()])
            .replace("?", rng.choice(["", " ?", "!"]))
            .replace(",", "")
        )
    if kind == "unicode":
        return text.replace(" ", "\u00a0", 3).replace("e", "\uff45", 2).replace(" ", "  ", 4) + "\u200b"
    if kind == "typo":
        at = [i for i, w in enumerate(parts) if len(w) > 5 and w.isalpha()]
        for i in rng.sample(at, min(2, len(at))):
            k = rng.randint(1, len(parts[i]) - 2)
            w = parts[i]
            parts[i] = rng.choice(
                [
                    w[:k] + w[k + 1 :],
                    w[:k] + w[k + 1] + w[k] + w[k + 2 :],
                    w[:k] + rng.choice("aeinrst") + w[k:],
                ]
            )
        return " ".join(parts) + "?"
    if kind == "polite":
        return rng.choice(POLITE).format(text)
    if kind == "exchange":
        k = rng.randint(1, len(parts) - 3)
        parts[k], parts[k + 1] = parts[k + 1], parts[k]
        return " ".join(parts) + "?"
    if kind == "clause":
        for phrase in WHEN:
            if phrase in text:
                rest = text.replace(" " + phrase, "", 1)
                return f"{phrase[0].upper()}{phrase[1:]}, {rest[0].lower()}{rest[1:]}"
        half = len(parts) // 2
        return " ".join([*parts[half:], *parts[:half]]) + "?"
    if kind == "small":
        k = rng.randint(2, len(parts) - 1)
        return " ".join([*parts[:k], rng.choice(["really", "also", "just", "actually"]), *parts[k:]]) + "?"
    if kind == "number":
        at = [i for i, w in enumerate(parts) if w.isdigit()]
        i = rng.choice(at)
        parts[i] = str(int(parts[i]) + rng.randint(1, 9))
        return " ".join(parts) + "?"
    if kind == "negation":
        for old, new in rng.sample(
            [
                ("should", "should not"),
                ("must", "must not"),
                ("can ", "can not "),
                ("may ", "may not "),
                ("is safe", "is not safe"),
                ("has granted", "has not granted"),
                ("rules say", "rules never say"),
            ],
            7,
        ):
            if old in text:
                return text.replace(old, new, 1)
    if kind == "entity":
        i = rng.choice(
            [i for i, w in enumerate(parts) if w.strip(",") in PLACES or w in THINGS or w in PEOPLE]
        )
        pool = PLACES if parts[i].strip(",") in PLACES else THINGS if parts[i] in THINGS else PEOPLE
        parts[i] = rng.choice([w for w in pool if w != parts[i]])
        return " ".join(parts) + "?"
    for old, new in rng.sample(table := SYNONYMS if kind == "synonym" else OPPOSITES, len(table)):
        if f" {old} " in f" {text} ":
            return f" {text} ".replace(f" {old} ", f" {new} ", 1).strip()
    return text


def loose_words(rng: random.Random) -> list[str]:
    """Twenty thousand made-up words."""
    return ["".join(rng.choices("abdeiklmnoprstu", k=rng.randint(2, 9))) for _ in range(20_000)]


def loose_base(rng: random.Random, made_up: list[str]) -> str:
    """About 20 words, three quarters of them made up, the others such as every kind of edit can work on."""
    parts = rng.choices(made_up, k=rng.randint(12, 17))
    real = [
        rng.choice(("should", "must", "may")),
        rng.choice(PLACES),
        rng.choice(THINGS),
        str(rng.randint(2, 900)),
    ]
    real += [rng.choice(SYNONYMS)[0], rng.choice(OPPOSITES)[0]]
    for word in real:
        parts.insert(rng.randint(0, len(parts)), word)
    return " ".join(parts) + "?"


def planted(n: int, templates: bool, seed: int = 7) -> list[Planted]:
    """`n` texts or one more: about 75 % bases, 20 % positives, 5 % hard negatives, shuffled."""
    rng = random.Random(seed)
    made_up = loose_words(rng)
    found: list[Planted] = []
    seen: set[str] = set()
    family = 0
    while len(found) < n:
        text = base(rng) if templates else loose_base(rng, made_up)
        if text in seen:
            continue
        seen.add(text)
        found.append(Planted(text, family, "base"))
        for kinds, chance in ((POSITIVE, 0.27), (HARD, 0.07)):
            if rng.random() < chance:
                kind = rng.choice(kinds)
                new = edit(text, kind, rng)
                if new != text and new not in seen:
                    seen.add(new)
                    found.append(Planted(new, family, kind))
        family += 1
    rng.shuffle(found)
    return found


@dataclass(frozen=True)
class Score:
    """How the planted items fared."""

    recall: float
    precision: float
    hard: float
    by_kind: dict[str, float]


def score(planted: list[Planted], kept_of: dict[int, int], half: int | None = None) -> Score:
    """Recall: families' positives merged with their base (whichever of the two stays). Hard: hard negatives merged with anything.

    Precision: dropped items whose kept item is of the same family and neither is a hard negative of it.
    """
    root = {i: kept_of.get(i, i) for i in range(len(planted))}
    bases = {p.family: i for i, p in enumerate(planted) if p.kind == "base"}
    mine = [i for i, p in enumerate(planted) if half is None or p.family % 2 == half]
    hit: dict[str, list[bool]] = {}
    for i in mine:
        if planted[i].kind != "base":
            hit.setdefault(planted[i].kind, []).append(root[i] == root[bases[planted[i].family]])
    drops = [i for i in mine if i in kept_of]
    right = [
        planted[i].family == planted[kept_of[i]].family
        and not {planted[i].kind, planted[kept_of[i]].kind} & set(HARD)
        for i in drops
    ]
    # A hard negative is merged when it goes, or when something goes for it.
    for_it = set(kept_of.values())
    hard = [i in kept_of or i in for_it for i in mine if planted[i].kind in HARD]
    positive = [x for kind in POSITIVE for x in hit.get(kind, [])]
    return Score(
        mean(positive), mean(right), mean(hard), {k: mean(hit.get(k, [])) for k in (*POSITIVE, *HARD)}
    )


def mean(values: list[bool]) -> float:
    return sum(values) / len(values) if values else float("nan")
