"""The settings of the generators."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from curation.core.records import CandidateKind

VariantKind = Literal["register", "persona", "authority", "locale", "translation"]


class Passes(BaseModel):
    """Which passes the items of the model path go through, by which models. An item says what it went through."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    solve: bool = True
    """Whether models solve each question, and do each task, with the provision shown. A question is rejected when no more than half
    of the usable answers pick its key. A task is rejected when at least half of its required points are made by none of the answers."""
    check: bool = True
    """Whether every option, each side of a pair of prompts and each point of a rubric is checked against the whole section."""
    read: bool = True
    """Whether a model reads each pair of prompts as the last reader before print, without knowing what is expected of it. One with a
    finding goes back for a small edit, and is rejected when the finding stays."""
    trim: bool = True
    """Whether details of a question on which, by its check, neither an option nor a rule depends are taken out by the writer. The
    shorter question is solved and checked again; when it does not hold, the question stays as it was."""
    options_only: bool = True
    """Whether the wrong options are chosen so that the key cannot be told without the question."""
    closed_book: bool | tuple[CandidateKind, ...] = True
    """Whether models answer without the provision, for the difficulty and, of a task, for the points that are easy; of pairs,
    whether they tell the two sides apart. A list of kinds of item asks it of these alone: `["question"]`."""
    repeats: bool = True
    """Whether an item that asks what another one asks is dropped."""
    samples: int = Field(default=2, ge=1, le=9)
    """How often each model solves an item with the provision open, a question each time with the options in another order."""
    orders: int = Field(default=2, ge=1, le=12)
    """In how many orders each model ranks the options alone."""
    guessable: ClassVar[float] = 0.5
    """A question whose key comes first in more than this share of the rankings gets new wrong options."""
    rewrites: int = Field(default=2, ge=0, le=5)
    """How many times the writer is asked for new wrong options when the key shows in the options. With 0 it is never asked, and the
    pass `complete`, which adds the rubric points that the check of a task found missing, is skipped too."""
    mends: int = Field(default=1, ge=0, le=3)
    """How many times a pair of prompts goes back to its writer for a small edit. With 0 a pair in which its reader finds
    fault is rejected at once; one in which code alone finds fault passes, and what was found stays in its derivation."""
    twins: Literal["never", "guessable", "always"] = "guessable"
    """Which questions get a twin with the same options and another key: those whose key shows in the options, all, or none."""
    writer: str = ""
    """Model that plans and writes: empty for `models.model`, a name in `models.more`, or another model at the address of
    `models.model`. `solvers`, `judge`, `checker`, `reader`, `guessers` and `closed` take the same values."""
    solvers: tuple[str, ...] = ("",)
    """Models that solve with the provision open. `""` in the list is `models.model`. Best models other than the writer."""
    judge: str = ""
    """Model that says which points of its rubric an answer to an open task makes; empty for `models.model`. Best a model other than those that answer."""
    checker: str = ""
    """Model that checks options, pairs and rubrics; empty for `models.model`. Best a model other than the writer."""
    reader: str = ""
    """Model that reads whole pairs; empty for `models.model`. Best a model other than the writer and the checker."""
    guessers: tuple[str, ...] = ("",)
    """Models that rank the options alone. `""` in the list is `models.model`."""
    closed: tuple[str, ...] = ("",)
    """Models of different strength that answer without the provision. `""` in the list is `models.model`."""

    def answered_closed(self, kind: CandidateKind) -> bool:
        """Whether items of a kind are answered without the provision."""
        asked = self.closed_book if isinstance(self.closed_book, bool) else kind in self.closed_book
        return asked and bool(self.closed)


Form = Literal[
    "verdict-limit",
    "verdict-time",
    "list-check",
    "two-condition",
    "two-exception",
    "two-points",
    "two-elements",
    "nearest-limit",
    "nearest-time",
    "gap-measure",
    "gap-frequency",
    "gap-threshold",
    "part-time",
    "part-soonest",
    "last-day",
    "who-must",
]
"""Forms of template questions that no setting of their own switches on: whether a case keeps to a limit or a time, whether it meets a list, which of two cases is a breach, which of four is the last that does, a
measure, how often, from what figure on, when, how soon, the last day, and who is bound."""


class Settings(BaseModel):
    """Settings of the generate step."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    generators: tuple[str, ...] = ("template",)
    """Generators in order: template, llm, variants, forms, or a plugin as `module:attribute`. Write an empty list (`[]`) where all is written by hand."""
    replace: tuple[str, ...] = ()
    """Shipped generators that a plugin of the same name takes the place of; without this, such a plugin is refused."""
    kinds: tuple[CandidateKind, ...] = ("prompt", "question")
    """Kinds of item that are made. Each dataset takes only items of its own `kind`."""
    per_category: int = Field(default=18, ge=1)
    """Most items of one kind for a leaf category. A pair of prompts counts as one item, and so does an item with its variants. Items
    with pictures are counted apart. Hand-written items count, but are never dropped. A brief (a form that a person still has to
    write out) gets a place only when no finished item needs it."""
    pairs_per_clause: int = Field(default=2, ge=1, le=20)
    """Most pairs of prompts that the template generator makes of one clause."""
    categories_max: ClassVar[int] = 2
    """Most categories a candidate takes over from its clause, best first."""
    min_score: ClassVar[float] = 0.0
    """A clause is not used for a category that it is mapped to with a lower score."""
    min_certainty: float = Field(default=0.6, ge=0, le=1)
    """A rule that was read with a lower certainty makes no item by itself."""
    options: int = Field(default=4, ge=3, le=10)
    """Options of a question."""
    pool: ClassVar[int] = 10
    """Most spare wrong options a template question carries."""
    per_rule: int = Field(default=2, ge=1, le=8)
    """Most template questions made of one rule; each asks about another part of it."""
    lists: bool = False
    """Whether template questions ask which entry a list holds besides those shown. Off, since blind readers found few of them fit."""
    direct: bool = False
    """Whether template questions also ask who has to be told, who has to consent, or two things at once (such as who must act, and when).
    Off, since blind readers found few of them fit: the others of a document who could stand there are seldom real rivals. With `false`
    only who must act is asked, where three others of the document have a similar duty, and only when `who-must` is not in `forms_off` (it is, by default)."""
    told_cases: bool = False
    """Whether template questions describe the act that a rule is about as a case with another number. Off, since blind readers found fewer than
    half of them fit; a day that is computed is asked for where `forms_off` does not name `last-day`."""
    forms_off: tuple[Form, ...] = (
        "list-check",
        "two-condition",
        "two-exception",
        "two-points",
        "two-elements",
        "nearest-limit",
        "nearest-time",
        "gap-measure",
        "part-time",
        "part-soonest",
        "last-day",
        "who-must",
    )
    """Forms of template questions that are not asked. These are off, since blind readers found fewer than half of them fit, or named
    most of their keys from the options alone. `verdict-limit` and `verdict-time` ask instead whether a case complies, with four limits as reasons."""
    recall_share: float = Field(default=0.25, ge=0, le=1)
    """Largest share of a dataset's template questions that have the level `recall`: they ask only for the wording of a provision or for its
    section number. No form of this version asks that, so the setting changes nothing at present."""
    stem_words: ClassVar[int] = 130
    """Longest stem of a template question, in words."""
    option_words: ClassVar[int] = 34
    """Longest option of a template question, in words."""
    per_call: int = Field(default=4, ge=1, le=20)
    """Most items that a model plans for one section; with pairs of prompts, most pairs; of tasks, one for three rules at most."""
    section_words: ClassVar[int] = 700
    """Longest section that a model is shown whole, in words; a longer one is shown in its paragraphs."""
    rounds: int = Field(default=4, ge=1, le=20)
    """Most rounds of the model path. While categories lack items, each round plans sections that were not planned before. When no
    section is left, it plans again the sections whose last plan reached the limit of `per_call`, since they may hold more."""
    saturation: ClassVar[float] = 0.5
    """No further round is begun for a category when more than this share of a round's items said what others say already."""
    passes: Passes = Passes()
    """The passes that a model's items go through."""
    unanswered: Literal["wait", "leave"] = "wait"
    """What becomes of requests to a model that got no answer: `wait` keeps the step out of date until a later run has the answers;
    `leave` leaves their items out and is done."""
    temperature: float = Field(default=0.0, ge=0, le=2)
    """Sampling temperature of model requests."""
    max_tokens: int = Field(default=4096, ge=64)
    """Most tokens of one answer."""
    early_stop: float = Field(default=0.5, gt=0, le=1)
    """When more than this share of the requests that are sent together (those of one pass, for example) got no answer,
    nothing more is sent to any model for this dataset. The share is looked at once ten of these requests are done."""
    variants: tuple[VariantKind, ...] = ("register", "persona")
    """Which variants the `variants` generator asks for."""
    forms: tuple[Literal["neutral", "policy"], ...] = ("neutral", "policy")
    """Which conversations the `forms` generator makes of a prompt: behind a system turn that says nothing of the matter, behind one
    that holds the rule. The second is made only where the document may be passed on."""
    locales: tuple[str, ...] = ()
    """BCP 47 tags for locale and translation variants."""
    seed: int = 0
    """Seed of every choice that is not decided by content."""

    def for_kind(self, kind: CandidateKind) -> Settings:
        """These settings for a dataset of one kind."""
        return self.model_copy(update={"kinds": (kind,)})
