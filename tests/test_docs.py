"""The documentation is true: its commands run, its links lead somewhere, and every command, setting and issue code is in it."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
BLOCK = re.compile(r"<!-- run -->\n```console\n(.*?)```", re.DOTALL)
GENERATED = {
    "docs/cli.md",
    "docs/settings.md",
    "docs/issues.md",
    "schemas/records/clause.schema.json",
    "schemas/records/row.schema.json",
}

sys.path.insert(0, str(ROOT / "docs"))


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def commands(page: Path) -> list[str]:
    """The lines behind `$ ` of the blocks marked to run, in order."""
    return [
        line[2:]
        for block in BLOCK.findall(page.read_text("utf-8"))
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize("page", [p for p in PAGES if commands(p)], ids=name)
def test_the_commands_of_a_page_run_in_order(page: Path, tmp_path: Path) -> None:
    """As in one terminal: each command begins in the folder where the one before it ended."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    place, ended = tmp_path, tmp_path / "ended-in"
    for command in commands(page):
        done = subprocess.run(
            ["bash", "-c", f"set -e; trap 'pwd > {shlex.quote(str(ended))}' EXIT; {command}"],
            cwd=place,
            env={**os.environ, "PATH": path, "CURATION_OFFLINE": "1"},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        place = Path(ended.read_text("utf-8").rstrip("\n"))


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#{1,6} (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_to_a_file_or_heading_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        place = (page.parent / file).resolve() if file else page
        assert place.exists(), target
        if anchor:
            assert anchor in anchors(place), target


def gone(text: str) -> list[str]:
    """Modules of the package that a text names by a dotted name or by a path, and that are not there."""
    dotted = re.findall(r"(?<![\w/.])curation((?:\.[a-z_]+)+)\b(?![/@])", text)
    paths = [one.removesuffix(".py") for one in re.findall(r"(?<![\w/])curation/([\w/]+\.py)\b", text)]
    return [
        one
        for one in [*(d[1:].replace(".", "/") for d in dotted), *paths]
        if not stands(ROOT / "curation" / one)
    ]


def stands(place: Path) -> bool:
    """Whether a place is a module, a package, or a name of the module or the package above it."""
    if place.name == "toml" or place.is_dir() or place.with_suffix(".py").is_file():
        return True
    above = [place.parent.with_suffix(".py"), place.parent / "__init__.py"]
    return any(re.search(rf"\b{place.name}\b", one.read_text("utf-8")) for one in above if one.is_file())


def test_every_module_that_a_page_names_exists() -> None:
    pages = [p for p in PAGES if p.name != "CHANGELOG.md"] + sorted((ROOT / "schemas").rglob("*.md"))
    assert {name(p): found for p in pages if (found := gone(p.read_text("utf-8")))} == {}
    assert gone(
        "`curation.checks.flags`, curation/checks/nowhere.py, `curation.checks.run`, curation.toml"
    ) == [
        "checks/flags",
        "checks/nowhere",
    ]


def test_the_modules_and_tests_of_the_mutation_scores_exist() -> None:
    spec = importlib.util.spec_from_file_location("mutation", ROOT / "benchmarks" / "mutation.py")
    assert spec is not None and spec.loader is not None
    mutation = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = mutation
    spec.loader.exec_module(mutation)
    modules = [f"curation/{module.replace('.', '/')}.py" for module in mutation.TESTS]
    tests = [test for tests in mutation.TESTS.values() for test in tests]
    assert [one for one in [*modules, *tests] if not (ROOT / one).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_block_of_code_names_one_language_at_most(page: Path) -> None:
    """The site takes a line such as "```python shown" for text, and everything up to the next fence for code."""
    fences = re.findall(r"^```(.*)$", page.read_text("utf-8"), re.MULTILINE)
    assert [words for words in fences if not re.fullmatch(r"[a-z]*", words)] == []
    assert len(fences) % 2 == 0


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    import generate

    known = {command for command, _ in generate.commands()}
    text = page.read_text("utf-8")
    fenced = "\n".join(re.findall(r"```(?:console)?\n(.*?)```", text, re.DOTALL))
    quoted = re.findall(r"`(curation [a-z][^`]*)`", text)
    quoted += re.findall(r"^(?:\$ (?:cd \S+ && )?)?(curation [a-z].*)$", fenced, re.MULTILINE)
    for line in quoted:
        words = [w for w in line.split() if re.fullmatch(r"[a-z][a-z-]*", w)][:3]
        assert any(" ".join(words[:n]) in known for n in (2, 3)) or any(
            k.startswith(f"{' '.join(words[:2])} ") for k in known
        ), line


@pytest.mark.slow
@pytest.mark.parametrize("page", sorted(GENERATED))
def test_a_generated_page_is_what_the_code_says(page: str) -> None:
    import generate

    assert (ROOT / page).read_text("utf-8") == generate.PAGES[page](), "run: make docs"


def test_every_command_says_what_it_does_and_every_option_what_it_means() -> None:
    import generate

    silent = [command for command, found in generate.commands() if not (found.help or "").strip()]
    for command, found in generate.commands():
        silent += [
            f"{command} {p.name}"
            for p in found.params
            if p.param_type_name == "option" and not getattr(p, "help", None)
        ]
    assert silent == []


def test_every_setting_is_described() -> None:
    import generate

    assert [
        f"{path}.{n}"
        for path, model in generate.settings()
        for n, info in model.model_fields.items()
        if not info.description
    ] == []


def prose() -> str:
    """The pages that people read from the beginning, and the examples: not the generated lists."""
    pages = [ROOT / "README.md", ROOT / "docs/scale.md", *(ROOT / "docs/guides").glob("*.md")]
    files = [*pages, *(ROOT / "examples").rglob("*.toml"), ROOT / "curation.toml"]
    return "\n".join(path.read_text("utf-8") for path in files)


@pytest.mark.slow
def test_every_command_option_and_setting_stands_in_a_guide() -> None:
    """What no guide needs is hidden or goes; what is rarely needed is listed in `rare-settings.md`."""
    import generate

    text = prose()
    missing = [name for name, _ in generate.commands() if name not in text]
    for name, command in generate.commands():
        for option in command.params:
            if (
                option.param_type_name == "option"
                and not getattr(option, "hidden", False)
                and option.name != "help"
            ):
                names = [n for n in option.opts if n.startswith("--")]
                if not any(re.search(rf"{re.escape(n)}(?![\w-])", text) for n in names):
                    missing.append(f"{name} {names}")
    for path, model in generate.settings():
        for key in model.model_fields:
            if not re.search(rf"\b{key}\b[^\n]*=|`[^`]*\b{key}\b[^`]*`|\[.*\b{key}\b.*\]", text):
                missing.append(f"[{path}] {key}")
    assert missing == []


@pytest.mark.slow
def test_every_issue_code_is_in_kebab_case() -> None:
    import generate

    assert [
        code for code in generate.issue_codes() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    ] == []


def test_every_decision_is_in_the_list_and_every_public_module_has_a_docstring() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    assert [p.name for p in (ROOT / "docs" / "decisions").glob("0*.md") if p.name not in listed] == []
    assert [
        str(p) for p in (ROOT / "curation").rglob("*.py") if not p.read_text("utf-8").startswith('"""')
    ] == []


def test_the_architecture_page_names_every_part_of_the_package() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    parts = {
        p.stem if p.is_file() else p.name
        for p in (ROOT / "curation").iterdir()
        if p.suffix == ".py" or (p / "__init__.py").is_file()
    }
    assert [
        part
        for part in sorted(parts - {"__init__", "__main__", "_renamed", "_version"})
        if f"`{part}`" not in page
    ] == []


@pytest.mark.parametrize("example", ["ai-policy", "lab-safety"])
def test_the_documents_of_an_example_are_those_of_the_repository(example: str) -> None:
    files = sorted((ROOT / "examples" / example / "raw" / "documents").iterdir())
    assert files
    assert all(file.read_bytes() == (ROOT / "raw" / "documents" / file.name).read_bytes() for file in files)


def test_the_source_documents_say_that_they_were_written_for_the_project() -> None:
    for file in sorted((ROOT / "raw" / "documents").iterdir()):
        assert "was written for the curation project as an example" in file.read_text("utf-8")[:2000], (
            file.name
        )


# An example that is only shown begins with "```py".
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_the_blocks_of_the_python_guide_run_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {}
    blocks = PYTHON.findall((ROOT / "docs" / "guides" / "python.md").read_text("utf-8"))
    for block in blocks:
        exec(compile(block, "python.md", "exec"), space)
    assert len(blocks) >= 6
    assert space["changed"][0].kind == "modified"
    assert space["verdict"].label == "refused"


@pytest.mark.slow
def test_the_notebook_runs_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = json.loads((ROOT / "examples" / "tour.ipynb").read_text("utf-8"))
    monkeypatch.chdir(ROOT / "examples")
    space: dict[str, object] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), space)
    assert space["page"].startswith("<!DOCTYPE html>")


def test_every_page_stands_in_the_navigation_of_the_site():
    text = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[2]
    named = {
        line.strip().removeprefix("- ").rpartition(": ")[2]
        for line in text.splitlines()
        if line.strip().endswith(".md")
    }
    pages = {p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md")}
    assert {p for p in pages if not p.startswith("decisions/")} - named == set()
    assert named - pages == {"index.md"}


def test_every_column_of_the_review_table_is_explained_to_the_maintainer() -> None:
    from curation.cli.review import standing as review_standing

    page = (ROOT / "docs" / "guides" / "maintainer.md").read_text("utf-8")
    table = page.partition("## The table of `review status`")[2].partition("\n## ")[0]
    named = {
        word
        for line in table.splitlines()
        for word in re.findall(r"[a-z]+", line.partition("| ")[2].partition(" |")[0])
    }
    plain = {"batch", "for", "items done", "judgements", "who"}
    assert set(review_standing.BATCHES + review_standing.PEOPLE) - plain <= named
