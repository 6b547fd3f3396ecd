"""What a new workspace is called and says of itself."""

import tomllib

import pytest
from curation.core.counting import counted
from curation.core.errors import StateError
from curation.pipeline import config
from curation.pipeline.setup import scaffold


@pytest.mark.slow
@pytest.mark.parametrize("name", ["privacy law", 'the "rules"', "Vorschriften\\ß", "法规"])
def test_an_empty_workspace_is_named_after_its_folder(tmp_path, name):
    scaffold.make(tmp_path / name)
    assert config.load(tmp_path / name).name == name


def test_the_dataset_of_an_empty_workspace_is_whole_once_its_signs_are_gone(tmp_path):
    scaffold.make(tmp_path / "w")
    lines = (tmp_path / "w" / "curation.toml").read_text("utf-8").splitlines()
    start = lines.index("# [[dataset]]")
    text = "\n".join([*lines[:start], *(line.removeprefix("# ") for line in lines[start:])])
    (tmp_path / "w" / "curation.toml").write_text(text, "utf-8")
    assert tomllib.loads(text)["dataset"][0]["kind"] == "prompt"
    assert config.load(tmp_path / "w").dataset[0].canary


def test_a_number_stands_with_its_noun_in_the_right_form():
    assert [counted(n, "judgement") for n in (0, 1, 1200)] == [
        "0 judgements",
        "1 judgement",
        "1,200 judgements",
    ]
    assert [counted(n, "batch", "batches") for n in (1, 2)] == ["1 batch", "2 batches"]


def test_a_fresh_clone_without_files_can_become_a_workspace_and_a_folder_with_a_file_cannot(tmp_path):
    clone = tmp_path / "clone"
    (clone / ".git").mkdir(parents=True)
    assert scaffold.make(clone)
    other = tmp_path / "other"
    other.mkdir()
    (other / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(StateError, match="a git repository without files"):
        scaffold.make(other)
