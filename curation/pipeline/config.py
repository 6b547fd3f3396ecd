"""The settings of every step, read from `curation.toml` and checked whole before anything runs."""

from __future__ import annotations

import json
import logging
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from curation.checks.settings import Settings as LintSettings
from curation.core import value_faults
from curation.core.errors import ConfigError, Issue
from curation.core.files import disk
from curation.dedup.settings import Settings as DedupSettings
from curation.generation.settings import Settings as GenerateSettings
from curation.mapping.settings import Settings as MapSettings
from curation.readers.settings import Settings as IngestSettings
from curation.release.settings import DatasetSettings, TrustSettings
from curation.review.settings import Settings as ReviewSettings
from curation.rules.settings import Settings as RulesSettings
from curation.services.settings import Endpoint, RecordingMode

FILE = "curation.toml"
_LOG = logging.getLogger("curation")


class Dataset(DatasetSettings):
    """A dataset the workspace builds: which documents it rests on, and what a release of it must satisfy."""

    documents: tuple[str, ...] = ()
    """Slugs of the documents it is made from; empty for all."""
    generators: tuple[str, ...] | None = None
    """Generators of this dataset in place of `generate.generators`; an empty list where all of it is written by hand."""


class Models(Endpoint):
    """Which models help to prepare a review. No release needs them again."""

    embedder: str = "minilm"
    """Name of the embedding model: `minilm` (MiniLM for English and a multilingual model for other languages, offline, from
    packages), `use` (the multilingual one for every text), `none`, or a Hub model's name."""
    recording: RecordingMode = "off"
    """`record` keeps every answer in `raw/recordings/`, to be committed; `replay` answers from there alone, without network or key; `off` does neither."""
    more: dict[str, Endpoint] = Field(default_factory=dict)
    """Further models by a name of yours, `[models.more.NAME]`: passes that want another model than the writer name one of these."""

    @model_validator(mode="after")
    def _more_are_whole(self) -> Models:
        for name, endpoint in self.more.items():
            if not endpoint.model:
                raise ValueError(f"models.more.{name} names no model")
        return self


class Config(BaseModel):
    """Everything in `curation.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str = "workspace"
    """Name of the workspace, shown in reports."""
    trust: TrustSettings = TrustSettings()
    """Whose signature a release must carry."""
    models: Models = Models()
    """Models used to prepare a review."""
    ingest: IngestSettings = IngestSettings()
    """Documents to clauses: limits, and further readers."""
    rules: RulesSettings = RulesSettings()
    """Clauses to rules: whether a model reads those of a low certainty."""
    map: MapSettings = MapSettings()
    """Clause to category."""
    generate: GenerateSettings = GenerateSettings()
    """Category and clause to candidate."""
    lint: LintSettings = LintSettings()
    """Checks of candidates."""
    dedup: DedupSettings = DedupSettings()
    """Duplicates and contrasts."""
    review: ReviewSettings = ReviewSettings()
    """Who reviews what, and which rule decides."""
    dataset: Annotated[list[Dataset], Field(default_factory=list)]
    """The datasets, one `[[dataset]]` table each."""

    @model_validator(mode="after")
    def _names_are_unique(self) -> Config:
        names = [d.name for d in self.dataset]
        if len(set(names)) != len(names):
            raise ValueError("two datasets have the same name")
        return self

    def find(self, name: str) -> Dataset:
        """The dataset called `name`.

        Raises: ConfigError naming those there are.
        """
        for dataset in self.dataset:
            if dataset.name == name:
                return dataset
        known = ", ".join(d.name for d in self.dataset) or "none"
        raise ConfigError(
            [Issue("dataset", "dataset-unknown", f"no dataset called {name!r} in {FILE}; there are: {known}")]
        )


def load(workspace: Path) -> Config:
    """The settings of a workspace.

    A line that sets a former setting to the value that it always has now is passed over; a log record names it once.

    Raises: ConfigError with the path of every key that is unknown or wrong.
    """
    settings, notes = load_with_notes(workspace)
    for note in notes:
        _tell(str(note))
    return settings


@cache
def _tell(note: str) -> None:
    """Logs a note, once in a process."""
    _LOG.warning("%s", note)


def load_with_notes(workspace: Path) -> tuple[Config, list[Issue]]:
    """The settings of a workspace, and a note for each line that sets a former setting to the value that it always has now.

    Raises: ConfigError with the path of every key that is unknown or wrong.
    """
    path = workspace / FILE
    try:
        data = tomllib.loads(disk.text(path))
    except FileNotFoundError as error:
        raise ConfigError(
            [
                Issue(
                    FILE,
                    "config-missing",
                    f"{workspace} has no {FILE}; make one with: curation init {workspace}",
                )
            ]
        ) from error
    except (tomllib.TOMLDecodeError, disk.Unusable) as error:
        raise ConfigError([Issue(FILE, "config-syntax", f"is not valid TOML: {error}")]) from error
    notes: list[Issue] = []
    try:
        try:
            return Config.model_validate(data), notes
        except ValidationError as error:
            notes = _without_constants(data, error)
            if not notes:
                raise
            return Config.model_validate(data), notes
    except ValidationError as error:
        raise ConfigError([_issue(e) for e in error.errors()]) from error


def _without_constants(data: dict[str, Any], error: ValidationError) -> list[Issue]:
    """Takes the former settings out of `data` that have the value they always have now; a note for each."""
    notes = []
    for each in error.errors():
        constant = _constant(each["loc"]) if each["type"] == "extra_forbidden" else None
        if constant is None or _plain(each["input"]) != _plain(constant.value):
            continue
        table: Any = data
        for part in each["loc"][:-1]:
            table = table[part]
        del table[each["loc"][-1]]
        told = (
            "is no setting any more: its value is always the one that stands here; you may take the line out"
        )
        notes.append(Issue(f"{FILE} > {_place(each)}", "config-former-key", told, "info"))
    return notes


def _plain(value: Any) -> Any:
    """A value as TOML gives it: the same for a tuple, a list and a set."""
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    return [_plain(v) for v in value] if isinstance(value, list | tuple) else value


_FORMS = {
    "name": "write lower-case letters, digits and hyphens, such as lab-safety",
    "date": "write a day as YEAR-MONTH-DAY, such as 2026-03-31, or leave it empty",
}
"""What is said of a setting whose form is wrong, in the place of its pattern."""


@dataclass(frozen=True)
class _Constant:
    """What a former setting always is now, and what to do about it."""

    value: Any
    cure: str


def _constant(loc: tuple[int | str, ...]) -> _Constant | None:
    """The constant that took the place of a former setting; None where there was no such setting."""
    model, name = _table(loc), str(loc[-1])
    if model is None:
        return None
    if name in (former := getattr(model, "former", {})):
        return _Constant(*former[name])
    if name not in model.__class_vars__ or name == "former":
        return None
    return _Constant(getattr(model, name), "take the line out")


def _place(error: Any) -> str:
    return ".".join(str(part) for part in error["loc"]) or FILE


def _issue(error: Any) -> Issue:
    place = _place(error)
    if error["type"] != "extra_forbidden":
        told = error["type"] == "string_pattern_mismatch" and _FORMS.get(place.rpartition(".")[2])
        return Issue(f"{FILE} > {place}", "config-value", told or value_faults.told(error))
    if (constant := _constant(error["loc"])) is not None:
        always = json.dumps(
            constant.value, ensure_ascii=False
        )  # as TOML writes texts, numbers and lists of them
        told = f"is no setting any more: its value is always {always}; {constant.cure}"
    else:
        model = _table(error["loc"])
        known = ", ".join(sorted(model.model_fields if model else ())) or "none"
        told = f"there is no such setting; the ones here are: {known}"
    return Issue(f"{FILE} > {place}", "config-unknown-key", told)


def _table(loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The settings of the table in which a key stands; None where there is no such table."""
    model: type[BaseModel] | None = Config
    named = False  # Whether the next part is a name of the user's, as in `[models.more.NAME]`.
    for part in loc[:-1]:
        if model is None or isinstance(part, int):
            continue
        if named:
            named = False
            continue
        info = model.model_fields.get(part)
        model = _model_in(info.annotation) if info else None
        named = info is not None and get_origin(info.annotation) is dict
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _model_in(inner):
            return found
    return None


SCHEMA_FILE = "schemas/curation.schema.json"
"""Where a workspace keeps the JSON Schema of its settings, for editors."""


def settings_schema() -> str:
    """The JSON Schema of `curation.toml`, with the description of every key."""
    return json.dumps(Config.model_json_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
