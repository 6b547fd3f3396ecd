"""What is no release is said to be none, whatever it is."""

import pytest
from curation.core.errors import InputError
from curation.release import manifest


@pytest.mark.parametrize("name", ["absent", "folder", "file.txt"])
def test_what_holds_no_manifest_is_no_release(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("words")
    with pytest.raises(InputError, match="release-absent"):
        manifest.load(tmp_path / name)
