"""`curation measure pack`: the evidence of what a model did for each provision of a regulation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curation.cli import shell
from curation.cli.measure.options import QuickOption, judged, readers_of, release_of, settings_of
from curation.cli.trust import DigestOption, IdentityOption

if TYPE_CHECKING:
    from curation.measure.release import ReleaseFolder


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
            help="The file of the minisign secret key that signs the pack's manifest. With --check: the public key (`--key`), or its file, whose signature the manifest must carry.",
            show_default=False,
        ),
    ] = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Write an evidence pack: a model's results for each provision of a regulation, the provisions without an item, and the digests to check it."""
    import datetime
    from dataclasses import replace

    from curation.core.errors import InputError
    from curation.harnesses import judge_models
    from curation.measure import logs, pack, refusal_rates

    bound = release_of(release, None, identity, digest)
    if bound is None:
        raise InputError.one("release", "release-manifest", "name the folder of a release")
    readers = readers_of(quick)
    run = judged(logs.load(answers, bound), readers)
    judge = {
        "name": judge_models.described(readers),
        **refusal_rates.judge_errors(readers)._asdict(),
    }
    if check:
        from curation.release.verification import signing

        written = pack.load(out)
        # What the file of answers is called is no evidence: their digests are.
        run = replace(run, where=str(written["answers"]["where"]))
        listed = [r for r in written["requirements"] if r["status"] != "measured"]
        # Without the workspace, which provisions have no item is taken from the pack itself.
        unmeasured = listed if workspace is None else _unmeasured(workspace, bound)
        content = pack.evidence(bound, run, settings_of(2, []), written["date"], judge, unmeasured)
        issues = pack.verify(out, pack.files(content, run))
        if key is not None and (wrong := signing.check_file(out / "pack.json", str(key))) is not None:
            issues.append(wrong)
        if issues:
            raise InputError(issues)
        shell.say(f"{out}: verified, no differences")
        if listed and workspace is None:
            shell.say(
                f"not derived: which {len(listed):,} provisions have no item; name the workspace with -w to derive this, too"
            )
        return
    day = date or datetime.date.today().isoformat()
    content = pack.evidence(bound, run, settings_of(2, []), day, judge, _unmeasured(workspace, bound))
    names = pack.write(content, run, out)
    if key is not None:
        from curation.release.verification import signing

        names.append(signing.sign_file(out / "pack.json", key, f"evidence pack, {bound.bound.title}").name)
    if json:
        shell.emit_json({"folder": str(out), "files": names, "provisions": len(content["requirements"])})
        return
    for name in names:
        shell.show(str(out / name))
    shell.say(
        f"Open {out / 'index.html'} in a browser. The same command with --check derives the pack again."
    )


def _unmeasured(workspace: Path | None, release: ReleaseFolder) -> list[dict[str, str]]:
    """The duties and bans of the documents that a release is made from; those that have items are left out later.

    Of a workspace's documents these are the ones that its dataset of this name takes, else those that the release names.
    """
    if workspace is None:
        return []
    from curation.core.errors import StateError
    from curation.measure import pack
    from curation.pipeline import config
    from curation.pipeline.running import last_table

    name = release.bound.name.removesuffix("-private")
    datasets = {d.name: d.documents for d in config.load(workspace).dataset}

    rules, clauses = last_table(workspace, "rules"), last_table(workspace, "ingest")
    if rules is None or clauses is None:
        raise StateError(f"{workspace} has no rules yet; run: curation run rules -w {workspace}")
    digests = dict(clauses.select("id", "sha256").iter_rows())
    duties = rules.filter(rules["modality"].is_in(["obligation", "prohibition"]))
    scope = pack.scope(pack.documents_of(release), datasets.get(name))
    listed: dict[str, dict[str, str]] = {}
    for identity, citation in duties.select("id", "citation").iter_rows():
        clause = identity.rpartition("!")[0]
        if scope is not None and clause.split("#")[0].rpartition("@")[0] not in scope:
            continue
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
