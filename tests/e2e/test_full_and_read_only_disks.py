"""A disk that is really full and a file system that is really read-only: one line with place and cure, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import curation

pytestmark = pytest.mark.slow


def mount(*words: str | Path) -> bool:
    """Whether a mount succeeded; it needs the rights of an administrator."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"):
        return False
    return subprocess.run(["mount", *map(str, words)], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def ready(tmp_path_factory) -> Path:
    """A workspace whose steps have run."""
    place = tmp_path_factory.mktemp("disk") / "w"
    curation("init", str(place), "--example", "lab-safety", cwd=place.parent)
    curation("run", cwd=place)
    return place


@pytest.fixture
def mounted() -> Iterator[list[Path]]:
    """Places to be taken off again."""
    places: list[Path] = []
    yield places
    for place in reversed(places):
        subprocess.run(["umount", str(place)], check=False)


def contents(place: Path) -> dict[str, bytes]:
    below = [p for name in ("raw", "releases", "schemas") for p in (place / name).rglob("*") if p.is_file()]
    return {str(p.relative_to(place)): p.read_bytes() for p in below}


def refused(place: Path, *words: str, cause: str) -> None:
    before = contents(place)
    done = curation(*words, cwd=place, check=False)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert cause in done.stderr, done.stderr
    assert contents(place) == before


CUT = ("release", "cut", "lab-safety", "0.1.0", "--preview")


def test_on_a_read_only_file_system_every_writer_says_so_and_readers_work(ready, mounted, tmp_path):
    curation(*CUT, cwd=ready)
    place = tmp_path / "w"
    place.mkdir()
    if not mount("--bind", ready, place):
        pytest.skip("needs the right to mount")
    mounted.append(place)
    assert mount("-o", "remount,bind,ro", place)
    text = tmp_path / "rule.txt"
    text.write_text("1. A worker shall wear goggles.\n", "utf-8")
    for words in (
        (*CUT[:2], "lab-safety", "0.2.0", "--preview"),
        ("source", "add", "rule", str(text), "--title", "A rule"),
        ("review", "push", "--freeze-only"),
        ("review", "gold", "--planted", "2"),
        ("release", "withdraw", "lab-safety", "q-1", "--reason", "x"),
        ("author", "import", str(text.with_suffix(".jsonl")), "--dataset", "lab-safety"),
    ):
        if words[0] == "author":
            text.with_suffix(".jsonl").write_text('{"stem": "a?", "options": ["b", "c"], "answer": "A", "category": "lab-safety@1.0:1.1"}\n')  # fmt: skip
        refused(place, *words, cause="read-only")
    assert "no differences" in curation("release", "verify", "--all", cwd=place).stdout
    shutil.rmtree(ready / "releases" / "lab-safety")


def test_on_a_full_disk_nothing_is_half_written_and_the_next_run_goes_on(ready, mounted, tmp_path):
    place = tmp_path / "small"
    place.mkdir()
    size = sum(p.stat().st_size // 4096 * 4096 + 8192 for p in ready.rglob("*")) + 8_000_000
    if not mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", place):
        pytest.skip("needs the right to mount")
    mounted.append(place)
    shutil.copytree(ready, place / "w")
    text = tmp_path / "long.txt"
    text.write_text(
        "".join(f"{n}. A worker shall wear goggles in room {n}.\n" for n in range(1, 3000)), "utf-8"
    )
    with (place / "filler").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"0" * 4096)
        except OSError:
            pass
    refused(place / "w", *CUT, cause="full")
    refused(place / "w", "source", "add", "rule", str(text), "--title", "A rule", cause="full")
    refused(place / "w", "review", "push", "--freeze-only", cause="full")
    (place / "filler").unlink()
    curation(*CUT, cwd=place / "w")
    curation("source", "add", "rule", str(text), "--title", "A rule", cwd=place / "w")


REPO = "org/toy"


def filled(place: Path) -> Path:
    """A file that takes all that is left of a file system."""
    with (place / "filler").open("wb", buffering=0) as file:
        for size in (65536, 512):
            try:
                while file.write(b"0" * size) == size:
                    pass
            except OSError:
                pass
    return place / "filler"


def test_publish_and_pull_say_what_the_disk_refuses_and_go_on_afterwards(mounted, tmp_path, monkeypatch):
    """The workspace, the folder for what is pulled and the client's cache, each full; the first two read-only."""
    from curation import release

    from hub_server import HubServer
    from release_world import world

    small = tmp_path / "small"
    small.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=6m", "tmpfs", small):
        pytest.skip("needs the right to mount")
    mounted.append(small)
    place = small / "w"
    place.mkdir()
    table = 'kind = "question"\ntitle = "Toy"\ntaxonomy = "lab-safety"\nlicence = "MIT"\n'
    (place / "curation.toml").write_text(f'name = "toy"\n\n[[dataset]]\nname = "toy-set"\n{table}', "utf-8")
    release.cut(world(6), "1.0.0", place / "releases", validate=False)
    publish = ("release", "publish", "toy-set", "1.0.0", "--to", REPO, "--json")
    pull = ("release", "pull", f"{REPO}@1.0.0", "--out")

    with HubServer() as hub:
        for name, value in {
            "HF_ENDPOINT": hub.url, "HF_TOKEN": "hf_test", "HF_HOME": str(tmp_path / "home"), "HF_HUB_OFFLINE": "0",
            "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        filler = filled(small)
        refused(place, *publish, cause="full")
        filler.unlink()
        assert mount("-o", "remount,ro", small)
        refused(place, *publish, cause="read-only")
        assert mount("-o", "remount,rw", small)
        assert not hub.repos or not hub.repos[REPO].tags
        curation(*publish, cwd=place)
        assert [*hub.repos[REPO].tags] == ["v1.0.0"] and len(hub.releases(REPO)) == 1

        shutil.rmtree(place)
        for home in (tmp_path / "home", small / "home"):
            monkeypatch.setenv("HF_HOME", str(home))
            filler = filled(small)
            refused(small, *pull, str(small / "got"), cause="full")
            assert not (small / "got").exists()
            filler.unlink()
        assert mount("-o", "remount,ro", small)
        monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
        refused(small, *pull, str(small / "got"), cause="read-only")
        assert mount("-o", "remount,rw", small)
        curation(*pull, str(small / "got"), cwd=small)
        assert "no differences" in curation("release", "verify", str(small / "got"), cwd=small).stdout
