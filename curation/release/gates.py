"""What a release must satisfy. Every gate is evaluated, listed, and says how far off it is.

A gate is a function from the draft to the issues it finds and a measure of how far it is; adding one is adding a line to a
table. Structural gates hold for every release. Human gates rest on judgements, and a preview may skip them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from curation.core.errors import Issue
from curation.release.contents import checks, evidence
from curation.release.contents import rows as rows_of
from curation.release.publication import versions
from curation.stats.diversity import diversity
from curation.stats.intervals import clopper_pearson_upper
from curation.text.words import words

if TYPE_CHECKING:
    from curation.release.draft import ReleaseDraft

SHOWN = 20
"""How many places of one gate are listed; the rest are counted."""


@dataclass(frozen=True)
class GateOutcome:
    """What a gate measured, what it needs, and the places that fall short."""

    is_: str
    need: str
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class Gate:
    """One gate's result, as `release.json` lists it."""

    name: str
    kind: Literal["structural", "human"]
    state: Literal["passed", "failed", "skipped"]
    """`skipped`: a preview that falls short of a gate on people."""
    is_: str
    need: str
    short: int
    """How many places fall short."""

    def entry(self) -> dict[str, Any]:
        """The gate as JSON."""
        return {("is" if k == "is_" else k): v for k, v in asdict(self).items()}


Check = Callable[["ReleaseDraft"], GateOutcome | None]
"""None where the gate does not apply; it is then not listed."""


def evaluate(draft: ReleaseDraft) -> tuple[list[Gate], list[Issue]]:
    """Every gate's result, and the issues of those that forbid the release."""
    gates: list[Gate] = []
    issues: list[Issue] = []
    for kind, table in (("structural", STRUCTURAL), ("human", HUMAN)):
        for name, check in table.items():
            outcome = check(draft)
            if outcome is None:
                continue
            state = (
                "passed"
                if not outcome.issues
                else "skipped"
                if kind == "human" and draft.preview
                else "failed"
            )
            gates.append(Gate(name, kind, state, outcome.is_, outcome.need, len(outcome.issues)))  # type: ignore[arg-type]
            if state == "failed":
                issues += outcome.issues[:SHOWN]
                if (more := len(outcome.issues) - SHOWN) > 0:
                    issues.append(
                        Issue(name, f"gate-{name}", f"and {more} more; {outcome.is_}, needs {outcome.need}")
                    )
    return gates, issues


def of_private(draft: ReleaseDraft) -> list[Issue]:
    """What forbids the rows of a draft that stays private: the gates that look at each row by itself. Those on the set as a whole (its
    agreement, its version, its card) are of the release that is published."""
    issues = []
    for name in BY_ROW:
        check = {**STRUCTURAL, **HUMAN}[name]
        outcome = None if name in HUMAN and draft.preview else check(draft)
        issues += list(outcome.issues[:SHOWN]) if outcome is not None else []
    return issues


def _gate(name: str, places: Iterable[tuple[str, str]]) -> tuple[Issue, ...]:
    return tuple(Issue(where, f"gate-{name}", message) for where, message in places)


def _of_rows(
    name: str, draft: ReleaseDraft, check: Callable[[Any], Iterable[tuple[str, str]]], need: str
) -> GateOutcome:
    issues = _gate(name, check(draft.rows))
    places = len({issue.where for issue in issues})
    return GateOutcome(f"{draft.rows.height - places} of {draft.rows.height} rows", need, issues)


def _rows(draft: ReleaseDraft) -> GateOutcome:
    least, n = draft.inputs.dataset.gates.rows, draft.rows.height
    lost = draft.selected.lost
    short = [("rows", f"{n} rows, {least - n} fewer than the {least} it needs; {left_out(lost, n)}")]
    return GateOutcome(f"{n} rows", f"at least {least}", _gate("rows", short if n < least else []))


def left_out(lost: Mapping[str, int], rows: int) -> str:
    """Which candidates are not rows and why, with what to do about those that wait for people."""
    if not lost:
        if not rows:
            return "the dataset has no candidate; see why: curation show generate --dropped"
        return "no candidate is left out: put some before people with curation review push, or cut a preview"
    told = f"left out: {', '.join(f'{reason} {count}' for reason, count in lost.items())}"
    if {"pending", "undecided"} & lost.keys():
        told += " (not decided yet: curation review pull and curation review decide, or cut a preview)"
    if "clause-deleted" in lost:
        told += f" (clause-deleted: {rows_of.LOSSES['clause-deleted']})"
    return told


def _keys(draft: ReleaseDraft) -> GateOutcome:
    return _of_rows("keys", draft, checks.keys, "the key is exactly one of at least two different options")


def _duplicates(draft: ReleaseDraft) -> GateOutcome:
    return _of_rows("duplicates", draft, checks.duplicates, "no content twice, in any split")


def _families(draft: ReleaseDraft) -> GateOutcome:
    wrong = list(checks.families(draft.rows))
    return GateOutcome(
        f"{draft.rows['family'].n_unique()} families", "each in one split", _gate("families", wrong)
    )


def _wording(draft: ReleaseDraft) -> GateOutcome | None:
    """How far the texts repeat each other, where there are enough of them to say; one text a family, twins repeat by design."""
    dataset = draft.inputs.dataset
    greatest = dataset.gates.self_bleu or SELF_BLEU[dataset.kind]
    column = "stem" if dataset.kind == "question" else "text"
    shown = draft.rows.sort("id").unique("family", keep="first", maintain_order=True)
    if column not in shown.columns or shown.height < LEAST_FAMILIES:
        return None
    variety = diversity([words(text) for text in shown[column]])
    if variety.self_bleu is None:
        return None
    told = (
        f"self-BLEU {variety.self_bleu:.3f}, distinct-2 {variety.distinct_2:.3f}, "
        f"different first words {variety.first_words:.3f} (n = {variety.n} families)"
    )
    asked = dataset.gates
    least_pairs, least_openings = (
        _least_of(draft, asked.distinct_2, 0),
        _least_of(draft, asked.first_words, 1),
    )
    pairs, openings = variety.distinct_2 or 0.0, variety.first_words or 0.0
    short = [
        ("rows", f"{told}; the wording repeats itself: {figure}; {cure}")
        for met, figure, cure in (
            (
                variety.self_bleu <= greatest,
                f"self-BLEU has to be at most {greatest:g}",
                "reject or reword items that share a frame, or set gates.self_bleu",
            ),
            (
                pairs >= least_pairs,
                f"distinct-2 has to be at least {least_pairs:g}",
                "reject or reword items with the same phrases, or set gates.distinct_2",
            ),
            (
                openings >= least_openings,
                f"different first words have to be at least {least_openings:g}",
                "reword items that begin alike, or set gates.first_words",
            ),
        )
        if not met
    ]
    # What is not set is told only where it stops a release: cards that were written before know self-BLEU alone.
    need = f"self-BLEU at most {greatest:g}"
    need += f", distinct-2 at least {least_pairs:g}" if asked.distinct_2 is not None else ""
    need += f", different first words at least {least_openings:g}" if asked.first_words is not None else ""
    return GateOutcome(told, need, _gate("wording", short))


def _least_of(draft: ReleaseDraft, asked: float | None, place: int) -> float:
    """The least distinct-2 (place 0) or share of different first words (1) that a dataset asks for.

    A release that was cut before there were these two bounds, and that names none, was not held to their defaults.
    """
    if asked is not None:
        return asked
    dataset = draft.inputs.dataset
    return 0.0 if draft.sealed or dataset.gates.self_bleu == 1 else LEAST_VARIETY[dataset.kind][place]


SELF_BLEU = {"prompt": 0.5, "question": 0.75, "task": 0.5}
"""Greatest self-BLEU by kind, where the dataset names none."""
LEAST_VARIETY = {"prompt": (0.2, 0.25), "question": (0.1, 0.1), "task": (0.2, 0.25)}
"""Least distinct-2 and least share of different first words by kind, where the dataset names none."""
LEAST_FAMILIES = 50
"""Families below which the figures of wording say little: they are then neither asked for nor shown."""


def _citations(draft: ReleaseDraft) -> GateOutcome:
    inputs = draft.inputs
    found = checks.citations(draft.rows, inputs.clauses, draft.selected.candidates, inputs.dataset.uncited)
    issues = _gate("citations", found)
    return GateOutcome(
        f"{len(issues)} links that do not hold", "every clause resolves, every quote re-hashes", issues
    )


def _categories(draft: ReleaseDraft) -> GateOutcome:
    lost = [(r, f"its category {c!r} is in none of the taxonomies") for r, c, p in
            draft.rows.select("id", "category", "category_path").iter_rows() if not p]  # fmt: skip
    return GateOutcome(
        f"{draft.rows.height - len(lost)} of {draft.rows.height} rows",
        "a category that resolves",
        _gate("categories", lost),
    )


def _licences(draft: ReleaseDraft) -> GateOutcome:
    cited = {c.partition("#")[0] for row in draft.rows["clauses"].to_list() for c in row}
    issues = _gate("licences", checks.licences(draft.inputs.documents, cited, draft.inputs.dataset.licence))
    copied = _gate("licences", checks.copied(draft.rows, draft.passages))
    return GateOutcome(
        f"{len(cited)} documents cited; the dataset under {draft.inputs.dataset.licence}",
        "licences that agree, no text of a document that may not be passed on",
        issues + copied,
    )


def _findings(draft: ReleaseDraft) -> GateOutcome:
    return GateOutcome(
        f"{draft.selected.lost.get('finding', 0)} candidates left out, {len(draft.inputs.overridden)} overridden with a reason",
        "no row with a finding of severity error",
    )


def _ids(draft: ReleaseDraft) -> GateOutcome:
    rows = set(draft.rows["id"])
    gone = {w["id"]: w for w in draft.withdrawn}
    wrong = [
        (row, f"was withdrawn ({gone[row]['reason']}); an id is never used again")
        for row in sorted(rows & set(gone))
    ]
    if draft.rows.height != len(rows):
        wrong.append(("rows", f"{draft.rows.height - len(rows)} ids occur twice"))
    old = draft.changes.rows.filter(
        (draft.changes.rows["change"] == "removed") & (draft.changes.rows["reason"] == "")
    )
    silent = [
        (row, "left since the last release without a word; give the reason with: curation release withdraw")
        for row in (old["id"] if not draft.preview else [])
    ]
    return GateOutcome(
        f"{len(rows)} ids, {len(gone)} withdrawn",
        "no id used again, none gone in silence",
        _gate("ids", wrong + silent),
    )


def _version(draft: ReleaseDraft) -> GateOutcome:
    previous = versions.parse(draft.before["version"]) if draft.before else None
    need = str(versions.least(previous, draft.step)) if previous else "any"
    ok = versions.allowed(draft.version, previous, draft.step)
    why = f"after {previous} the changes ask for a {draft.step or 'patch'}: at least {need}"
    return GateOutcome(
        str(draft.version), f"at least {need}", () if ok else _gate("version", [(str(draft.version), why)])
    )


def _privacy(draft: ReleaseDraft) -> GateOutcome:
    """What the manifest says of people; every written file is read again before the release appears."""
    people = sorted({j["reviewer"] for j in draft.audit["judgements"]})
    wrong = [
        ("audit.json", f"names a reviewer otherwise than by number {p!r}")
        for p in people
        if not evidence.REVIEWER.fullmatch(p)
    ]
    return GateOutcome(
        f"{len(people)} reviewers, numbered",
        "no pseudonym, comment or time in any file",
        _gate("privacy", wrong),
    )


def _card(draft: ReleaseDraft) -> GateOutcome:
    dataset = draft.inputs.dataset
    need = {"licence": dataset.licence, "taxonomy": dataset.taxonomy, "canary": dataset.canary}
    if not draft.preview:
        need |= {
            "title": dataset.title,
            "description": dataset.description,
            "limits": dataset.limits,
            "contact": dataset.contact,
        }
    cure = {"canary": f'is needed for the card; this GUID is new and may be yours: canary = "{uuid.uuid4()}"'}
    missing = [
        (f"curation.toml > dataset.{dataset.name}.{k}", cure.get(k, "is needed for the card; fill it in"))
        for k, v in need.items()
        if not v.strip()
    ]
    if draft.before and draft.before["canary"] != dataset.canary:
        missing.append(
            (
                f"curation.toml > dataset.{dataset.name}.canary",
                "differs from the last release; a canary never changes",
            )
        )
    asks = "every field of the card filled"
    if draft.card_gaps:
        asks = f"these filled; a release also needs {', '.join(draft.card_gaps)}"
    return GateOutcome(
        f"{len(need) - len(missing)} of {len(need)} fields",
        asks,
        _gate("card", missing),
    )


def _decided(draft: ReleaseDraft) -> GateOutcome:
    rules = draft.inputs.dataset.gates.rules
    wrong = [
        (
            row,
            f"is decided by {rule!r}, which gates.rules of the dataset does not allow"
            if rule != "unreviewed"
            else "is not decided; see: curation review status",
        )
        for row, rule in draft.rows.select("id", "rule").iter_rows()
        if rule not in rules
    ]
    return GateOutcome(
        f"{draft.rows.height - len(wrong)} of {draft.rows.height} rows",
        f"decided by {' or '.join(rules)}",
        _gate("decided", wrong),
    )


def _judgements(draft: ReleaseDraft) -> GateOutcome:
    least = draft.inputs.dataset.gates.judgements
    few = [
        (row, f"has {n} of {least} judgements")
        for row, n in draft.rows.select("id", "judgements").iter_rows()
        if n < least
    ]
    return GateOutcome(
        f"{draft.rows.height - len(few)} of {draft.rows.height} rows",
        f"{least} judgements each",
        _gate("judgements", few),
    )


def _authored(draft: ReleaseDraft) -> GateOutcome:
    wrong = [
        (
            row,
            "is still a brief that a person has to write out; set review.briefs and put it before people with: curation review push",
        )
        for row in sorted(draft.selected.unwritten)
    ]
    return GateOutcome(f"{len(wrong)} briefs", "none left as a brief", _gate("authored", wrong))


def _agreement(draft: ReleaseDraft) -> GateOutcome:
    least, name = draft.inputs.dataset.gates.agreement, draft.inputs.dataset.gates.coefficient
    need = f"{name}: lower bound at least {least:g}"
    agreement = draft.derived["agreement"]
    if not agreement:
        return GateOutcome(
            "nobody judged",
            need,
            _gate("agreement", [("agreement", "nobody judged; see: curation review push")]),
        )
    shown, low = lower_bound(agreement, name)
    short = (
        []
        if low is not None and low >= least
        else [
            (
                "agreement",
                f"{shown}; its lower bound has to reach {least:g}; let more items be judged twice, or mend the guidelines",
            )
        ]
    )
    return GateOutcome(shown, need, _gate("agreement", short))


def lower_bound(agreement: Mapping[str, Any], name: str) -> tuple[str, float | None]:
    """The coefficient in words, and the lower bound that the gate reads; None where there is none.

    No coefficient that corrects for chance exceeds raw agreement, so the exact lower bound (Clopper and Pearson, 95 %
    two-sided) of the share of agreeing items caps that of a resampled interval, which is [1, 1] for three agreeing items.
    Where every verdict is the same a coefficient is undefined or has no interval, and raw agreement stands for it.
    """
    found, raw = coefficient(agreement, name), coefficient(agreement, "raw")
    if raw is None:
        return f"{name} unknown, nothing was judged twice", None
    n = int(raw["n_items"])
    agreeing = int(raw["value"] * n + 1e-9)
    cap = 1.0 - clopper_pearson_upper(n - agreeing, n, 0.975)
    if found is None and raw["value"] < 1.0:
        return f"{name} undefined", None
    value, low = (1.0, cap) if found is None else (found["value"], found.get("low"))
    if low is None and raw["value"] == 1.0:
        found, value, low = None, 1.0, cap
    if low is None:
        return f"{name} {value:.3f}, no interval (n = {n})", None
    low = min(low, cap)
    what = "raw agreement" if found is None or name == "raw" else name
    high = 1.0 if found is None else found["high"]
    return f"{what} {value:.3f} [{low:.3f}, {high:.3f}] (n = {n})", low


def coefficient(agreement: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """The figure {value, low, high} called `name`, of alpha the nominal one; None where it is undefined."""
    found = agreement.get(name)
    if isinstance(found, Mapping) and "nominal" in found:
        found = found["nominal"]
    return found if isinstance(found, Mapping) and found.get("value") is not None else None


def _error(draft: ReleaseDraft) -> GateOutcome:
    greatest, confidence = draft.inputs.dataset.gates.error, draft.inputs.dataset.gates.confidence
    certified = evidence.certified_error(draft.derived["error"], confidence)
    shown = (certified["statement"] if certified else "") or (
        f"at most {certified['upper']:.4f} ({certified['k']} of {certified['n']} at {confidence:g})"
        if certified
        else "no sample, no error rate is certified"
    )
    if greatest is None:
        return GateOutcome(shown, "said on the card")
    short = (
        []
        if certified and certified["upper"] <= greatest
        else [("error rate", f"{shown}; has to be at most {greatest:g}")]
    )
    left_out = evidence.uncovered(draft.audit)
    short += [
        (
            row,
            "was not in the lot (the list of accepted items) that the audit drew from; draw another sample with: curation review push --audit",
        )
        for row in (left_out or {}).get("outside", ())
    ]
    need = f"at most {greatest:g}" + ("" if left_out is None else ", of every row that replaced no error")
    return GateOutcome(shown, need, _gate("error", short))


def _reexamined(draft: ReleaseDraft) -> GateOutcome:
    """A row whose clause has other words than in the last release needs a judgement that the last release did not have."""
    changed = draft.changes.rows.filter(draft.changes.rows["fields"].list.contains("clause_sha256"))["id"]
    stale = [
        (
            row,
            "rests on a clause that changed since the last release, and nobody has judged it since; put it before people with: curation review push",
        )
        for row in changed
        if not set(draft.selected.decisions.get(row, {}).get("judgements", ())) - draft.judged_before
    ]
    return GateOutcome(
        f"{len(changed) - len(stale)} of {len(changed)} rows", "each judged again", _gate("reexamined", stale)
    )


STRUCTURAL: Mapping[str, Check] = {
    "rows": _rows,
    "keys": _keys,
    "duplicates": _duplicates,
    "families": _families,
    "wording": _wording,
    "citations": _citations,
    "categories": _categories,
    "licences": _licences,
    "privacy": _privacy,
    "findings": _findings,
    "ids": _ids,
    "version": _version,
    "card": _card,
}
HUMAN: Mapping[str, Check] = {
    "decided": _decided,
    "judgements": _judgements,
    "authored": _authored,
    "agreement": _agreement,
    "error": _error,
    "reexamined": _reexamined,
}
BY_ROW = ("keys", "duplicates", "families", "citations", "categories", "licences", "privacy", "findings", "decided", "judgements", "authored")  # fmt: skip
"""Gates whose finding is about a row and not about the set."""
