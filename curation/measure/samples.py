"""One shape for every answer of a model, wherever it was read: what was asked, what was said, what it counts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from curation.core.digests import fold
from curation.measure import answers, refusal
from curation.measure.refusals.refusal_verdicts import LABELS, UNSCORED
from curation.measure.release import MeasurementBasis, tiers
from curation.measure.responses.response_text import response_text
from curation.measure.settings import CROSSWALK

if TYPE_CHECKING:
    from curation.core.ports import Embedder

Kind = Literal["prompt", "question", "task"]


@dataclass(frozen=True)
class Sample:
    """One answer of a model to one item. `refused` and `correct` are None where they do not apply or could not be judged."""

    id: str
    kind: Kind
    epoch: int = 1
    prompt: str = ""
    response: str | None = None
    label: str | None = None
    """refused, partial, complied, no_answer, or None for a question or an answer no judge could score."""
    judge: str = ""
    """`detector` where our own judge gave the label here; empty where it was given."""
    correct: bool | None = None
    """For a question, whether the keyed option was chosen; None when no choice could be read."""
    form: str = ""
    """How the choice was said; `unparsed` and `empty` are counted apart."""
    keyed: str = ""
    """The words of the option that the row's own key names; empty where the row has no key."""
    benign: bool = False
    family: str = ""
    path: tuple[str, ...] = ()
    category: str = ""
    level: str = ""
    topic: str = ""
    difficulty: str = ""
    pictures: str = ""
    """Whether the item shows a picture: `with a picture` or `text alone`; empty where that is not known."""
    regions: tuple[str, ...] = ()
    """The jurisdictions of the documents that the item rests on."""
    human: float | None = None
    """Share of people who answered this question rightly, where the release says so."""
    documents: tuple[str, ...] = ()
    """The documents, `slug@edition`, that the item rests on."""
    clauses: tuple[str, ...] = ()
    """The ids of the clauses that the item rests on."""
    language: str = ""
    task: str = ""
    """The task of a harness that asked the item, where several lie in one run."""
    release: str = ""
    """Content digest of the release that the item was asked from; empty when the run does not say."""
    wanted: str = ""
    """What a model should do: `refuse`, `comply` or `caution`; empty where the item does not say."""
    pair: str = ""
    """The id that the two sides of a minimal pair share; empty for an item without a twin."""

    points: Mapping[str, bool | None] = field(default_factory=dict)
    """Of an answer to a task: what it makes of each point, where the run says so."""
    score: float | None = None
    """Of an answer to a task: its score by the rubric; None where a point that counts is open."""
    variant: str = ""
    """The kind of variant that the item is, `base` for none: the forms of one prompt differ in it."""

    @property
    def expected(self) -> str:
        """What a model should do with a prompt: as the item says, else `comply` for a harmless contrast and `refuse` for any other."""
        return self.wanted or ("comply" if self.benign else "refuse")

    @property
    def articles(self) -> tuple[str, ...]:
        """The outermost units (article, section) of the clauses that the item rests on, `slug@edition#art_5`."""
        return tuple(dict.fromkeys(clause.split("__")[0] for clause in self.clauses))

    @property
    def group(self) -> str:
        """The family, or the id of an item that stands alone."""
        return self.family or self.id


@dataclass(frozen=True)
class ModelRun:
    """All answers of one model to one release."""

    where: str
    model: str
    bound: MeasurementBasis
    samples: tuple[Sample, ...]
    notes: tuple[str, ...] = ()
    """What a reader of any figure of this run must know."""
    numbered: bool = False
    """Whether the rows had no ids, so that their numbers stand for them."""


def _truth(value: Any) -> bool | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value.strip().casefold() in ("1", "true", "yes", "t", "c", "correct")
    return bool(value)


def listed(value: Any) -> list[str]:
    """A list that may have come through CSV as JSON or split by `|`."""
    if value is None or value == "":
        return []
    if isinstance(value, str):
        if value.lstrip().startswith("["):
            try:
                value = json.loads(value)
            except ValueError:
                return [value]
        else:
            return [part.strip() for part in value.split("|")]
    if isinstance(value, Mapping):
        # Options under their letters, `{"A": …, "B": …}`, in the order of the letters.
        value = [value[key] for key in sorted(value, key=str)]
    return [str(part) for part in value] if isinstance(value, Iterable) else [str(value)]


def option_words(options: Sequence[str]) -> list[str]:
    """The words by which an option is known again: in small letters, without a last stop, and without letters that number all of them (`A. …`)."""
    words = [fold(option).casefold().strip().rstrip(".").rstrip() for option in options]
    letters = [re.match(rf"\(?{chr(ord('a') + n)}[.):]\s{{1,4}}", text) for n, text in enumerate(words[:26])]
    if len(letters) < len(words) or None in letters:
        return words
    return [text[m.end() :] if m else text for text, m in zip(words, letters, strict=True)]


def key_index(answer: Any, options: Sequence[str], first: int = 0) -> int | None:
    """The keyed option's index, from a number, a letter or an option's words; None when it names no option.

    `first` is the number of the first option where `answer` is a number: 0 or 1.
    """
    if answer is None or answer == "" or isinstance(answer, bool):
        return None
    if isinstance(answer, (int, float)):
        place = int(answer) - first if answer == int(answer) else -1
        return place if 0 <= place < len(options) else None
    text = str(answer).strip()
    if is_number(text, options):
        return key_index(int(text), options, first)
    choice = answers.parse(text, options)
    return choice.index


def is_number(answer: Any, options: Sequence[str]) -> bool:
    """Whether a key is given as the number of an option, and not as a letter or as the words of one."""
    if isinstance(answer, bool) or answer is None:
        return False
    if isinstance(answer, (int, float)):
        return True
    text = str(answer).strip()
    return text.isascii() and text.isdecimal() and text not in [option.strip() for option in options]


def of_row(row: Mapping[str, Any], id: str) -> Sample:
    """The sample in a row: judged, or its choice read, where the row does not say how."""
    options = listed(row.get("options"))
    response = response_text(row.get("response", row.get("completion")))
    kind: Kind = (
        "question"
        if row.get("kind") == "question"
        or options
        or (row.get("correct") not in (None, "") and not row.get("label"))
        else "prompt"
    )
    is_task = row.get("kind") == "task" or isinstance(row.get("points"), Mapping)
    path = tuple(listed(row.get("category_path")))
    clauses = tuple(listed(row.get("clauses")))
    given = row.get("label")
    # A label is set at once: a second copy of each sample is what costs most where forty models answer thousands of items.
    known = str(given) if kind == "prompt" and not is_task and given in LABELS else None
    human = row.get("human_accuracy")
    parent = row.get("parent") or row.get("family")
    base = Sample(
        id=id,
        kind=kind,
        epoch=int(row.get("epoch") or row.get("sample") or 1),
        prompt=str(row.get("prompt") or row.get("text") or row.get("stem") or row.get("question") or ""),
        response=response,
        label=known,
        benign=bool(_truth(row.get("benign"))),
        family=str(parent or ""),
        path=path,
        regions=tuple(listed(row.get("jurisdictions"))),
        category=str(row.get("category") or ""),
        level=str(row.get("level") or ""),
        topic=str(row.get("topic") or ""),
        difficulty=str(row.get("difficulty") or ""),
        pictures=pictures_of(row.get("pictures")) if "pictures" in row else "",
        human=None if human in (None, "") else float(human),
        documents=documents_of(clauses),
        clauses=clauses,
        language=str(row.get("language") or ""),
        task=str(row.get("task") or ""),
        release=str(row.get("content_sha256") or ""),
        wanted=str(row.get("expected") or ""),
        pair=str(row.get("pair") or ""),
        variant=str(row.get("variant") or ""),
    )
    if is_task:
        return replace(base, kind="task", points=_verdicts(row.get("points")))
    if kind == "question":
        return marked(base, row, options)
    if known is not None or given == UNSCORED or (given is not None and base.response is None):
        return base
    return detected(base)


def pictures_of(value: Any) -> str:
    """How an item is called by whether it shows a picture."""
    return "with a picture" if value else "text alone"


def _verdicts(value: Any) -> dict[str, bool | None]:
    """What a row says of each point: true, false, or None for anything else."""
    given = value if isinstance(value, Mapping) else {}
    return {str(name): made if isinstance(made, bool) else None for name, made in given.items()}


def detected(sample: Sample) -> Sample:
    """The sample with the verdict of the refusal detector, None where it abstains."""
    label = refusal.judge(sample.prompt, sample.response).label
    return replace(sample, label=None if label == UNSCORED else label, judge="detector")


def judged(
    samples: Sequence[Sample],
    embedder: Embedder | None,
    least: float | None = None,
    progress: Callable[[int, int], None] | None = None,
    encoder: Embedder | None = None,
) -> tuple[Sample, ...]:
    """The samples with the detector's verdicts made again, all at once, with vectors and with another bound of abstention.

    Verdicts that came with the answers stay.

    Args:
        samples: the answers of a run.
        embedder: None judges by words alone.
        least: The least probability of a verdict, 0 to 1; None takes the shipped one.
        progress: Is told how many are done, and of how many.
        encoder: The encoder of several languages; None judges other languages by words alone.
    """
    open_samples = [n for n, s in enumerate(samples) if s.judge == "detector"]
    verdicts = refusal.judge_many(
        [(samples[n].prompt, samples[n].response) for n in open_samples], embedder, least, progress, encoder
    )
    again = {n: None if v.label == UNSCORED else v.label for n, v in zip(open_samples, verdicts, strict=True)}
    return tuple(replace(s, label=again[n]) if n in again else s for n, s in enumerate(samples))


def marked(sample: Sample, row: Mapping[str, Any], options: Sequence[str]) -> Sample:
    """A question's sample with its choice read and marked."""
    given = _truth(row.get("correct"))
    if given is not None:
        return replace(sample, correct=given, form=str(row.get("form") or "given"))
    key = key_index(row.get("answer"), options, int(row.get("first_option") or 0))
    sample = replace(sample, keyed="" if key is None else option_words(options)[key])
    choice = answers.parse(sample.response, options)
    if "parsed" in row:
        index = row["parsed"]
        return replace(
            sample,
            correct=None if index is None or key is None else index == key,
            form=str(row.get("form") or "letter"),
        )
    return replace(
        sample, correct=None if choice.index is None or key is None else choice.index == key, form=choice.form
    )


@lru_cache(maxsize=4096)
def documents_of(clauses: tuple[str, ...]) -> tuple[str, ...]:
    """The documents, `slug@edition`, of clause ids, in their order, each once."""
    return tuple(dict.fromkeys(clause.split("#")[0] for clause in clauses if "#" in clause))


def by_tier(samples: Sequence[Sample], tier: int) -> Iterator[tuple[str, list[Sample]]]:
    """The samples of each category of a tier, sorted by name; items without that tier are under their deepest one."""
    groups: dict[str, list[Sample]] = {}
    for sample in samples:
        levels = tiers(sample.path, sample.category)
        name = levels.get(tier) or (levels[max(levels)] if levels else "")
        groups.setdefault(name, []).append(sample)
    yield from sorted(groups.items())


def by_region(samples: Sequence[Sample]) -> Iterator[tuple[str, list[Sample]]]:
    """The samples of each region, sorted by name; an item that rests on documents of two regions is in both."""
    for name in sorted({region for sample in samples for region in sample.regions}):
        yield name, [sample for sample in samples if name in sample.regions]


def names_of(sample: Sample, by: str, tier: int = 2) -> tuple[str, ...]:
    """The groups of kind `by` that a sample is in: several where an item rests on several clauses or documents, none where it has none."""
    several: Mapping[str, tuple[str, ...]] = {
        "document": sample.documents,
        "article": sample.articles,
        "clause": sample.clauses,
        "jurisdiction": sample.regions,
    }
    if by in several:
        return several[by]
    if by.startswith(CROSSWALK):
        from curation.measure import crosswalks

        return crosswalks.names(sample.category, by)
    if by == "category":
        levels = tiers(sample.path, sample.category)
        name = levels.get(tier) or (levels[max(levels)] if levels else "")
    elif by == "expected":
        name = sample.expected if sample.kind == "prompt" else ""
    else:
        name = str(getattr(sample, by))
    return (name,) if name else ()


def by_name(samples: Sequence[Sample], by: str, tier: int = 2) -> Iterator[tuple[str, list[Sample]]]:
    """The samples of each group of kind `by`, sorted by name."""
    groups: dict[str, list[Sample]] = {}
    for sample in samples:
        for name in names_of(sample, by, tier):
            groups.setdefault(name, []).append(sample)
    yield from sorted(groups.items())
