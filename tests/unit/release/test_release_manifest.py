"""What is no release is said to be none, whatever it is."""

import pytest
from curation.core.errors import InputError
from curation.release.files import manifest


@pytest.mark.parametrize("name", ["absent", "folder", "file.txt"])
def test_what_holds_no_manifest_is_no_release(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("words")
    with pytest.raises(InputError, match="release-absent"):
        manifest.load(tmp_path / name)


def test_a_folder_of_versions_names_them_and_an_absent_one_is_said_to_be_absent(tmp_path):
    for version in ("0.1.0-preview", "1.0.0"):
        (tmp_path / "quiz" / version).mkdir(parents=True)
        (tmp_path / "quiz" / version / manifest.FILE).write_text("{}")
    with pytest.raises(InputError, match=r"name one of its versions: 0\.1\.0-preview, 1\.0\.0"):
        manifest.load(tmp_path / "quiz")
    with pytest.raises(InputError, match="quizz is no folder"):
        manifest.load(tmp_path / "quizz")
