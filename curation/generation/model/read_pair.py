"""Pass 9, read: a strict reader says of each pair whether it can be printed as it stands; one with a finding gets one small edit.

The check asks whether the first prompt breaks the rule and the twin does not. Most pairs that pass it and are still not fit
have another fault: words that nothing stands behind, a background that suits one side only, a twin that touches another paragraph
of the section, language that nobody types. A reader who knows neither the author nor what he expects looks for these, and code
looks for what words alone show (`text.twin_texts`). A pair with a finding goes back to the writer for the smallest edit. What comes
back has to be small, is checked and read again, and a pair on which the reader still has a finding is rejected: it is not what the set promises.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from curation.core.ports import Completion
from curation.core.remote.asking import Ask
from curation.generation.model.check_options import check
from curation.generation.model.items import ModelItem, folded, shuffled
from curation.generation.model.work import (
    FLAG,
    TEXT,
    Work,
    listed,
    not_done,
    obj,
    one_of,
    pending,
    unsettled,
)
from curation.generation.model.write import LONGEST, SHORTEST
from curation.text import packs, twin_texts

NAME, MEND = "read", "mend"
SMALL = 0.3
"""Largest share of a prompt's words that an edit may change; more is another prompt, which nobody planned."""
READ = obj(
    prompts=listed(
        obj(
            prompt=one_of("A", "B"),
            expected=one_of("refuse", "caution", "comply"),
            natural=FLAG,
            missing=TEXT,
            other={"type": "integer", "minimum": 0},
        ),
        2,
        2,
    ),
    deciding=TEXT,
    besides=TEXT,
    background=TEXT,
    verdict=one_of("fit", "edit", "reject"),
    edit=TEXT,
)
MENDED = obj(
    possible=FLAG, why_not=TEXT, text=TEXT, twin=TEXT, expected=one_of("refuse", "caution"), changed=TEXT
)


class PairReading(NamedTuple):
    """What was found in a pair."""

    faults: tuple[str, ...]
    """What is to be mended, in words for the writer."""
    mistaken: bool = True
    """Whether all of it is found by code alone, so that it may be no fault."""
    rejected: str = ""
    """Why the reader says that no small edit helps."""


def read(work: Work, items: Sequence[ModelItem]) -> list[ModelItem]:
    """The items after the pass, in order; questions and tasks as they are."""
    wanted = [i for i, item in enumerate(items) if item.live and item.brief.kind == "prompt"]
    done = list(items)
    if not work.passes.read:
        for i in wanted:
            done[i] = items[i].noted(NAME, "skipped")
        return done
    for turn in range(work.passes.mends + 1):
        last = turn == work.passes.mends
        readings = _readings(work, [done[i] for i in wanted])
        faulty: list[tuple[int, PairReading]] = []
        for i, reading in zip(wanted, readings, strict=True):
            if isinstance(reading, ModelItem):
                done[i] = reading
            elif reading.rejected or (last and reading.faults and not reading.mistaken):
                done[i] = done[i].rejected(NAME, reading.rejected or "; ".join(reading.faults))
            elif reading.faults and not last:
                faulty.append((i, reading))
            else:
                done[i] = done[i].noted(NAME, "passed", mended=turn, left=list(reading.faults))
        edited = _mended(work, [(done[i], r) for i, r in faulty], turn)
        for (i, _), item in zip(faulty, edited, strict=True):
            done[i] = item
        wanted = [i for i, _ in faulty if done[i].live and NAME not in done[i].passes]
    return done


def _order(item: ModelItem) -> list[str]:
    return shuffled([item.text, item.twin], f"read {item.text}")


def _readings(work: Work, items: Sequence[ModelItem]) -> list[PairReading | ModelItem]:
    """What is found in each item; the item itself where its answer is missing or cannot be used."""
    asks = [_ask(work, item) for item in items]
    answers = work.asker.batch(NAME, asks)
    return [_reading(item, answer) for item, answer in zip(items, answers, strict=True)]


def _ask(work: Work, item: ModelItem) -> Ask:
    first, second = (text.replace('"""', "'''") for text in _order(item))
    values = {"pack": work.packs.law(item.brief.section), "first": first, "second": second}
    return work.ask("read-pair", READ, values, work.passes.reader)


def _reading(item: ModelItem, answer: Completion) -> PairReading | ModelItem:
    if unsettled([answer]):
        return pending(item, NAME, answer)
    if answer.status != "ok":
        return not_done(item, NAME, [answer])
    if why := _unread(item, answer.data):
        return item.noted(NAME, "skipped", not_done=why)
    by_code = by_words(item)
    found = _found(item, answer.data)
    if isinstance(found, str):
        return PairReading((), False, found)
    return PairReading((*found, *by_code), not found)


def _unread(item: ModelItem, data: dict[str, Any]) -> str:
    """Why an answer judges the pair not, though it has the form that was asked for; empty where it does."""
    missing = sorted({"A", "B"} - {entry["prompt"] for entry in data["prompts"]})
    if missing:
        return f"the answer says nothing of prompt {missing[0]}"
    if data["verdict"] == "edit" and not data["edit"].strip() and not _found(item, data):
        return "the answer asks for an edit and names none"
    return ""


def by_words(item: ModelItem) -> list[str]:
    """What the words of a pair alone show."""
    law = [quote.quote for quote in item.quotes]
    told = twin_texts.faults(item.text, item.twin, item.brief.clause.language or "en", law)
    whose = {"both": "the two prompts", "first": "the first prompt", "twin": "the twin"}
    return list(dict.fromkeys(f"{whose[fault.side]}: {fault.message}" for fault in told))


def _found(item: ModelItem, data: dict[str, Any]) -> list[str] | str:
    """What the reader found, in words for the writer; a string where no small edit helps."""
    order = _order(item)
    sides = {order["AB".index(entry["prompt"])]: entry for entry in data["prompts"]}
    own, twin = sides.get(item.text), sides.get(item.twin)
    if own and twin and data["verdict"] == "fit" and own["expected"] == "comply" != twin["expected"]:
        # Who would print a pair that the check has passed, and gives each side the other one's answer, has mixed up the letters.
        own, twin = twin, own
    edit = " ".join(data["edit"].split())
    if data["verdict"] == "reject":
        return f"no small edit makes it fit: {_named(edit, order, item) or 'no reason given'}"
    faults = []
    for name, side in (("the first prompt", own), ("the twin", twin)):
        if side is None:
            continue
        if not side["natural"]:
            faults.append(f"{name} is not what a person would type")
        if side["missing"].strip():
            faults.append(f"{name} does not name or show: {side['missing'].strip()}")
    if own is not None and own["expected"] != item.expected:
        faults.append(f"the first prompt: a reader expects {own['expected']}, not {item.expected}")
    if twin is not None and twin["expected"] != "comply":
        faults.append(f"the twin is not plainly lawful: a reader expects {twin['expected']}")
    if twin is not None and twin["other"]:
        faults.append(f"the twin touches paragraph [{twin['other']}] of the section as well")
    if data["verdict"] == "edit" and edit:
        faults.append(f"a reader would change: {_named(edit, order, item)}")
    if faults:
        for name, text in (
            ("they also differ in", data["besides"]),
            ("of the shared part", data["background"]),
        ):
            if text.strip():
                faults.append(f"{name}: {text.strip()}")
    return faults


def _named(text: str, order: Sequence[str], item: ModelItem) -> str:
    """A reader's words with the letters told: the writer does not know which prompt was A."""
    first = "A" if order[0] == item.text else "B"
    return f"{text} ({first} is the first prompt, the other letter its twin)" if text else ""


def _mended(work: Work, found: Sequence[tuple[ModelItem, PairReading]], before: int) -> list[ModelItem]:
    """The pairs after their edit: still without an outcome of `read` where they have to be read again.

    Args:
        work: What the passes share.
        found: The pairs, each with what was found in it.
        before: How often they were mended before.
    """
    asks = [
        work.ask(
            "mend-pair",
            MENDED,
            {
                "pack": work.packs.law(item.brief.section),
                "quote": item.quotes[0].quote,
                "changed": item.changed,
                "expected": item.expected,
                "text": item.text.replace('"""', "'''"),
                "twin": item.twin.replace('"""', "'''"),
                "faults": "\n".join(f"- {fault}" for fault in reading.faults),
            },
            work.passes.writer,
        )
        for item, reading in found
    ]
    answers = work.asker.batch(MEND, asks)
    done = [_edited(*each, answer, before) for each, answer in zip(found, answers, strict=True)]
    fresh = [
        i
        for i, item in enumerate(done)
        if item.live and item.text + item.twin != found[i][0].text + found[i][0].twin
    ]
    if work.passes.check:
        for i, item in zip(fresh, check(work, [done[i] for i in fresh]), strict=True):
            done[i] = item
    return done


def _edited(item: ModelItem, reading: PairReading, answer: Completion, before: int) -> ModelItem:
    """The pair with its edit; rejected where there is none, passed where the edit is none and code alone found fault."""
    why = "; ".join(reading.faults)
    if unsettled([answer]):
        return pending(item, MEND, answer)
    if answer.status != "ok":
        return item.rejected(NAME, f"{why} (it was not mended: {answer.status}: {answer.error})")
    data = answer.data
    if not data["possible"]:
        said = data["why_not"].strip() or "no reason given"
        return _stands(item, reading, said, before) or item.rejected(NAME, f"{why} (no small edit: {said})")
    text, twin = data["text"].strip(), data["twin"].strip()
    if folded(text) == folded(item.text) and folded(twin) == folded(item.twin):
        if data["expected"] != item.expected:
            return replace(item, expected=data["expected"])
        return _stands(item, reading, "the writer finds no fault", before) or item.rejected(
            NAME, f"{why} (nothing was changed)"
        )
    if wrong := _unusable(item, text, twin):
        return item.rejected(NAME, f"{why} (the edit cannot be used: {wrong})")
    return replace(
        item,
        text=text,
        twin=twin,
        expected=data["expected"],
        changed=data["changed"].strip() or item.changed,
        passes={name: outcome for name, outcome in item.passes.items() if name != NAME},
        marks={**item.marks, MEND: {"faults": list(reading.faults), "was": item.text, "twin_was": item.twin}},
    )


def _stands(item: ModelItem, reading: PairReading, said: str, before: int) -> ModelItem | None:
    """The pair as it is where only code found fault and the writer says that it is none; None else."""
    if not reading.mistaken:
        return None
    return item.noted(NAME, "passed", mended=before, left=list(reading.faults), why_left=said)


def _unusable(item: ModelItem, text: str, twin: str) -> str:
    """Why an edit cannot be taken, empty when it can."""
    if folded(text) == folded(twin):
        return "both prompts say the same"
    language = item.brief.clause.language or "en"
    for name, old, new in (("first prompt", item.text, text), ("twin", item.twin, twin)):
        if packs.spaced(language):
            n = len(new.split())
            if not SHORTEST <= n <= LONGEST:
                return f"the {name} has {n} words"
        if twin_texts.changed(old, new) > max(12, SMALL * len(twin_texts.words(old))):
            return f"the {name} is another one: {twin_texts.changed(old, new)} words differ"
    return ""
