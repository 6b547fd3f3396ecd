"""Which questions share their options, so that the options alone say nothing about the key.

Questions sit at tables: the options of a table are the keys of its questions, the same for each of them. Where a key has
one question, each is asked for once. Where every key has more, the key of the next question is drawn first, each with the
same chance, until the drawn one has no question left. So for any set of options each of them is as likely to be right as
the others, whatever its words, its length or how often the document speaks of it. Who finds no table in its own group looks
for one in the wider group. What is still left may sit with three of a table as a guest, where keys do not come again; all
else is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from curation.core.digests import sha256
from curation.generation.template.drafts import Draft
from curation.generation.template.source_index import fold_option


@dataclass(frozen=True)
class Seated:
    """A draft with the wrong options it shows, and the place of its key among the options."""

    draft: Draft
    wrong: tuple[str, ...]
    place: int
    sizes: Mapping[str, float] = field(default_factory=dict)
    """The number that each option says, where the options are numbers."""


def seat(drafts: Sequence[Draft], size: int, seed: str) -> Iterator[Seated]:
    """The drafts that find a table of `size` keys; a draft with fixed options needs none."""
    found: list[tuple[_Table, list[Seated]]] = []
    left: list[Draft] = []
    for draft in _even([draft for draft in drafts if draft.fixed], seed):
        yield Seated(draft, draft.fixed, _number(f"{seed}|{draft.stem}|place") % size)
    left += [draft for draft in drafts if not draft.fixed]
    for name in ("group", "wider"):
        groups: dict[str, list[Draft]] = {}
        for draft in left:
            groups.setdefault(f"{draft.slot}|{getattr(draft, name)}", []).append(draft)
        for key, members in sorted(groups.items()):
            found += _tables(members, size, f"{seed}|{name}|{key}")
        taken = {id(seated.draft) for _, dealt in found for seated in dealt}
        left = [draft for draft in left if id(draft) not in taken]
    for _, dealt in found:
        yield from dealt
    guests = list(_guests(left, [[drafts[0] for drafts in table] for table, _ in found], size, seed))
    yield from guests
    seated = {id(one.draft) for one in guests}
    for draft in left:
        if id(draft) not in seated and len(draft.alone) >= size - 1:
            wrong = tuple(draft.alone)[: size - 1]
            numbers = {draft.key: draft.size, **draft.alone}
            sizes = {o: n for o in (draft.key, *wrong) if (n := numbers[o]) is not None}
            yield Seated(draft, wrong, _number(f"{seed}|{draft.stem}|place") % size, sizes)


def _number(text: str) -> int:
    return int(sha256(text)[:12], 16)


def _even(drafts: Sequence[Draft], seed: str) -> Iterator[Draft]:
    """Drafts with fixed options: of a group that is of two sorts, as many of the one as of the other."""
    sorts: dict[str, dict[str, list[Draft]]] = {}
    for draft in sorted(drafts, key=lambda d: sha256(f"{seed}|even|{d.clause.id}|{d.stem}")):
        sorts.setdefault(draft.group, {}).setdefault(draft.seat, []).append(draft)
    for group, found in sorted(sorts.items()):
        most = min(map(len, found.values())) if len(found) > 1 else 0
        for _, members in sorted(found.items()):
            yield from members[:most] if group else members


_Waiting = dict[str, list[Draft]]
_Table = list[list[Draft]]
"""For each of its keys, the drafts that may be asked at a table: all other keys are wrong for them."""


def _tables(drafts: Sequence[Draft], size: int, seed: str) -> Iterator[tuple[_Table, list[Seated]]]:
    """Tables of `size` keys and who sits there, the usual keys first."""
    waiting: _Waiting = {}
    for draft in sorted(drafts, key=lambda d: sha256(f"{seed}|{d.clause.id}|{d.stem}")):
        waiting.setdefault(_seat(draft), []).append(draft)
    alone: set[str] = set()
    while keys := sorted(
        (key for key in waiting if waiting[key] and key not in alone),
        key=lambda k: (-len(waiting[k]), sha256(f"{seed}|{k}")),
    ):
        table = _table(waiting, keys, size)
        if table is None:
            # Who leads finds no company: it stays out, and another may lead.
            alone.add(keys[0])
            continue
        dealt = list(_dealt(table, seed))
        for seated in dealt:
            waiting[_seat(seated.draft)].remove(seated.draft)
        yield table, dealt


def _seat(draft: Draft) -> str:
    return draft.seat or fold_option(draft.key)


def _table(waiting: _Waiting, keys: Sequence[str], size: int) -> _Table | None:
    """A table of the first key and `size - 1` others; None without such company."""
    chosen: list[list[Draft]] = [waiting[keys[0]]]
    for key in keys[1:]:
        closer = [[d for d in drafts if d.fits(waiting[key][0])] for drafts in chosen]
        new = [d for d in waiting[key] if all(d.fits(drafts[0]) for drafts in chosen)]
        if new and all(closer):
            chosen = [*closer, new]
        if len(chosen) == size:
            return chosen
    return None


def _dealt(table: _Table, seed: str) -> Iterator[Seated]:
    start = _number("|".join([seed, *(d.clause.id + d.stem for drafts in table for d in drafts)]))
    size = len(table)
    left = [list(drafts) for drafts in table]
    each_once = min(len(drafts) for drafts in table) == 1
    turn = 0
    while not each_once or turn < size:
        drawn = turn if each_once else _number(f"{start}|{turn}") % size
        if not left[drawn]:
            return
        others = [drafts[0] for i, drafts in enumerate(table) if i != drawn]
        # One place after the other, from a drawn first one: key positions are even within a table.
        yield _seated(left[drawn].pop(0), others, (start + turn) % size)
        turn += 1


def _seated(draft: Draft, others: Sequence[Draft], place: int) -> Seated:
    wrong = tuple(draft.lent(other) for other in others)
    numbers = [draft.size, *(other.size for other in others)]
    sizes = {o: n for o, n in zip((draft.key, *wrong), numbers, strict=True) if n is not None}
    return Seated(draft, wrong, place, sizes)


def _guests(
    left: Sequence[Draft], tables: Sequence[Sequence[Draft]], size: int, seed: str
) -> Iterator[Seated]:
    """Drafts that found no table, each with some of the keys of one, among which its own is no odd one by its length."""
    hosted = [0] * len(tables)
    for draft in sorted(left, key=lambda d: sha256(f"{seed}|guest|{d.clause.id}|{d.stem}")):
        for number, table in enumerate(tables):
            own = (
                table[0].slot == draft.slot
                and table[0].wider == draft.wider
                and hosted[number] < draft.guests
            )
            fit = [other for other in table if draft.fits(other)] if own else []
            fit = sorted(fit, key=lambda o: sha256(f"{seed}|{draft.clause.id}|{o.key}"))[: size - 1]
            sizes = [len(draft.lent(other)) for other in fit]
            if len(fit) == size - 1 and min(sizes) <= len(draft.key) <= max(sizes):
                hosted[number] += 1
                yield _seated(draft, fit, _number(f"{seed}|{draft.clause.id}|{draft.stem}") % size)
                break
