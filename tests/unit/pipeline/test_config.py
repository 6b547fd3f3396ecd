"""The settings, and what is said of wrong ones."""

from pathlib import Path

import pytest
from curation.core.errors import ConfigError
from curation.pipeline import config

GOOD = '[[dataset]]\nname = "a"\nkind = "prompt"\n'


def load(tmp_path: Path, text: str) -> config.Config:
    (tmp_path / "curation.toml").write_text(text)
    return config.load(tmp_path)


def test_every_setting_has_a_default(tmp_path: Path):
    assert load(tmp_path, "") == load(tmp_path, 'name = "workspace"')


def test_an_unknown_key_names_its_path_and_the_keys_there_are(tmp_path: Path):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, GOOD + 'colour = "red"\n[dedup]\nthreshhold = 1\n')
    found = {i.where: i.message for i in caught.value.issues}
    assert set(found) == {"curation.toml > dataset.0.colour", "curation.toml > dedup.threshhold"}
    assert "near_threshold" in found["curation.toml > dedup.threshhold"]
    assert "taxonomy" in found["curation.toml > dataset.0.colour"]


@pytest.mark.parametrize(
    ("table", "line", "value"),
    [
        ("lint", "position_p = 0.1", "0.05"),
        ("dedup", "bands = 8", "32"),
        ("map", "skip_kinds = []", '["heading", "title", "toc"]'),
        ("models.options", "schema_in_field = false", "always true;"),
        ("models.options", "backoff_most = 5.0", "60.0"),
        ("models.more.second", 'model = "m"\noptions.backoff_most = 5.0', "60.0"),
        ("models.options", "schema_in_field = false", '"response_format" to `omit`'),
        ("models.options", 'token_field = "max_new_tokens"', "parameters"),
    ],
)
def test_a_setting_that_became_a_constant_is_named_with_its_value(tmp_path: Path, table, line, value):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, f"[{table}]\n{line}\n")
    (issue,) = caught.value.issues
    assert "is no setting any more" in issue.message and value in issue.message


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("lint", "position_p = 0.05"),
        ("map", "skip_kinds = ['heading', 'title', 'toc']"),
        ("models.options", "schema_in_field = true"),
        ("models.more.second", 'model = "m"\noptions.backoff_most = 60.0'),
    ],
)
def test_a_former_setting_with_the_value_of_its_constant_is_a_note_and_stops_nothing(
    tmp_path: Path, table, line
):
    kept = 'model = "m"' if "model" in line else ""
    assert load(tmp_path, f"[{table}]\n{line}\n") == load(tmp_path, f"[{table}]\n{kept}\n")
    (tmp_path / "curation.toml").write_text(f"[{table}]\n{line}\n")
    (note,) = config.load_with_notes(tmp_path)[1]
    assert note.severity == "info" and note.where.endswith(line.rpartition(" =")[0].rpartition("\n")[2])


def test_a_former_setting_beside_a_wrong_one_leaves_the_wrong_one_in_the_list_alone(tmp_path: Path):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, "[lint]\nposition_p = 0.05\nstem_words = 7\ncolour = 1\n")
    assert [i.where.rpartition(".")[2] for i in caught.value.issues] == ["stem_words", "colour"]


def test_every_wrong_value_is_listed_at_once(tmp_path: Path):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, 'name = 1\n[[dataset]]\nname = "A B"\nkind = "poem"\n')
    assert {i.where for i in caught.value.issues} == {
        "curation.toml > name",
        "curation.toml > dataset.0.name",
        "curation.toml > dataset.0.kind",
    }


def test_two_datasets_of_one_name_are_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match="same name"):
        load(tmp_path, GOOD + GOOD)


def test_broken_toml_and_a_missing_file_are_setting_errors(tmp_path: Path):
    with pytest.raises(ConfigError, match="config-missing"):
        config.load(tmp_path)
    with pytest.raises(ConfigError, match="config-syntax"):
        load(tmp_path, "name = ")


def test_an_unknown_dataset_names_the_known_ones(tmp_path: Path):
    with pytest.raises(ConfigError, match="there are: a"):
        load(tmp_path, GOOD).find("b")


@pytest.mark.parametrize(
    ("line", "words"),
    [('name = "lab safety"', "lower-case letters"), ('name = "a"\ndate = "3 May"', "YEAR-MONTH-DAY")],
)
def test_a_wrong_form_is_told_in_words_and_not_by_a_pattern(tmp_path: Path, line, words):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, f'[[dataset]]\n{line}\nkind = "prompt"\n')
    (issue,) = caught.value.issues
    assert words in issue.message and "^" not in issue.message
