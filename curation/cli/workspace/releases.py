"""`curation release …` and `curation impact`: cut, verify, diff, publish, pull, withdraw; what a changed document touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli import shell, trust
from curation.cli.shell import JsonOption, WorkspaceOption
from curation.cli.trust import DigestOption, IdentityOption, KeyOption
from curation.core.errors import InputError, Issue, StateError

if TYPE_CHECKING:
    from curation.release.publication.changes import Diff
    from curation.release.publication.publishing import Shelf
    from curation.release.settings import DatasetSettings
    from curation.release.verification.signing import Trust

releases = typer.Typer(help="Releases: cut, verify, compare, publish, pull, withdraw.", no_args_is_help=True)

DatasetArgument = Annotated[str, typer.Argument(help="Name of the dataset in curation.toml.")]
VersionArgument = Annotated[str, typer.Argument(help="MAJOR.MINOR.PATCH.")]


def register(app: typer.Typer) -> None:
    """Adds `release` with its subcommands, and `impact`."""
    app.add_typer(releases, name="release")
    app.command("impact")(impact)


def _hub(settings: DatasetSettings | None = None) -> Shelf:
    from curation.services.hub import HuggingFaceHub

    return HuggingFaceHub(gated=settings.gated if settings else "")


def _folder(name: str, version: str, place: Path) -> Path:
    from curation.release.publication import versions

    folder = place / "releases" / name / str(versions.parse(version))
    if not folder.is_dir():
        raise StateError(f"{folder} is not there; cut it with: curation release cut {name} {version}")
    return folder


@releases.command()
def cut(
    dataset: DatasetArgument,
    version: VersionArgument,
    preview: Annotated[
        bool,
        typer.Option(
            "--preview",
            help="Skip the gates that need people's judgements; the version then ends in -preview.",
        ),
    ] = False,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the release to releases/DATASET/VERSION; if a gate forbids it, list each gate that fails and how far off it is."""
    from curation import release
    from curation.pipeline import assembly, composition

    run = composition.open_run(shell.workspace(where))
    with shell.busy(f"cutting {dataset} {version}"):
        folder = assembly.cut(run, dataset, version, preview)
    body = release.manifest.load(folder)
    if as_json:
        shell.emit_json(
            {"path": str(folder), **{k: v for k, v in body.items() if k not in ("files", "figures")}}
        )
        return
    shell.table(
        f"{dataset} {body['version']}: {body['counts']['rows']} rows, {body['counts']['judgements']} judgements",
        ("gate", "kind", "state", "is", "needs"),
        ((g["name"], g["kind"], g["state"], g["is"], g["need"]) for g in body["gates"]),
    )
    _show_losses(body["counts"]["lost"])
    if kept_back := release.private.told(body):
        shell.show(
            f"{kept_back}; in {release.private.place(run.workspace / 'releases', dataset, body['version'])}"
        )
    if empty := release.private.without_rows(body):
        shell.say(empty)
    if body["briefs"]:
        shell.say(
            f"{len(body['briefs'])} of {body['counts']['rows']} rows are briefs that nobody has written out yet: "
            "they show the form, and no model can be measured with them; authors write them in a batch of briefs (curation review push)"
        )
    shell.show(f"release: {folder}")


def _show_losses(lost: dict[str, int]) -> None:
    from curation.release.contents import rows

    for reason, count in lost.items():
        why = f" ({rows.LOSSES[reason]})" if reason in rows.LOSSES else ""
        shell.show(f"left out: {count} {reason}{why}")


@releases.command()
def verify(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="PATH|REPO@VERSION", help="A folder, or ORG/NAME@VERSION on the Hub.", show_default=False
        ),
    ] = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help="Every release below releases/ of the workspace; fails when there is none."
        ),
    ] = False,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compute the digests, texts, counts, gates and figures of a release again from its files, and list every difference."""
    if every == (target is not None):
        raise typer.BadParameter("name one release, or say --all", param_hint="PATH|REPO@VERSION")
    if every:
        _verify_all(shell.workspace(where), key, identity, digest, as_json)
    elif target is not None and Path(target).is_dir():
        folder = Path(target).resolve()  # `.` has no name that a message could tell.
        with shell.busy(f"deriving {target} again"):
            issues = _differences(folder, trust.demanded(key, identity, digest, folder))
        _tell(target, issues, as_json, [] if issues else _withdrawn_since(folder))
    elif target is not None and "@" in target:
        _verify_remote(target, trust.demanded(key, identity, digest), as_json)
    else:
        preview = f"; there is {target}-preview" if Path(f"{target}-preview").is_dir() else ""
        raise InputError.one(
            str(target), "release-absent", f"is neither a folder nor ORG/NAME@VERSION{preview}"
        )


def _differences(folder: Path, trusts: list[Trust]) -> list[Issue]:
    from curation import release

    found = release.verify(folder)
    try:
        return [*found, *trust.shortfalls(folder, trusts)]
    except InputError as error:  # no manifest to check a signature of; what verify says explains it
        return [*found, *(issue for issue in error.issues if issue not in found)]


def _withdrawn_since(folder: Path) -> list[Mapping[str, str]]:
    from curation import release

    return list(release.errata.beside(folder))


def _verify_all(
    place: Path, key: str | None, identity: str | None, digest: str | None, as_json: bool
) -> None:
    """Verifies every folder of a version, whether or not it holds a manifest: one that lost it is no release any more."""
    from curation.release.publication import versions

    folders = versions.folders(place)
    if not folders:
        raise InputError.one(
            str(place / "releases"),
            "release-absent",
            "holds no release to verify; name a folder, or cut a release first",
        )
    trusts = trust.demanded(key, identity, digest, place)
    by_folder = {}
    for folder in folders:
        with shell.busy(f"deriving {folder.parent.name} {folder.name} again"):
            by_folder[folder] = _differences(folder, trusts)
    if as_json:
        shell.emit_json(
            {
                "releases": [
                    {"release": str(f), "whole": not i, "issues": _as_json(i)} for f, i in by_folder.items()
                ]
            }
        )
    for folder, issues in by_folder.items() if not as_json else ():
        for issue in issues:
            shell.show(f"{folder.parent.name} {issue}")
        shell.show(f"{folder}: {_verdict(issues)}")
    if any(by_folder.values()):
        raise typer.Exit(1)


def _verify_remote(target: str, trusts: list[Trust], as_json: bool) -> None:
    import tempfile

    from curation import release

    with tempfile.TemporaryDirectory(prefix="curation-") as room:
        try:
            with shell.busy(f"pulling {target}"):
                folder = release.pull(target, Path(room) / "release", _hub())
            issues: Iterable[Issue] = trust.shortfalls(folder, trusts)
        except InputError as error:
            issues = error.issues
        _tell(target, issues, as_json)


def _verdict(issues: Sequence[Issue]) -> str:
    return (
        f"{len(issues)} {'difference' if len(issues) == 1 else 'differences'}"
        if issues
        else "verified, no differences"
    )


def _as_json(issues: Iterable[Issue]) -> list[dict[str, str]]:
    return [{"where": i.where, "code": i.code, "message": i.message} for i in issues]


def _tell(
    target: str, issues: Iterable[Issue], as_json: bool, withdrawn: Sequence[Mapping[str, str]] = ()
) -> None:
    differences = list(issues)
    erratum = Path(target) / "ERRATUM.md"
    if erratum.is_file() and not withdrawn:
        shell.say(f"rows of it were withdrawn since: see {erratum}")
    for entry in withdrawn:
        shell.say(f"withdrawn since, in {entry['since']}: {entry['id']} ({entry['reason']})")
    if as_json:
        shell.emit_json(
            {
                "release": target,
                "whole": not differences,
                "issues": _as_json(differences),
                "withdrawn_since": [dict(entry) for entry in withdrawn],
            }
        )
    else:
        for issue in differences:
            shell.show(str(issue))
        shell.show(f"{target}: {_verdict(differences)}")
    if differences:
        raise typer.Exit(1)


@releases.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="A", help="Folder of the older release.")],
    new: Annotated[Path, typer.Argument(metavar="B", help="Folder of the newer release.")],
    as_json: JsonOption = False,
) -> None:
    """List the rows that were added, changed, removed or relabelled between two releases, and the version number that these changes need."""
    from curation import release

    changes = release.diff(old, new)
    step, least = release.version_demanded(old, new, changes)
    if as_json:
        shell.emit_json(
            {
                "counts": dict(changes.counts),
                "asks_for": step,
                "least_version": least,
                "rows": changes.rows.to_dicts(),
            }
        )
        return
    _show_diff(changes)
    versions = " to ".join(release.manifest.load(folder)["version"] for folder in (old, new))
    shell.show(f"{versions}: {told_step(release.manifest.load(old), step, least)}")


def told_step(before: Mapping[str, Any], step: str | None, least: str) -> str:
    """What the changes since a release mean for the number of the next one."""
    core = least.removesuffix("-preview")
    if step is None:
        return f"no row changed; the next release is {core} or later"
    if before["version"].endswith("-preview"):
        return f"between final releases these changes need a new {step} number; after a preview, {core} or any later number is allowed"
    return f"these changes need a new {step} number: {least} or later"


def _show_diff(found: Diff) -> None:
    shell.table("", ("change", "rows"), ((k, v) for k, v in found.counts.items() if v))
    rows = found.rows.head(50)
    if rows.height:
        columns = ("id", "change", "fields", "was_category", "category", "reason")
        shell.table(
            "",
            columns,
            (
                (r if isinstance(r, str) else ", ".join(r) for r in row)
                for row in rows.select(columns).iter_rows()
            ),
        )
    if (more := found.rows.height - rows.height) > 0:
        shell.show(f"and {more} more; all with --json")


@releases.command()
def publish(
    dataset: DatasetArgument,
    version: VersionArgument,
    to: Annotated[str, typer.Option("--to", metavar="ORG/NAME", help="The dataset repository on the Hub.")],
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Upload a release to the Hugging Face Hub: one commit, one tag, read back and verified; it is safe to repeat."""
    from curation import release
    from curation.core.files.io import locked
    from curation.pipeline import config

    place = shell.workspace(where)
    settings = config.load(place).find(dataset)
    with shell.busy(f"publishing to {to}"), locked(place):
        folder = _folder(dataset, version, place)
        done = release.publish(folder, to, _hub(settings), [trust.of_workspace(place)])
    if as_json:
        shell.emit_json(
            {
                "repo": done.repo,
                "tag": done.tag,
                "commit": done.commit,
                "did": done.did,
                "errata": list(done.errata),
            }
        )
    else:
        said = {
            "published": "published",
            "tagged": "was there, now tagged",
            "signed": "was there, its signature came now",
            "nothing": "was there already, no differences",
        }
        shell.show(f"{done.repo}@{done.tag}: {said[done.did]}; commit {done.commit}")
        if done.errata:
            shell.show(f"erratum written beside {', '.join(done.errata)}; commit it with the release")


@releases.command()
def pull(
    spec: Annotated[
        str, typer.Argument(metavar="ORG/NAME@VERSION", help="The dataset on the Hub and its exact version.")
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The folder (default: NAME/VERSION here).", show_default=False),
    ] = None,
    key: KeyOption = None,
    identity: IdentityOption = None,
    digest: DigestOption = None,
    as_json: JsonOption = False,
) -> None:
    """Download exactly this version from the Hugging Face Hub and verify it, or fail; another cached version is never used."""
    from curation import release
    from curation.release.publication.publishing import parse_spec

    parsed = parse_spec(spec)
    if parsed is None:
        here = (
            "; a release in a folder needs no pull: curation release verify FOLDER"
            if Path(spec).exists()
            else ""
        )
        raise InputError.one(
            spec, "pull-spec", f"is not ORG/NAME@VERSION, such as acme/lab-safety@1.0.0{here}"
        )
    target = out or Path(parsed[0].partition("/")[2]) / str(release.versions.parse(parsed[1]))
    asked = trust.demanded(key, identity, digest)
    with shell.busy(f"pulling {spec}"):
        folder = release.pull(spec, target, _LateHub(), asked)
    body = release.manifest.load(folder)
    erratum = folder / release.manifest.ERRATUM
    if as_json:
        shell.emit_json(
            {
                "path": str(folder),
                "version": body["version"],
                "content_sha256": body["content_sha256"],
                "erratum": str(erratum) if erratum.is_file() else None,
                "private": (body.get("private") or {}).get("splits") or {},
            }
        )
    else:
        shell.show(
            f"{folder}: {body['dataset']} {body['version']}, verified, no differences; content {body['content_sha256']}"
        )
    if kept_back := release.private.told(body):
        shell.say(f"not among these files: {kept_back}")
    if erratum.is_file():
        shell.say(f"rows of it were withdrawn since: see {erratum}")


class _LateHub:
    """The Hub, reached only when it is asked: what is already here needs neither a network nor its library."""

    def __getattr__(self, name: str) -> Any:
        return getattr(_hub(), name)


@releases.command()
def keygen(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file for the secret key; the public one is FILE.pub.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Make a minisign key pair. Where the variable CURATION_KEY_PASSWORD is set, it is the password of the secret key, and `sign` needs it, too."""
    import os

    from curation import release

    public = release.signing.new_key(path, os.environ.get(release.signing.PASSWORD, ""))
    if as_json:
        shell.emit_json({"key": str(path), "public": public, "public_file": f"{path}.pub"})
    else:
        shell.show(f"secret key: {path}; keep it out of every repository")
        shell.show(f"public key: {public} (also in {path}.pub); give it to whoever is to verify")


@releases.command()
def sign(
    folder: Annotated[Path, typer.Argument(metavar="PATH", help="The folder of the release.")],
    key: Annotated[
        Path | None, typer.Option("--key", help="The file of the minisign secret key.", show_default=False)
    ] = None,
    workflow: Annotated[
        bool,
        typer.Option("--workflow", help="Sign as the identity of this job in CI (Sigstore), without a key."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Sign a release: its manifest, and with it every file. Sign before you publish, or publish again afterwards."""
    from curation import release

    if (key is None) == (not workflow):
        raise typer.BadParameter(
            "name the file of your secret key with --key, or give --workflow", param_hint="--key"
        )
    path = release.signing.sign(folder, key) if key else release.signing.sign_as_workflow(folder)
    if as_json:
        shell.emit_json({"release": str(folder), "signature": str(path)})
    else:
        shell.show(f"signed: {path}")


@releases.command()
def withdraw(
    dataset: DatasetArgument,
    row: Annotated[str, typer.Argument(metavar="ID", help="Id of the row.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, in words that will be published.")],
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Withdraw a row: the next version does not hold it; its id and the reason stay on record. Released versions do not change."""
    from curation import release
    from curation.pipeline import config

    place = shell.workspace(where)
    config.load(place).find(dataset)
    holding = release.withdraw(place, dataset, row, reason)
    if as_json:
        shell.emit_json({"dataset": dataset, "id": row, "reason": reason, "held_by": holding})
    else:
        shell.show(f"{row} leaves the next version of {dataset}; it is in {', '.join(holding)}")


def impact(
    old: Annotated[str, typer.Argument(metavar="OLD", help="slug@edition, or a file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="slug@edition, or a file.")],
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare two editions of a document, and count the mappings, candidates and released rows that rest on changed clauses."""
    from collections import Counter

    from curation.pipeline import assembly, composition

    run = composition.open_run(shell.workspace(where))
    changes, touched = assembly.impact(run, old, new)
    kinds = dict(sorted(Counter(change.kind for change in changes).items()))
    if as_json:
        shell.emit_json({"changes": kinds, **touched.as_json()})
        return
    shell.table("clauses", ("change", "clauses"), kinds.items())
    shell.table("what rests on the changed ones", ("what", "touched"), touched.counts.items())
    for link in touched.links:
        became = f" → {', '.join(link.new)}" if link.new else ""
        shell.show(f"{link.clause} {link.kind}{became}: {link.what} {link.id} {link.detail}".rstrip())
