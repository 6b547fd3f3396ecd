"""Words and patterns: who acts: the role that a noun phrase names, and whether two noun phrases may name one and the same person."""

from __future__ import annotations

import re

GENERIC = frozenset(
    [
        "person",
        "persons",
        "people",
        "one",
        "ones",
        "anyone",
        "anybody",
        "everyone",
        "everybody",
        "someone",
        "nobody",
        "who",
        "whoever",
        "party",
        "parties",
        "entity",
        "entities",
        "you",
        "we",
        "i",
        "he",
        "she",
        "they",
        "group",
        "groups",
        "unit",
        "units",
        "other",
        "others",
        "member",
        "members",
        "public",
        "community",
        "union",
        "individual",
        "individuals",
        "service",
        "actor",
        "actors",
        "undertaking",
        "undertakings",
    ]
)
TWO_WORDS = re.compile(
    r"^(?:competent|qualified|authori[sz]ed|responsible|designated|appointed|trained) (?:persons?|individuals?)$|^persons? in charge$|^persons? responsible$|^principal investigators?$|^lone workers?$"
)

# Roles that may be one and the same in a given text: never key and wrong option of one question.
KIN = (
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

ROLE_DETERMINER = re.compile(r"^(?:the|an?|each|every|any|all|no|his|her|their|its)\s+")
"""The determiner in front of the noun phrase of a role."""

ROLE_BY_POSTMODIFIER = re.compile(r"(persons? in charge|persons? responsible)\b")
"""Roles whose words behind the noun belong to their name: `person in charge`."""
