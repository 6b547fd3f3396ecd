"""Runs the checks over a frame of candidates or over the lines of a file."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, cast, get_args

from curation.checks import failures
from curation.checks.check_table import CHECKS, Applies, Check
from curation.checks.items import Hit, Item, from_candidate, from_record
from curation.checks.sets import dataset_checks, other_sides
from curation.checks.settings import Settings
from curation.core import plugins, tables
from curation.core.errors import ConfigError, Issue, Severity
from curation.core.plugins import Plugin
from curation.core.records import Candidate, Finding, Rule
from curation.text.language import detect

if TYPE_CHECKING:
    import polars as pl

_SEVERITIES = ("error", "warn", "info")


def plugins_of(settings: Settings) -> list[Plugin]:
    """The plugins that the settings name, each a `Check`.

    Raises: ConfigError listing every name that is no check, or is taken without being given up in `replace`.
    """
    found: list[Plugin] = []
    issues: list[Issue] = []
    for name in settings.plugins:
        try:
            found.append(
                plugins.resolve("check", name, {}, where="lint.plugins", shape=check_fault, named=_id)
            )
        except ConfigError as error:
            issues += error.issues
    if issues:
        raise ConfigError(issues)
    taken = {*(check.id for check in CHECKS), *dataset_checks.SET_CHECKS}
    plugins.admit(found, taken, settings.replace, "lint")
    return found


def _id(check: Check) -> str:
    return check.id


def check_fault(value: Any) -> str:
    """What is wrong with a `Check` from outside, in words; empty when nothing is."""
    if not isinstance(value, Check):
        return f"it is a {type(value).__name__}, not a curation.checks.check_table.Check"
    faults = [
        "its version is no whole number" if not isinstance(value.version, int) else "",
        f"its severity {value.severity!r} is none of {', '.join(_SEVERITIES)}"
        if value.severity not in _SEVERITIES
        else "",
        f"it applies to {value.applies!r}, which is none of both, prompt, question, task"
        if value.applies not in get_args(Applies)
        else "",
        "its run cannot be called" if not callable(value.run) else "",
    ]
    return "; ".join(fault for fault in faults if fault)


def _guarded(plugin: Plugin) -> Check:
    """The check of a plugin under its qualified name; what it gives is checked, what it raises names it and the item."""
    check: Check = plugin.value

    def run(item: Item, settings: Settings) -> Iterator[Hit]:
        for hit in plugins.guarded(plugin, f"item {item.id}", lambda: check.run(item, settings)):
            if what := hit_fault(item, hit):
                raise plugins.fault(plugin, f"item {item.id}", what)
            yield hit

    return replace(check, id=plugin.name, run=run)


def hit_fault(item: Item, hit: Any) -> str:
    """What a hit may not be, in words; empty for one that holds: a field of the item, a span inside it, a finite value."""
    if not isinstance(hit, Hit):
        return f"a {type(hit).__name__} and not a Hit"
    texts = dict(item.fields()) | {"explanation": item.explanation}
    if hit.field not in (
        *texts,
        "text",
        "options",
        "answer",
        "evidence",
        "pictures",
        "messages",
        "policy",
        "rubric",
        "",
    ):
        return f"a hit in the field {hit.field!r}, which the item does not have"
    if not isinstance(hit.message, str) or not hit.message.strip():
        return "a hit without a message"
    if hit.severity not in (None, *_SEVERITIES):
        return f"the severity {hit.severity!r}"
    if hit.value is not None and not (isinstance(hit.value, int | float) and math.isfinite(hit.value)):
        return f"the value {hit.value!r}, which is no finite number"
    if hit.start is None and hit.end is None:
        return ""
    length = len(texts.get(hit.field, ""))
    if not (isinstance(hit.start, int) and isinstance(hit.end, int) and 0 <= hit.start <= hit.end <= length):
        return f"the span {hit.start} to {hit.end} in a field of {length} characters"
    return ""


def checks(settings: Settings) -> list[Check]:
    """The checks in force: the table and the plugins of the settings, without the disabled and the replaced ones.

    Raises: ConfigError for an id that no check has, an unknown severity, or a plugin that may not be used as it is.
    """
    outside = [_guarded(plugin) for plugin in plugins_of(settings)]
    known = {check.id: check for check in (*CHECKS, *outside) if check.id not in settings.replace}
    names = {*known, *dataset_checks.SET_CHECKS}
    issues = [
        Issue("lint", "check-unknown", f"no check is called {name!r}")
        for name in sorted({*settings.disable, *settings.severity} - names)
    ]
    for name, severity in sorted(settings.severity.items()):
        if severity not in _SEVERITIES:
            issues.append(Issue(f"lint.severity.{name}", "severity-unknown", "must be error, warn or info"))
    if issues:
        raise ConfigError(issues)
    return [check for name, check in known.items() if name not in settings.disable]


def _finding(item: Item, check: Check, hit: Hit, settings: Settings) -> Finding:
    severity = settings.severity.get(check.id) or hit.severity or check.severity
    return Finding.model_construct(
        candidate=item.id,
        check=check.id,
        version=check.version,
        severity=cast("Severity", severity),
        field=hit.field,
        start=hit.start,
        end=hit.end,
        message=hit.message,
        value=None if hit.value is None else float(hit.value),
    )


def lint_item(item: Item, settings: Settings, table: Iterable[Check]) -> Iterator[Finding]:
    """The findings of one item, in the order of the table. A record of no usable shape is not read further.

    A check that raises gives one finding that names it and the item; the other checks are run all the same.
    """
    broken = any(
        hit.field in ("", "options", "messages", "rubric") and hit.severity is None for hit in item.problems
    )
    for check in table:
        if check.applies not in ("both", item.kind) or (item.brief and not check.briefs):
            continue
        if broken and check.id != "record-shape":
            continue
        for hit in failures.kept(partial(check.run, item, settings)):
            if isinstance(hit, Exception):
                yield failures.finding(hit, check.id, check.version, item.id)
            else:
                yield _finding(item, check, hit, settings)


def warnings_of(candidate: Candidate) -> list[str]:
    """The ids of the checks that warn of a candidate or stop it, by the default settings and in the order of the table.

    The clauses are not looked at: whether the quotes are in them is checked by the lint step.
    """
    item = from_candidate(candidate.model_dump(mode="json"), None)
    return [finding.check for finding in lint_item(item, _DEFAULT, CHECKS) if finding.severity != "info"]


_DEFAULT = Settings()


def _passing(items: Iterable[Item], watch: dataset_checks.Watch) -> Iterator[Item]:
    for item in items:
        watch.add(item)
        yield item


def lint_items(items: Iterable[Item], settings: Settings) -> Iterator[Finding]:
    """The findings of every item as it comes, then those about the whole set."""
    table = checks(settings)
    watch = dataset_checks.Watch(settings)
    for item in _passing(items, watch):
        yield from lint_item(item, settings, table)
    for finding in watch.findings():
        if finding.check not in (*settings.disable, *settings.replace):
            severity = settings.severity.get(finding.check)
            yield finding.model_copy(update={"severity": severity}) if severity else finding


def lint_records(
    records: Iterable[Mapping[str, Any]],
    settings: Settings | None = None,
    read_rules: Callable[[str], Sequence[Rule]] | None = None,
) -> Iterator[Finding]:
    """The findings of the lines of a file, streamed: memory does not grow with their number beyond a few bytes each.

    Items without a declared language are measured against the language that most of the first 200 are in.

    Args:
        records: the lines, each as a mapping.
        settings: which checks run, and with which bounds; the defaults where it is None.
        read_rules: what reads the rules of a provision (`curation.pipeline.provisions.rules_of`), for the checks that need them.
    """
    items = (_with_rules(_read(record, number), read_rules) for number, record in enumerate(records))
    head = list(islice(items, 200))
    common, untold = _common_language(head)

    def spoken() -> Iterator[Item]:
        for item in chain(head, items):
            if not item.language:
                item.language = common
            yield item

    chosen = settings or Settings()
    yield from lint_items(spoken(), chosen)
    yield from (one for one in untold if one.check not in (*chosen.disable, *chosen.replace))


def _with_rules(item: Item, read_rules: Callable[[str], Sequence[Rule]] | None) -> Item:
    item.read_rules = read_rules
    return item


def _read(record: Mapping[str, Any], number: int) -> Item:
    """The item of one line; of a line that cannot be read, an item that says so."""
    with failures.held() as reading:
        return from_record(record, number)
    return _unread(reading.error, str(number))


def _row(row: Mapping[str, Any], texts: Mapping[str, str] | None, looks: Mapping[str, Any] | None) -> Item:
    """The item of one row of a candidate frame; of a row that cannot be read, an item that says so."""
    with failures.held() as reading:
        return from_candidate(row, texts, looks)
    return _unread(reading.error, str(row["id"]))


def _unread(error: Exception | None, name: str) -> Item:
    what = type(error).__name__
    return Item(
        id=name,
        kind="prompt",
        problems=[Hit("", f"cannot be read as an item ({what}); correct its fields")],
    )


def _common_language(items: Iterable[Item]) -> tuple[str, list[Finding]]:
    """The language of at least four in five of the items whose language can be told, else nothing.

    Of an item whose language cannot be looked for there is a finding, and the others are counted.
    """
    languages: Counter[str] = Counter()
    untold: list[Finding] = []
    for item in items:
        with failures.held() as telling:
            languages[detect(item.words)[0]] += 1
        if telling.error is not None:
            check = "wrong-language"
            untold.append(failures.finding(telling.error, check, _VERSIONS[check], item.id))
    del languages[""]
    if not languages:
        return "", untold
    code, n = min(languages.items(), key=lambda pair: (-pair[1], pair[0]))
    return (code if n >= 5 and n >= 0.8 * languages.total() else ""), untold


_VERSIONS = {check.id: check.version for check in CHECKS}


def lint(
    candidates: pl.DataFrame,
    clauses: pl.DataFrame | None = None,
    settings: Settings | None = None,
    looks: Mapping[str, Any] | None = None,
    read_rules: Callable[[str], Sequence[Rule]] | None = None,
) -> pl.DataFrame:
    """The findings of a candidate frame; those about the whole set (empty candidate id) and about pairs stand at the end.

    Args:
        candidates: the candidates, one a row.
        clauses: the clauses that they cite: every quote is compared with the words of its clause; None compares nothing.
        settings: which checks run, and with which bounds; the defaults where it is None.
        looks: by the digest of a picture what it is (`pictures.decoding.Seen`), or what is wrong with it; None looks at no picture.
        read_rules: what reads the rules of a provision, for the checks that need them; None reads none.
    """
    import polars as pl

    texts = None
    if clauses is not None:
        cited = set(candidates["clauses"].explode().drop_nulls()) | {
            quote["clause"] for quotes in candidates["evidence"] for quote in quotes
        }
        texts = {name: words for name, words in clauses.select("id", "text").iter_rows() if name in cited}
    items = (_with_rules(_row(row, texts, looks), read_rules) for row in candidates.iter_rows(named=True))
    settings = settings or Settings()
    findings = tables.frame(lint_items(items, settings), Finding)
    other = dataset_checks.SET_CHECKS[other_sides.CHECK]
    broken = list(
        failures.findings(
            lambda: other_sides.findings(candidates, findings, settings), other_sides.CHECK, other.version
        )
    )
    return pl.concat([findings, tables.frame(broken, Finding)]) if broken else findings
