"""Who acts: the head noun of an actor, and whether two actors may be one and the same."""

from __future__ import annotations

import re
from functools import lru_cache

AGENTS = (
    r"providers?|deployers?|importers?|distributors?|operators?|controllers?|processors?|employers?|employees?|workers?|manufacturers?"
    r"|suppliers?|users?|developers?|owners?|officers?|directors?|inspectors?|supervisors?|managers?|administrators?|commissioners?"
    r"|licensees?|licensors?|permittees?|applicants?|holders?|contractors?|carriers?|dealers?|buyers?|sellers?|authority|authorities|agency|agencies"
    r"|body|bodies|commission|boards?|committees?|councils?|ministers?|ministry|departments?|secretary|secretaries|courts?|companies|company"
    r"|representatives?|agents?|officials?|states?|occupants?|occupiers?|landlords?|municipality|municipalities|laborator(?:y|ies)"
    r"|institutions?|chiefs?|custodians?|auditors?|reviewers?|handlers?|technicians?|researchers?|principal investigators?|personnel|staff"
    r"|coordinators?|controllers?|teams?|office|offices|forum|panel|physicians?|doctors?|students?|visitors?|trainers?|chairs?|chairpersons?"
)
_AGENT = re.compile(rf"\b({AGENTS})\b$", re.I)
_GENERIC = re.compile(
    r"\b(?:persons?|operators?|parties|party|entity|entities|undertakings?|members|one|everyone|someone|any|no|other|others|relevant|either|both|you|we|i"
    r"|all|same|its|their|his|her|our|your)\b",
    re.I,
)
# Roles that may be one and the same in a given text: never key and wrong option of one question.
_KIN = (
    {"employee", "worker", "staff", "personnel", "technician", "researcher", "student", "handler", "user", "occupant", "team"},
    {"employer", "company", "institution", "laboratory", "contractor", "department", "director", "principal investigator", "owner", "manager"},
    {"provider", "supplier", "manufacturer", "developer", "seller"},
    {"deployer", "user"},
    {"authority", "agency", "body", "office", "ministry", "minister", "inspector", "official", "officer", "department", "administrator", "commissioner"},
    {"supervisor", "manager", "director", "officer", "coordinator", "principal investigator", "chief"},
    {"owner", "landlord", "holder", "occupier", "occupant"},
    {"holder", "licensee", "permittee", "dealer"},
    {"board", "committee", "council", "panel", "forum"},
    {"state", "authority"},
    {"agency", "commission"},
    {"agency", "board"},
    {"agency", "department"},
)  # fmt: skip


@lru_cache(maxsize=50_000)
def agent(actor: str) -> str | None:
    """The head noun of an actor that can be asked for with `who`, in the singular; None for anything else."""
    if _GENERIC.search(actor):
        return None
    # The agent has to be the head: "the membership of the board" is none.
    head = re.split(
        r"(?<!\s)\s++(?:of|for|in|to|at|under|from|with|on|by|across|within|between|about|responsible)\b",
        actor,
        maxsplit=1,
    )[0]
    found = _AGENT.search(head)
    if found is None:
        return None
    noun = found[1].lower()
    noun = re.sub(r"ies$", "y", noun)
    return noun if noun in ("staff", "personnel") else re.sub(r"(?<![s])s$", "", noun)


def kin(a: str, b: str) -> bool:
    """Whether two head nouns may name the same role."""
    return a == b or any({a, b} <= group for group in _KIN)


_ROOT = 5


def share_root(a: str, b: str) -> bool:
    """Whether two texts have a word in common, by its first five letters: licensee and licensed, permit and permittee."""
    roots = {w[:_ROOT].lower() for w in _LONG.findall(a)}
    return any(w[:_ROOT].lower() in roots for w in _LONG.findall(b))


_LONG = re.compile(r"(?!(?:the|and|each|every|any|all|for)\b)[A-Za-z]{3,}", re.I)
