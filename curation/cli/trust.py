"""What a release must show before a command relies on it: the options for it, and what a workspace demands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curation.core.errors import InputError, Issue

if TYPE_CHECKING:
    from curation.release.verification.signing import Trust

KeyOption = Annotated[
    str | None,
    typer.Option(
        "--key",
        help="Minisign public key (the key itself, or its file). The release must carry a valid signature made with its secret key; with --identity as well, one of the two signatures is enough.",
        show_default=False,
    ),
]
IdentityOption = Annotated[
    str | None,
    typer.Option(
        "--identity",
        metavar="WHO[ ISSUER]",
        help="Sigstore identity (an e-mail address, or the address of a workflow), behind a space also the address of its issuer. The release must carry a valid signature made by it. Where a command also takes a key of the release, one of the two signatures is enough.",
        show_default=False,
    ),
]
DigestOption = Annotated[
    str | None,
    typer.Option(
        "--digest",
        help="The content digest, or the digest of release.json, that the release must have.",
        show_default=False,
    ),
]


def demanded(
    key: str | None = None, identity: str | None = None, digest: str | None = None, near: Path | None = None
) -> list[Trust]:
    """What is asked for: by the options, and by `[trust]` in the settings of the workspace that `near` (the current folder) is in."""
    from curation.release.verification.signing import Identity, Trust

    asked = Trust(
        (key,) if key else (),
        (Identity(*identity.split(None, 1)),) if identity else (),
        (digest,) if digest else (),
    )
    place = _workspace(near or Path.cwd())
    return [trust for trust in (asked, of_workspace(place) if place else None) if trust]


def of_workspace(place: Path) -> Trust:
    """What the workspace in `place` demands of every release."""
    from curation.pipeline import config
    from curation.release.verification.signing import Identity, Trust

    settings = config.load(place).trust
    keys = tuple(str(place / key) if (place / key).is_file() else key for key in settings.keys)
    return Trust(keys, tuple(Identity(i.identity, i.issuer) for i in settings.identities))


def _workspace(near: Path) -> Path | None:
    here = near.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / "curation.toml").is_file()), None)


def shortfalls(folder: Path, trusts: list[Trust]) -> list[Issue]:
    """In what the release in `folder` falls short of what is asked for."""
    from curation.release.verification import signing

    return [issue for trust in trusts for issue in signing.check(folder, trust)]


def insist(
    folder: Path, key: str | None = None, identity: str | None = None, digest: str | None = None
) -> None:
    """Lets a command rely on the release in `folder` only when it shows what is asked for.

    Raises: InputError with every shortfall. A release that is signed for is verified first: a signature covers digests.
    """
    trusts = demanded(key, identity, digest)
    if not trusts:
        return
    from curation import release

    if issues := [*release.verify(folder), *shortfalls(folder, trusts)]:
        raise InputError(issues)
