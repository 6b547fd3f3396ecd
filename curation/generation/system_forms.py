"""The `forms` generator: of each finished prompt a conversation behind a neutral system turn, and one behind a turn with the rule.

The prompt itself is the bare form. The three share what the user says, the family (the prompt is the parent) and what a model
should do, so that statistics count one family, and a difference between them shows what the system turn changes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from curation.core import resources
from curation.core.digests import digest, short_id
from curation.core.files import disk
from curation.core.items import item_content
from curation.core.records import Candidate, Message, Origin
from curation.generation.context import Context, Generator, Job, Outcome
from curation.text.packs import primary

NAME, VERSION = "forms", "1"
FILE = "generation/forms.toml"
NEUTRAL, POLICY = "neutral", "policy"
OTHERS = "en"
"""The language of the system turn where `FILE` has none in the prompt's own."""


@cache
def wording() -> Mapping[str, Mapping[str, str]]:
    """The system turns by language and form."""
    data: dict[str, dict[str, str]] = tomllib.loads(disk.text(resources.find(FILE)))
    return data


class Forms:
    """The generator: works on the prompts that the generators before it made."""

    name = NAME
    version = VERSION
    paid = False

    def plan(self, context: Context) -> Iterator[Job]:
        """A job for each finished prompt of one text and each form of the settings; none where the rule may not be passed on."""
        for base in context.bases:
            if base.kind != "prompt" or base.messages or base.status == "needs_authoring":
                continue
            for form in context.settings.forms:
                if form == POLICY and not _may_be_shown(context, base):
                    continue
                key = digest(NAME, VERSION, base.id, form, wording())
                yield Job(key, NAME, base.id, base.categories[0] if base.categories else "", form)

    def run(self, context: Context, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """One outcome a job, in order."""
        bases = {base.id: base for base in context.bases}
        for job in jobs:
            base = bases[job.clause]
            policy = policy_of(context, base) if job.slot == POLICY else ""
            yield Outcome(job, (form_of(base, job.slot, policy),))


def _may_be_shown(context: Context, base: Candidate) -> bool:
    """Whether there is a provision to show, and a release may carry its words."""
    clauses = [context.by_id[name] for name in base.clauses if name in context.by_id]
    known = [context.documents.get(clause.document) for clause in clauses]
    return bool(clauses) and all(document is not None and document.redistribute for document in known)


def policy_of(context: Context, base: Candidate) -> str:
    """The words of the provision that a prompt rests on: its clauses in the order of the document, each with its citation."""
    named = set(base.clauses)
    clauses = [clause for clause in context.clauses if clause.id in named]
    return "\n".join(f"{clause.citation}: {' '.join(clause.text.split())}" for clause in clauses)


def form_of(base: Candidate, form: str, policy: str = "") -> Candidate:
    """A form of a prompt: a candidate of its own with the prompt as parent, its turns a system turn and what the user says.

    The two sides of a pair stay a pair in each form.
    """
    words = wording().get(primary(base.language)) or wording()[OTHERS]
    system = words[POLICY].replace("{policy}", policy) if form == POLICY else words[NEUTRAL]
    turns = [Message(role="system", content=system), Message(role="user", content=base.text)]
    made = base.model_copy(
        update={
            "messages": turns,
            "policy": policy,
            "parent": base.id,
            "variant": form,
            "pair": f"{base.pair}-{form}" if base.pair else "",
            "origin": Origin(generator=NAME, version=VERSION, model=base.origin.model, template=form),
        }
    )
    fingerprint = item_content.of(made)
    identity = short_id("p", base.dataset, NAME, base.id, form, fingerprint)
    return made.model_copy(update={"id": identity, "root": identity, "fingerprint": fingerprint})


def make() -> Generator:
    """The generator."""
    return Forms()
