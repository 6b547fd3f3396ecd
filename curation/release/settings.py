"""What a dataset is and what a release of it must satisfy."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from curation.core.records import DecisionRule

_GUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Gates(_Frozen):
    """The thresholds of the gates. A preview may miss those that need people's judgements (`rules`, `judgements`, `agreement`,
    `error`) and is then cut all the same. It may not miss `rows`, `self_bleu`, `distinct_2` and `first_words`."""

    rules: list[DecisionRule] = ["consensus", "adjudicated"]
    """How an item may have been decided to enter a release. Only four of the values can be an accepted item's: `consensus`,
    `adjudicated`, `single` and `self_agreed`; [review states](review-states.md#how-an-item-was-decided) says what each value means."""
    judgements: int = Field(default=2, ge=1)
    """Least number of active judgements behind every row."""
    agreement: float = Field(default=0.4, ge=-1, le=1)
    """Least lower bound (of the 95 % interval) of the agreement coefficient named next. 0.4 is where the scale of Landis and
    Koch (1977) leaves "fair" for "moderate"; Gwet (2021) reads an interval by its lower end as is done here."""
    coefficient: Literal["gwet_ac1", "krippendorff_alpha", "fleiss_kappa", "cohen_kappa", "raw"] = "gwet_ac1"
    """Which coefficient of the agreement among annotators is compared with `agreement`. AC1, since most items that reach people are right:
    where one verdict prevails alpha and kappa are near 0 however well people agree (Feinstein and Cicchetti 1990)."""
    error: float | None = Field(default=None, gt=0, lt=1)
    """Greatest certified error rate (one-sided upper bound). Not set: it is reported only."""
    confidence: float = Field(default=0.95, gt=0.5, lt=1)
    """Confidence of the certified error rate."""
    rows: int = Field(default=1, ge=1)
    """Least number of rows."""
    self_bleu: float | None = Field(default=None, gt=0, le=1)
    """Greatest self-BLEU of the wording (one text a family) of a set of 50 families or more. Not set: 0.5 for
    prompts and tasks, 0.75 for the stems of questions (their words without the options). Write 1 to allow anything. Frames filled with clauses had 0.89, hand-written safety prompts have
    about 0.2. No preview skips it."""
    distinct_2: float | None = Field(default=None, ge=0, le=1)
    """Least distinct-2 of the same texts. Not set: 0.2 for prompts and tasks, 0.1 for stems. Write 0 to allow anything. Distinct-2 is the
    share of different pairs among all pairs of neighbouring words. It is lower in a larger set, so the defaults stop only sets whose
    texts are one sentence pattern that is filled in again and again. Where this is not set and `self_bleu` is 1, anything is allowed."""
    first_words: float | None = Field(default=None, ge=0, le=1)
    """Least share of different first three words of the same texts. Not set: 0.25 for prompts and tasks, 0.1 for
    stems. Write 0 to allow anything. Where this is not set and `self_bleu` is 1, anything is allowed."""


class DatasetSettings(_Frozen):
    """One dataset: its name, its taxonomy, its licence and its gates."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
    """Name of the dataset and of its folder below `releases/`."""
    kind: Literal["prompt", "question", "task"]
    """What its rows are: prompts, multiple-choice questions, or open tasks with a rubric."""
    title: str = ""
    """Title on the card; empty to use the name."""
    description: str = ""
    """One paragraph for the card: what it is for."""
    limits: str = ""
    """What it is not for, in words of the people who made it."""
    taxonomy: str = "air-2024@1.0"
    """Taxonomy its categories come from."""
    licence: str = "CC-BY-4.0"
    """SPDX identifier of the licence of the rows."""
    language: str = "en"
    """BCP 47 tag of most rows."""
    splits: dict[str, float] = {"test": 1.0}
    """Share of each split. A family falls into the same split in every release while this is unchanged. A family with rows in an earlier
    release, published or private, stays in its split while there is one of that name."""
    private: list[str] = []
    """Splits that are never published: their rows are cut to `private/` of the workspace, and the release names only how many they
    are and the digest of their file."""
    publish_private: dict[str, str] = {}
    """Rows that an earlier version kept private and that may be published all the same: the name of their split, or the id of a row, with
    the reason, such as `heldout = "the 2026 test is over"`. Cards show the reasons. Without an entry, `release cut` and `release publish`
    stop. Leave the entry in place in later versions."""
    gates: Gates = Gates()
    """What a release must satisfy."""
    canary: str = ""
    """A GUID written into every release: a model that can repeat it was probably trained on the data. Never change it."""
    gated: Literal["", "auto", "manual"] = ""
    """Who may read it on the Hub: empty for everybody; `auto` for whoever consents to `gate_text`; `manual` for whom you let in."""
    gate_text: str = ""
    """What a reader consents to."""
    pairs: Literal["whole", "single"] = "whole"
    """What becomes of a pair when one side is left out, for instance because people reject it. `whole` leaves the other side out, too (reason `pair-broken`), as the two say
    something only together; `single` keeps it as an item without a pair. When a check stops one side, the check `other-side` stops the
    other one whatever is written here: `single` keeps it only with `disable = ["other-side"]` under `[lint]`."""
    uncited: bool = False
    """Whether rows may rest on no clause: for items written without a document. The card then says how many do."""
    contact: str = ""
    """Where errors are to be reported: an address or a page."""
    report: str = ""
    """Address of the form that reports an item; `{id}` and `{version}` in it are filled in. Empty to use `contact`."""
    authors: list[str] = []
    """Who is to be cited, `Family, Given` or the name of a group; empty to cite the title alone."""
    homepage: str = ""
    """Address of the dataset's page or repository, for its citation."""
    doi: str = ""
    """DOI of the dataset, without a resolver in front."""
    date: Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    """Day of publication of the next release (ISO). Empty takes the newest day among its documents and judgements: a
    release is a function of what is in git, so the clock plays no part."""

    def recorded(self) -> dict[str, Any]:
        """The settings as `release.json` keeps them.

        A setting that format 2 did not have at first is left out where it has its default, so that releases which were cut
        before it verify without a difference.
        """
        kept = self.model_dump(mode="json")
        for name in ("self_bleu", "distinct_2", "first_words"):
            if kept["gates"][name] is None:
                del kept["gates"][name]
        if self.pairs == "whole":
            del kept["pairs"]
        for name in ("private", "publish_private"):
            if not kept[name]:
                del kept[name]
        return kept

    @field_validator("splits")
    @classmethod
    def _shares_add_up(cls, value: dict[str, float]) -> dict[str, float]:
        if not value or any(share <= 0 for share in value.values()) or abs(sum(value.values()) - 1) > 1e-9:
            raise ValueError(f"the shares must be positive and add up to 1, got {sum(value.values()):g}")
        if wrong := [name for name in value if not re.fullmatch(r"[a-z][a-z0-9_]*", name)]:
            raise ValueError(f"a split is named by lower-case letters, digits and _: {wrong}")
        return value

    @field_validator("publish_private")
    @classmethod
    def _reasons_are_given(cls, value: dict[str, str]) -> dict[str, str]:
        if bare := [name for name, reason in value.items() if not reason.strip()]:
            raise ValueError(f"publish_private needs a reason for {', '.join(bare)}: the card shows it")
        return value

    @field_validator("canary")
    @classmethod
    def _canary_is_a_guid(cls, value: str) -> str:
        if value and not _GUID.fullmatch(value):
            raise ValueError("must be a GUID in lower case; make one with: python -m uuid")
        return value

    @model_validator(mode="after")
    def _private_leaves_some(self) -> DatasetSettings:
        if unknown := sorted(set(self.private) - set(self.splits)):
            raise ValueError(f"private names splits that splits does not have: {', '.join(unknown)}")
        if set(self.private) == set(self.splits):
            raise ValueError("private names every split; a release needs one that is published")
        return self

    @model_validator(mode="after")
    def _gated_says_why(self) -> DatasetSettings:
        if self.gated and not self.gate_text:
            raise ValueError("gated needs gate_text: what a reader consents to")
        return self


class IdentitySettings(_Frozen):
    """Who a Sigstore certificate was given to."""

    identity: str
    """An e-mail address, or the address of a workflow."""
    issuer: str
    """The OpenID Connect provider that vouches for it."""


class TrustSettings(_Frozen):
    """Whose signature a release must carry before this workspace publishes, pulls, verifies or measures it; any one is enough.

    Empty asks for no signature."""

    keys: list[str] = []
    """Minisign public keys: their text, or the path of a file that holds one, below the workspace."""
    identities: list[IdentitySettings] = []
    """Sigstore identities."""
