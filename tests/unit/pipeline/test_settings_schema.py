"""An editor that reads `#:schema` knows every key of `curation.toml`."""

from __future__ import annotations

import json
import tomllib

import pytest
from curation.pipeline import config
from curation.pipeline.setup import scaffold


def known(schema: dict, node: dict, path: str = "") -> list[str]:
    """Keys of `node` that the schema does not name."""
    while "$ref" in schema:
        schema = ROOT["$defs"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        return min((known(s, node, path) for s in schema["anyOf"]), key=len)
    wrong = []
    for key, value in node.items():
        if key not in schema.get("properties", {}):
            wrong += [] if schema.get("additionalProperties") else [f"{path}{key}"]
            continue
        inner = schema["properties"][key]
        if isinstance(value, dict):
            wrong += known(inner, value, f"{path}{key}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            wrong += [w for v in value for w in known(inner["items"], v, f"{path}{key}.")]
    return wrong


ROOT = json.loads(config.settings_schema())


@pytest.mark.slow
@pytest.mark.parametrize("example", [None, "ai-policy", "lab-safety", "by-hand"])
def test_a_new_workspace_names_the_schema_that_knows_its_settings(tmp_path, example):
    place = tmp_path / "w"
    scaffold.make(place, example)
    text = (place / "curation.toml").read_text("utf-8")
    line = text.splitlines()[0]
    assert line.startswith("#:schema ./")
    assert json.loads((place / line.removeprefix("#:schema ./")).read_text("utf-8")) == ROOT
    assert known(ROOT, tomllib.loads(text)) == []
    assert config.load(place).name


def test_every_key_of_the_schema_is_described():
    for name, part in ROOT["$defs"].items():
        for key, value in part.get("properties", {}).items():
            assert value.get("description") or "$ref" in value or "allOf" in value, f"{name}.{key}"
