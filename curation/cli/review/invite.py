"""`curation review invite`: who is asked in, with the links they need, as text to send by any means."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.cli.review import exchange as review_exchange
from curation.cli.review import serve as review_serve
from curation.cli.review.board import UrlOption, board
from curation.cli.shell import JsonOption, WorkspaceOption, emit_json, say, show, workspace
from curation.core.errors import InputError, Issue, visible
from curation.core.files import disk

if TYPE_CHECKING:
    from curation.services.label_studio import LabelStudio

ROLE = "member"
ROLES = (
    "Label Studio's community edition has no roles: whoever has an account sees and may change every project of the server. "
    "Invite people you trust, and give each team that must not see the other a server of its own"
)
STAGES = {"answer": "answer", "verdict": "verdict (an item appears when its answers are in)"}
_ADDRESS = re.compile(r"[^@\s<>,;\"']+@[^@\s<>,;\"']+\.[^@\s<>,;\"'.]+")


def invite(
    addresses: Annotated[list[str], typer.Argument(help="Mail addresses of the people.")],
    to: UrlOption = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for one text a person; else they are printed.")
    ] = None,
    where: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the invitation of each person: the link for an account, and the links to the work that waits for them."""
    from curation.core.tables import write_atomic

    place = workspace(where)
    _checked(addresses)
    pseudonym = review_exchange.pseudonym_of(place)
    told: list[dict[str, Any]] = []
    with board(place, to) as opened:
        base = (review_serve.reached_at(place) if to is None else "") or opened.url
        signup = base + opened.invitation()
        for address in dict.fromkeys(addresses):
            name = pseudonym(address)
            links = _links(place, opened, base, name)
            text = _text(place, address, name, signup, links)
            told.append(
                {
                    "address": address,
                    "pseudonym": name,
                    "role": ROLE,
                    "signup": signup,
                    "links": links,
                    "text": text,
                }
            )
    if out is not None:
        disk.folder(out, private=True)
        for one in told:
            path = out / f"invitation-{one['pseudonym']}.txt"
            write_atomic(path, one["text"])
            disk.private(path)
            one["file"] = str(path)
    if as_json:
        emit_json(told)
    else:
        for one in told:
            show(one["file"] if out is not None else one["text"])
    say(ROLES)
    if review_serve.only_here(base):
        say(
            f"{base} is reached from this machine only; for people elsewhere see docs/guides/invite-people.md"
        )


def _checked(addresses: list[str]) -> None:
    """Refuses what is no mail address, all at once.

    Raises: InputError.
    """
    wrong = [a for a in addresses if not _ADDRESS.fullmatch(a)]
    if wrong:
        raise InputError(
            [Issue(visible(a)[:80], "address", "is not a mail address (name@example.org)") for a in wrong]
        )


def _links(place: Path, opened: LabelStudio, base: str, name: str) -> list[dict[str, str]]:
    """The streams in which something is for somebody: those of their batches, those that are for anybody."""
    from curation.review.judgements import batches

    links = []
    for head in batches.heads(place):
        items = batches.items(place, head.name)
        if not any(not i.reviewers or name in i.reviewers for i in items):
            continue
        markers = {"answer": head.blind_marker} if head.stages == "separate" else {}
        for stage, marker in (markers | {"verdict": head.marker}).items():
            if (project := opened.find_project(marker)) is not None:
                url = f"{base}/projects/{project}/data?labeling=1"
                links.append({"batch": head.name, "stage": stage if markers else "", "url": url})
    return links


def _text(place: Path, address: str, name: str, signup: str, links: list[dict[str, str]]) -> str:
    """The invitation as text; a workspace may have its own words in `schemas/labeling/invitation.txt`."""
    from curation.core import resources

    lines = [
        f"   {link['batch']}{', ' + STAGES[link['stage']] if link['stage'] else ''}:\n   {link['url']}"
        for link in links
    ]
    words = disk.text(resources.find("labeling/invitation.txt", place))
    filled = {
        "{address}": address, "{signup}": signup, "{pseudonym}": name,
        "{links}": "\n".join(lines) or "   (nothing waits yet; a link follows)",
    }  # fmt: skip
    return re.sub(r"\{(address|signup|pseudonym|links)\}", lambda m: filled[m[0]], words)
