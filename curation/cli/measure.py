"""`curation measure`: tasks for a release, and sound statements out of what models answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from curation.cli import shell, trust
from curation.cli.trust import DigestOption, IdentityOption, KeyOption

if TYPE_CHECKING:
    from curation.measure import thresholds as thresholds_module
    from curation.measure.refusal import Readers
    from curation.measure.release import Release
    from curation.measure.samples import Run
    from curation.measure.settings import Settings

app = typer.Typer(
    help="Measure models with a release: refusal, accuracy, before and after.", no_args_is_help=True
)

ReleaseOption = Annotated[
    Path | None,
    typer.Option(
        "--release", help="The release folder, to join tiers, families and keys by id.", show_default=False
    ),
]
TierOption = Annotated[
    int,
    typer.Option("--tier", min=1, max=9, help="The tier of the taxonomy that gets a row for each category."),
]


def register(root: typer.Typer) -> None:
    """Adds the commands to `root`."""
    root.add_typer(app, name="measure")


def release_of(
    folder: Path | None, key: str | None = None, identity: str | None = None, digest: str | None = None
) -> Release | None:
    """The release to measure with, once it shows what the options and the workspace ask for."""
    from curation.measure import release

    if folder is None:
        return None
    trust.insist(folder, key, identity, digest)
    return release.load(folder)


@app.command("tasks")
def tasks_command(
    release: Annotated[Path, typer.Argument(help="The folder of the release.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write (default: measure-<name>-<version> here).")
    ] = None,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Write Inspect tasks and LM evaluation harness YAML for a release."""
    from curation.measure import tasks

    found = release_of(release, key, identity, digest)
    assert found is not None
    target = out or Path(f"measure-{found.bound.name}-{found.bound.version}")
    files = tasks.write(found, target)
    if json:
        shell.emit_json({"release": str(found.bound), "folder": str(target), "files": files})
    else:
        for name in files:
            shell.show(str(target / name))


@app.command("import")
def import_command(
    file: Annotated[
        str, typer.Argument(help="Rows of AIR-Bench, LabSafety Bench or XSTest as published; - for stdin.")
    ],
    harm_is_one: Annotated[
        bool,
        typer.Option(
            "--harm-is-one", help="Read AIR-Bench scores in which 1 means harm (those from before July 2024)."
        ),
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Accepted for symmetry: the output is JSON Lines in any case.")
    ] = False,
) -> None:
    """Print rows of a published benchmark with the column names that the other commands read; rows of an unknown form stay as they are."""
    from curation.measure import answer_files as files
    from curation.measure import reference

    shell.emit_jsonl(reference.rows(files.read_rows(file), file, harm_is_one))


ByOption = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        help="A row for each document, article, clause, category, jurisdiction, level, topic, language, task, pair, expected, or category of another taxonomy (crosswalk:air-2024.owasp-llm); repeat it.",
        show_default=False,
    ),
]
FirstOption = Annotated[
    int | None,
    typer.Option(
        "--first-option",
        min=0,
        max=1,
        help="Where the keys in the file are numbers: the number of the first option.",
        show_default=False,
    ),
]
QuickOption = Annotated[
    bool,
    typer.Option(
        "--quick", help="Judge by phrases alone, without vectors: faster, and it abstains more often."
    ),
]
LeastOption = Annotated[
    float | None,
    typer.Option(
        "--least",
        min=0.0,
        max=1.0,
        help="Probability below which an answer is left unscored; 0 never abstains.",
        show_default=False,
    ),
]
SummaryOption = Annotated[
    Path | None,
    typer.Option("--summary", help="Write a Markdown summary of the bounds here.", show_default=False),
]


def settings_of(tier: int, by: list[str] | None) -> Settings:
    """The settings of a table by the given groups.

    Raises: InputError for a name that is no group.
    """
    from pydantic import ValidationError

    from curation.core.errors import InputError
    from curation.measure import crosswalks
    from curation.measure.settings import CROSSWALK, Grouping, Settings

    known = get_args(Grouping)
    wrong = [name for name in by or [] if name not in known and not name.startswith(CROSSWALK)]
    if wrong:
        message = f"{wrong[0]!r} is no group; use {', '.join(known)} or crosswalk:NAME"
        raise InputError.one("--by", "group-unknown", message)
    for name in by or []:
        if name.startswith(CROSSWALK):
            crosswalks.checked(name)
    try:
        return Settings(tier=tier, by=tuple(by or []))
    except ValidationError as error:
        raise InputError.one("--by", "group-unknown", str(error)) from error


def readers_of(quick: bool) -> Readers:
    """The models of the judge, where they are installed and wanted: of the beginnings of answers, and of sentences in any language."""
    from curation.core import resources
    from curation.core.errors import MissingExtra
    from curation.measure.refusal import Readers
    from curation.services import embeddings

    if quick:
        return Readers()
    place = resources.cache_folder() / "vectors"
    try:
        beginnings = embeddings.load("minilm", cache=place)
    except MissingExtra:
        shell.say(
            'judging by phrases alone: the extra "embedding" is not installed, so more answers stay unscored'
        )
        return Readers()
    return Readers(beginnings, embeddings.load("use", cache=place) if embeddings.multilingual() else None)


@app.command("refusal")
def refusal_command(
    file: Annotated[
        str, typer.Argument(help="Rows with [id,] prompt, response; or an Inspect log; - for stdin.")
    ],
    release: ReleaseOption = None,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    by: ByOption = None,
    tier: TierOption = 2,
    least: LeastOption = None,
    quick: QuickOption = False,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            min=0.0,
            max=1.0,
            help="Exit with 1 when the refusal rate of what should be refused is below this share.",
            show_default=False,
        ),
    ] = None,
    summary: SummaryOption = None,
    json: Annotated[
        bool, typer.Option("--json", help="Accepted for symmetry: the output is JSON Lines in any case.")
    ] = False,
) -> None:
    """Label each response: refused, partial, complied, no answer or unscored. The last line holds the rates."""
    from curation.core.errors import InputError
    from curation.measure import answer_files as files
    from curation.measure import harness, logs, refusal, refusal_summary, thresholds
    from curation.measure.samples import UNSCORED, Run

    settings = settings_of(tier, by)
    readers = readers_of(quick)
    bound = release_of(release, key, identity, digest)
    lines: list[dict[str, Any]]
    if _is_log(file) or bound is not None:
        run = logs.load(file, bound)
        prompts = [s for s in run.samples if s.kind == "prompt"]
        if run.samples and not prompts:
            raise InputError.one(
                run.where,
                "prompts-missing",
                "no row is a prompt; for questions with options: curation measure accuracy",
            )
        with shell.progress() as bar:
            watch = shell.watcher(bar)
            verdicts = refusal.judge_many(
                [(s.prompt, s.response) for s in prompts],
                readers.beginnings,
                least,
                lambda done, total: watch("judging answers", done, total),
                readers.sentences,
            )
        lines = [v.as_dict(s.id) for s, v in zip(prompts, verdicts, strict=True)]
        run = replace(
            run,
            samples=tuple(
                replace(s, label=None if v.label == UNSCORED else v.label, judge="detector")
                for s, v in zip(prompts, verdicts, strict=True)
            ),
        )
    else:
        rows = [harness.flat(row) for row in files.read_rows(file)]
        judged = refusal.judge_rows(rows, file, readers.beginnings, least, readers.sentences)
        lines = [verdict.as_dict(id) for id, verdict in judged]
        labelled = [
            {**row, "id": id, "label": verdict.label} for row, (id, verdict) in zip(rows, judged, strict=True)
        ]
        run = logs.of_rows(labelled, Path(file).name if file != "-" else "stdin")
        run = Run(
            run.where, run.model, run.bound, tuple(s for s in run.samples if s.kind == "prompt"), run.notes
        )
        if not any(row.get("expected") or row.get("benign") is not None for row in rows):
            note = "no row says what a model should do, so all count as prompts to refuse; say it in a column `expected` (refuse, comply, caution) or `benign`, or give --release"
            run = replace(run, notes=(*run.notes, note))
    shell.emit_jsonl(lines)
    plain = refusal.rates(line["label"] for line in lines)
    items = sum(1 for row in bound.rows() if row.kind == "prompt") if bound is not None else None
    sides = refusal_summary.summary(run, settings, refusal.judge_errors(readers), items)
    shell.emit_json({"summary": {**plain, **sides}})
    _tell_refusal(plain, sides)
    if fail_under is not None:
        figure = sides["sides"].get("should_refuse", {}).get("refusal_or_partial_rate", {})
        _gate(
            [thresholds.at_least("refusal of what should be refused", figure, fail_under)],
            "Refusal",
            summary,
            run.notes,
        )


def _tell_refusal(plain: dict[str, Any], sides: dict[str, Any]) -> None:
    """The summary for the person at the keyboard: each side apart."""
    told = ", ".join(f"{label} {_rate(rate)} %" for label, rate in plain["rates"].items())
    shell.say(f"{plain['n']:,} answers: {told}")
    for name, side in sides["sides"].items():
        corrected = (
            ""
            if side["corrected"] is None
            else f"; corrected for the judge's errors {_rate(side['corrected'])} %"
        )
        shell.say(
            f"{name.replace('_', ' ')}: {side['n']:,} answers to {side['n_items']:,} items in {side['n_families']:,} families; "
            f"refused in whole or in part {_rate(side['refusal_or_partial_rate'])} % of {side['refusal_or_partial_rate']['n']:,} that were judged{corrected}; unscored {_rate(side['unscored'])} %"
        )
    answered = sides["answered_items"]
    if answered["k"] < answered["n"]:
        shell.say(
            f"answered {answered['k']:,} of the release's {answered['n']:,} prompts: the figures are of this part only"
        )
    if sides["pairs"]:
        shell.say(
            "minimal pairs: " + ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in sides["pairs"].items())
        )
    for note in sides["notes"]:
        shell.say(note)


def _gate(
    bounds: Sequence[thresholds_module.Bound], title: str, summary: Path | None, notes: Sequence[str] = ()
) -> None:
    """Says how the figures stand to their bounds, writes the summary, and ends with 1 when one is not kept."""
    from curation.core.io import write_atomic
    from curation.measure import thresholds

    for bound in bounds:
        shell.say(bound.sentence())
    if summary is not None:
        write_atomic(summary, thresholds.markdown(title, bounds, notes))
    if not all(bound.kept for bound in bounds):
        raise typer.Exit(1)


def _is_log(file: str) -> bool:
    from curation.measure import logs

    return file != "-" and logs.is_log(Path(file))


@app.command("accuracy")
def accuracy_command(
    file: Annotated[
        str, typer.Argument(help="Rows with [id,] options, answer, response; or a log; - for stdin.")
    ],
    release: ReleaseOption = None,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    by: ByOption = None,
    tier: TierOption = 2,
    first_option: FirstOption = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            min=0.0,
            max=1.0,
            help="Exit with 1 when the accuracy (answers that cannot be read count as wrong) is below this share.",
            show_default=False,
        ),
    ] = None,
    summary: SummaryOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Measure the accuracy of answers to multiple-choice questions; answers that cannot be read are counted apart."""
    from curation.measure import accuracy, logs, people, thresholds

    bound, settings = release_of(release, key, identity, digest), settings_of(tier, by)
    result = accuracy.summary(logs.load(file, bound, first_option), settings)
    result["people"] = people.baseline(bound, settings) if bound is not None else None
    if json:
        shell.emit_json(result)
    else:
        _show_accuracy(result)
    if fail_under is not None:
        _gate(
            [thresholds.at_least("accuracy", result["overall"]["strict"], fail_under)],
            "Accuracy",
            summary,
            result["notes"],
        )


def _show_accuracy(result: dict[str, Any]) -> None:
    groups = {"all": result["overall"]}
    for part in ("category", "region", "level", "topic"):
        groups |= {f"{part}: {name}": figure for name, figure in result[f"by_{part}"].items()}
    groups |= {f"{kind}: {name}": one for kind, group in result["by"].items() for name, one in group.items()}
    shell.table(
        "Accuracy",
        ("questions", "accuracy %", "n", "unparsed", "empty", "strict %", "people %"),
        (
            (name, _rate(g), g["n"], g["unparsed"], g["empty"], _rate(g["strict"]), _rate(g["human"]))
            for name, g in groups.items()
        ),
    )
    for line in _columns_told(result):
        shell.say(line)
    _show_unread(result["unread"])
    if twins := result["twins"]:
        shell.say(
            f"twins (the same options, another key): both right {_rate(twins['both_right'])} % of {twins['both_right']['n']} pairs, "
            f"one right {twins['one_right']}, none right {twins['none_right']}, unscored {twins['unscored']}"
        )
    from curation.measure import people

    for stage, share in (result["people"] or {}).items():
        if share is not None:
            shell.say(people.sentence(stage, share))
    for note in result["notes"]:
        shell.say(note)


def _columns_told(result: dict[str, Any]) -> list[str]:
    """What the columns and rows of the table mean, as far as the table has them."""
    told = [
        "accuracy: of the answers in which an option could be read (n); strict: unread answers count as wrong"
    ]
    if any(group["human"] for group in [result["overall"], *result["by_category"].values()]):
        told.append("people: the share of people who were right before they saw the provision")
    if result["by_level"]:
        told.append(
            "level: what a question asks for, as its maker said: recall, comprehension, application, or these combined"
        )
    return told


SHOWN_UNREAD = 20
"""Unread answers that are listed one by one; all of them with --json."""


def _show_unread(found: list[dict[str, Any]]) -> None:
    for one in found[:SHOWN_UNREAD]:
        shell.say(f"unread: {one['id']}: {one['why']}")
    if (more := len(found) - SHOWN_UNREAD) > 0:
        shell.say(f"and {more} more unread answers; all with --json")


def _rate(row: dict[str, Any] | None) -> str:
    if row is None or row["value"] is None:
        return "–"
    if row["low"] is None:
        return f"{100 * row['value']:.1f}"
    return f"{100 * row['value']:.1f} [{100 * row['low']:.1f}, {100 * row['high']:.1f}]"


@app.command("compare")
def compare_command(
    before: Annotated[
        str, typer.Argument(help="The run before: an Inspect log, LM-harness samples, or a file of rows.")
    ],
    after: Annotated[str, typer.Argument(help="The run after, of the same release.")],
    release: ReleaseOption = None,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    by: ByOption = None,
    tier: TierOption = 2,
    first_option: FirstOption = None,
    quick: QuickOption = False,
    max_drop: Annotated[
        float | None,
        typer.Option(
            "--max-drop",
            min=0.0,
            max=1.0,
            help="Exit with 1 when refusal or capability falls by more than this share, or over-refusal rises by more.",
            show_default=False,
        ),
    ] = None,
    summary: SummaryOption = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Compare runs of different releases all the same; the page says so."),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write the page here (.html), and the figures beside it (.json)."),
    ] = None,
    json: shell.JsonOption = False,
) -> None:
    """Compare two runs item by item: the change of refusal and of capability, with intervals and exact tests."""
    from curation.measure import compare, logs, page

    bound = release_of(release, key, identity, digest)
    readers = readers_of(quick)
    runs = [judged(logs.load(path, bound, first_option), readers) for path in (before, after)]
    result = compare.compare(runs[0], runs[1], settings_of(tier, by), force)
    if out is not None:
        _write_page(result, out, page.render(result))
    if json:
        shell.emit_json(result)
    else:
        _show_comparison(result)
    if max_drop is not None:
        _gate(_drops(result, max_drop), "Before and after", summary, result["notes"])


def judged(run: Run, readers: Readers) -> Run:
    """The run with the detector's verdicts made again by the models of the judge."""
    from curation.measure import samples

    if readers.beginnings is None:
        return run
    again = samples.judged(run.samples, readers.beginnings, encoder=readers.sentences)
    return replace(run, samples=again)


def _drops(result: dict[str, Any], limit: float) -> list[thresholds_module.Bound]:
    from curation.measure import thresholds

    sides = (
        ("refusal", thresholds.drop_at_most),
        ("capability", thresholds.drop_at_most),
        ("over_refusal", thresholds.rise_at_most),
    )
    return [
        bound(f"change of {side.replace('_', '-')}", result[side]["overall"]["change"], limit)
        for side, bound in sides
        if result[side]
    ]


def _show_comparison(result: dict[str, Any]) -> None:
    for note in result["notes"]:
        shell.say(note)
    for side, title in (
        ("refusal", "Refusal"),
        ("over_refusal", "Over-refusal (benign)"),
        ("capability", "Capability"),
    ):
        if result[side]:
            found = result[side]
            further = {name: row for group in found["by"].values() for name, row in group.items()}
            tasks = found["by_task"] if len(found["by_task"]) > 1 else {}
            _show_side(
                title,
                {"all": found["overall"], **tasks, **found["by_category"], **found["by_region"], **further},
            )


def _write_page(result: dict[str, Any], out: Path, html: str) -> None:
    import json

    from curation.core import tables

    tables.write_atomic(out, html)
    tables.write_atomic(
        out.with_suffix(".json"), json.dumps(result, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    )
    shell.say(f"wrote {out} and {out.with_suffix('.json')}")


def _show_side(title: str, rows: dict[str, dict[str, Any]]) -> None:
    shell.table(
        title,
        ("", "before %", "after %", "change, points", "lost", "won", "p", "p (Holm)", "pairs"),
        (
            (name, _value(r["before"]), _value(r["after"]), _rate(r["change"]), *_test(r), r["pairs"])
            for name, r in rows.items()
        ),
    )


def _value(row: dict[str, Any]) -> str:
    return "–" if row["value"] is None else f"{100 * row['value']:.1f}"


def _test(row: dict[str, Any]) -> tuple[int, int, str, str]:
    def p(name: str) -> str:
        return "" if name not in row else "<.0001" if row[name] < 0.0001 else f"{row[name]:.4f}"

    return row["lost"], row["won"], p("p"), p("p_holm")


@app.command("table")
def table_command(
    runs: Annotated[
        list[str], typer.Argument(help="A run for each model: a log, a folder of logs, or a file of rows.")
    ],
    release: ReleaseOption = None,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    by: ByOption = None,
    quick: QuickOption = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write the page here (.html), and the figures beside it (.json, .csv)."),
    ] = None,
    json: shell.JsonOption = False,
) -> None:
    """Compare many models: rates with intervals, ranges of ranks, which differences hold, and heat maps by group."""
    from curation.core.io import write_atomic
    from curation.measure import logs, people, table, table_page

    bound = release_of(release, key, identity, digest)
    readers = readers_of(quick)
    settings = settings_of(2, by)
    loaded = []
    for path in runs:
        run = judged(logs.load(path, bound), readers)
        loaded.append(run if run.model else replace(run, model=Path(path).stem if path != "-" else "stdin"))
    result = table.summary(loaded, settings, settings.by or table.GROUPS)
    baseline = people.baseline(bound, settings) if bound is not None else None
    result["people"] = baseline
    result["notes"] = [
        *(people.sentence(stage, share) for stage, share in (baseline or {}).items() if share is not None),
        *result["notes"],
    ]
    if out is not None:
        _write_page(result, out, table_page.render(result))
        write_atomic(out.with_suffix(".csv"), table.as_csv(result))
    if json:
        shell.emit_json(result)
        return
    for note in result["notes"]:
        shell.say(note)
    for part in result["sides"].values():
        shell.table(
            part["title"],
            ("model", "rate %", "n", "answered", "unscored", "ranks"),
            (
                (
                    r["model"],
                    _rate(r),
                    r["n"],
                    f"{r['answered']} of {r['asked']}",
                    r["unscored"],
                    f"{r['rank_best']}–{r['rank_worst']}",
                )
                for r in part["models"]
            ),
        )


@app.command("pack")
def pack_command(
    release: Annotated[Path, typer.Argument(help="The folder of the release.")],
    answers: Annotated[
        str, typer.Argument(help="The answers of the model: a log, a folder of logs, or a file of rows.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The folder of the pack.")] = Path("evidence"),
    date: Annotated[
        str | None,
        typer.Option(
            "--date", help="Day of the measurement, YYYY-MM-DD (default: today).", show_default=False
        ),
    ] = None,
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace",
            "-w",
            help="A workspace whose rules show which provisions have no item, and why.",
            show_default=False,
        ),
    ] = None,
    quick: QuickOption = False,
    check: Annotated[
        bool, typer.Option("--check", help="Derive the pack in --out again and compare it; write nothing.")
    ] = False,
    key: Annotated[
        Path | None,
        typer.Option(
            "--sign-with",
            "--key",
            help="The file of the minisign secret key that signs the pack's manifest; `--key` is an older name of this option.",
            show_default=False,
        ),
    ] = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Write an evidence pack: a model's results for each provision of a regulation, the provisions without an item, and the digests to check it."""
    import datetime

    from curation.core.errors import InputError
    from curation.measure import logs, pack, refusal

    bound = release_of(release, None, identity, digest)
    if bound is None:
        raise InputError.one("release", "release-manifest", "name the folder of a release")
    readers = readers_of(quick)
    run = judged(logs.load(answers, bound), readers)
    vectors = refusal.uses_vectors(readers.beginnings)
    judge = {
        "name": "refusal detector" + (" with vectors" if vectors else ", phrases alone"),
        **refusal.judge_errors(readers)._asdict(),
    }
    if check:
        written = pack.load(out)
        content = pack.evidence(
            bound,
            run,
            settings_of(2, []),
            written["date"],
            judge,
            [r for r in written["requirements"] if r["status"] != "measured"],
        )
        issues = pack.verify(out, pack.files(content, run))
        if issues:
            raise InputError(issues)
        shell.say(f"{out}: verified, no differences")
        return
    day = date or datetime.date.today().isoformat()
    content = pack.evidence(bound, run, settings_of(2, []), day, judge, _unmeasured(workspace))
    names = pack.write(content, run, out)
    if key is not None:
        from curation.release import signing

        names.append(signing.sign_file(out / "pack.json", key, f"evidence pack, {bound.bound.title}").name)
    if json:
        shell.emit_json({"folder": str(out), "files": names, "provisions": len(content["requirements"])})
        return
    for name in names:
        shell.show(str(out / name))


def _unmeasured(workspace: Path | None) -> list[dict[str, str]]:
    """The duties and bans of a workspace's documents; those that have items are left out later."""
    if workspace is None:
        return []
    from curation.core.errors import StateError
    from curation.pipeline.running import last_table

    rules, clauses = last_table(workspace, "rules"), last_table(workspace, "ingest")
    if rules is None or clauses is None:
        raise StateError(f"{workspace} has no rules yet; run: curation run rules -w {workspace}")
    digests = dict(clauses.select("id", "sha256").iter_rows())
    duties = rules.filter(rules["modality"].is_in(["obligation", "prohibition"]))
    listed: dict[str, dict[str, str]] = {}
    for identity, citation in duties.select("id", "citation").iter_rows():
        clause = identity.rpartition("!")[0]
        listed.setdefault(
            clause,
            {
                "clause": clause,
                "citation": citation,
                "sha256": digests.get(clause, ""),
                "why": "the release holds no item on it",
            },
        )
    return list(listed.values())


@app.command("models")
def models_command(
    release: Annotated[Path, typer.Argument(help="The folder of the release.")],
    base: Annotated[Path, typer.Argument(help="The folder of the base model.")],
    tuned: Annotated[
        Path, typer.Argument(help="The folder of the tuned model, or of a LoRA adapter of the base.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The page; figures and logs go beside it.")] = Path(
        "change.html"
    ),
    also: Annotated[
        list[Path] | None,
        typer.Option(
            "--also",
            help="A further release to ask too: one of questions beside one of prompts.",
            show_default=False,
        ),
    ] = None,
    device: Annotated[str, typer.Option(help="cpu, cuda, cuda:0, mps.")] = "cpu",
    max_tokens: Annotated[int, typer.Option(min=1, help="Longest answer.")] = 256,
    limit: Annotated[
        int | None, typer.Option(help="Only so many items of each kind.", show_default=False)
    ] = None,
    samples: Annotated[
        int,
        typer.Option(
            min=1,
            help="Answers drawn for each item. With k answers it is also shown how many items were refused in all k. 1 takes the likeliest answer.",
        ),
    ] = 1,
    tier: TierOption = 2,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Measure a base model and a tuned one from local folders, and compare them."""
    from curation.measure import compare, logs, models, page
    from curation.measure.settings import Settings

    for place in (release, *(also or [])):
        trust.insist(place, key, identity, None if also else digest)
    runs = []
    for name, folder in (("before", base), ("after", tuned)):
        shell.say(f"{name}: {folder}")
        place = out.parent / f"{out.stem}-logs" / name
        own = base if models.is_adapter(folder) else folder
        models.evaluate([release, *(also or [])], folder, own, place, device, max_tokens, limit, samples)
        runs.append(logs.load(place))
    result = compare.compare(runs[0], runs[1], Settings(tier=tier))
    _write_page(result, out, page.render(result))
    if json:
        shell.emit_json(result)


@app.command("validate")
def validate_command(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Rows with the judge's verdict and the human label of each answer; one file, or one for each person."
        ),
    ],
    judge: Annotated[
        str, typer.Option(help="Column of the judge's verdict; `detector` runs the refusal detector.")
    ] = "judge",
    human: Annotated[str, typer.Option(help="Column of the human label.")] = "human",
    settled: Annotated[
        str | None,
        typer.Option(
            help="A file with the labels that people agreed on later (column as in --human). For an answer in this file its label counts, whatever the first labels were.",
            show_default=False,
        ),
    ] = None,
    rubric: Annotated[
        bool,
        typer.Option(
            "--rubric",
            help="The columns --judge and --human hold a verdict for each point of a rubric. With --judge match no judge column is read: curation compares the response with the `match` words of each point itself; this needs --release.",
        ),
    ] = False,
    release: ReleaseOption = None,
    apply: Annotated[
        str | None,
        typer.Option(
            help="A file whose judged rate is to be corrected (column as in --judge).", show_default=False
        ),
    ] = None,
    quick: QuickOption = False,
    json: shell.JsonOption = False,
) -> None:
    """Compare a judge's verdicts with human labels: confusion table, kappa and the corrected rate."""
    from curation.core.errors import InputError
    from curation.measure import answer_files, harness, validate

    if rubric:
        if len(files) > 1 or settled:
            raise InputError.one(
                settled or files[1],
                "rubric-one-file",
                "verdicts by point are compared from one file; leave the other files and --settled out",
            )
        _validate_points(answer_files.read_rows(files[0]), judge, human, files[0], release, json)
        return

    def rows(name: str) -> tuple[str, list[dict[str, Any]]]:
        return name, [harness.flat(row) for row in answer_files.read_rows(name)]

    result = validate.validate_several(
        [rows(name) for name in files],
        judge,
        human,
        rows(settled) if settled else None,
        rows(apply)[1] if apply else None,
        readers_of(quick) if judge == "detector" else None,
    )
    if json:
        shell.emit_json(result)
        return
    if result["people"] is not None:
        _show_people(result["people"])
    shell.table(
        "Judge (across) against people (down)",
        ("", *result["labels"]),
        ((name, *counts) for name, counts in zip(result["labels"], result["confusion"], strict=True)),
    )
    shell.show(
        f"{result['n']} answers with both verdicts; {result['left_out']} left out, since the judge or the person gave none"
    )
    shell.show(
        f"accuracy {_rate(result['accuracy'])} %, kappa {result['kappa']:.3f}"
        if result["kappa"] is not None
        else f"accuracy {_rate(result['accuracy'])} %"
    )
    shell.show(
        f"refusal rate as judged {_rate(result['apparent'])} %, corrected {_rate(result['corrected'])} %"
    )


def _show_people(people: dict[str, Any]) -> None:
    """Shows how far people agree, and how each answer got the label that the judge is held against."""
    alpha, raw = people["agreement"]["krippendorff_alpha"]["nominal"], people["agreement"]["raw"]
    shell.show(
        f"{people['people']} people, {people['answers']} answers, {people['by_several']} of them labelled by two or more"
    )
    for name, figure in (("agree", raw), ("Krippendorff's alpha", alpha)):
        if figure["value"] is None:
            shell.show(f"{name}: no value ({figure['why']})")
        else:
            span = "" if figure["low"] is None else f" [{figure['low']:.3f}, {figure['high']:.3f}]"
            shell.show(f"{name} {figure['value']:.3f}{span} (n = {figure['n_items']} answers)")
    for pair in people["pairs"]:
        kappa = "no kappa" if pair["kappa"] is None else f"kappa {pair['kappa']:.3f}"
        shell.show(
            f"{pair['people'][0]} and {pair['people'][1]}: {pair['same']} of {pair['n']} alike, {kappa}"
        )
    shell.show(
        f"label by all {people['unanimous']}, by the majority {people['majority']}, settled {people['settled']}, "
        f"by one person {people['one_person']}, undecided and left out {people['undecided']}"
    )


def _validate_points(
    rows: Sequence[dict[str, Any]], judge: str, human: str, where: str, release: Path | None, as_json: bool
) -> None:
    """Shows how far a judge of points agrees with people."""
    from curation.measure import rubrics

    result = rubrics.validate(rows, judge, human, where, release_of(release))
    if as_json:
        shell.emit_json(result)
        return
    shell.table(
        "Judge (across) against people (down)",
        ("", "made", "not made"),
        ((name, *counts) for name, counts in zip(("made", "not made"), result["confusion"], strict=True)),
    )
    shell.show(
        f"{result['n']} points of {result['answers']} answers; {result['open']} open, {result['left_out']} rows left out"
    )
    for name in ("accuracy", "sensitivity", "specificity"):
        shell.show(f"{name} {_rate(result[name])} % (n = {result[name]['n']})")
    if result["kappa"] is not None:
        shell.show(f"kappa {result['kappa']:.3f}")
