"""Names of version 0.1 still import, and say where they went."""

import importlib
import subprocess
import sys
import warnings
from pathlib import Path

import curation
import pytest
from curation._renamed import KEPT, RENAMED, moved
from curation.measure import refusal

SCRIPT = """
import importlib, warnings
from curation._renamed import RENAMED
for old, new in sorted(RENAMED.items()):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        module = importlib.import_module(old)
    target = importlib.import_module(new)
    names = [n for n in vars(target) if not n.startswith("_")]
    same = all(getattr(module, n) is getattr(target, n) for n in names)
    print(old, same, any(str(w.message) == f"{old} is now {new}" for w in said))
"""


@pytest.fixture(scope="module")
def imported() -> dict[str, list[str]]:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    return {line.split()[0]: line.split()[1:] for line in run.stdout.splitlines()}


@pytest.mark.slow
@pytest.mark.parametrize("old", sorted(RENAMED))
def test_an_old_name_warns_and_gives_the_new_module(imported, old):
    assert imported[old] == ["True", "True"]


@pytest.mark.slow
@pytest.mark.parametrize("old", sorted(KEPT))
def test_a_name_that_cut_releases_import_stays_without_a_warning(old: str) -> None:
    pytest.importorskip("inspect_ai")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        module = importlib.import_module(old)
    assert [w for w in told if "is now" in str(w.message)] == []
    new = importlib.import_module(KEPT[old])
    named = {name for name in vars(new) if not name.startswith("_")}
    assert named
    assert all(getattr(module, name) is getattr(new, name) for name in named)


@pytest.mark.parametrize("name", sorted(refusal._MOVED))
def test_a_public_name_that_left_the_judge_of_refusal_warns_and_gives_what_it_stood_for(name: str) -> None:
    home, attribute = refusal._MOVED[name].split(":")
    with pytest.warns(DeprecationWarning, match=f"is now {home}.{attribute}") as told:
        value = getattr(refusal, name)
    assert value is getattr(importlib.import_module(home), attribute)
    assert told[0].filename == __file__


def test_a_name_that_the_judge_of_refusal_never_had_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'unheard'"):
        refusal.unheard


@pytest.mark.parametrize("old", ["curation.core.io", "curation.ingest.pdf", "curation.release.rows"])
def test_a_module_that_moved_is_found_under_its_old_name_with_a_warning(old: str) -> None:
    sys.modules.pop(old, None)
    with pytest.warns(DeprecationWarning, match=f"{old} is now {moved()[old]}"):
        module = importlib.import_module(old)
    target = importlib.import_module(moved()[old])
    assert all(getattr(module, n) is getattr(target, n) for n in vars(target) if not n.startswith("_"))


def test_every_module_that_moved_has_a_place_now_and_none_at_its_old_name() -> None:
    package = Path(curation.__file__).parent
    places = {
        ".".join(("curation", *path.relative_to(package).with_suffix("").parts)).removesuffix(".__init__")
        for path in package.rglob("*.py")
    }
    assert len(moved()) > 100
    assert [new for new in moved().values() if new not in places] == []
    assert [old for old in moved() if old in places] == []


def test_a_name_that_never_was_is_not_found() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        importlib.import_module("curation.no_such_module")
