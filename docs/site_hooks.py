"""What the documentation site adds to the pages: the README as its start, and links to files that are no pages as plain text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")


def on_config(config: Any) -> Any:
    """Names the version of the package in the title of the site."""
    version = re.search(
        r'^__version__ = "([^"]+)"',
        (ROOT / "curation" / "_version.py").read_text("utf-8"),
        re.MULTILINE,
    )
    if version:
        config.site_name = f"{config.site_name} {version[1]}"
    return config


def on_files(files: Any, config: Any) -> Any:
    """Adds the README as the first page."""
    from mkdocs.structure.files import File

    if files.get_file_from_path("index.md") is None:
        files.append(File.generated(config, "index.md", content=(ROOT / "README.md").read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Links of a page as the site has them."""
    base = ROOT if page.file.src_uri == "index.md" else Path(config.docs_dir) / Path(page.file.src_uri).parent
    here = Path(page.file.src_uri).parent

    def changed(match: re.Match[str]) -> str:
        text, target = match.groups()
        if re.match(r"[a-z]+:|#", target):
            return match[0]
        path, _, anchor = target.partition("#")
        place = (base / path).resolve()
        docs = Path(config.docs_dir).resolve()
        if place == ROOT / "README.md":
            inside = "index.md"
        elif place.is_relative_to(docs) and place.is_file():
            inside = place.relative_to(docs).as_posix()
        else:
            return f"{text} (`{place.relative_to(ROOT).as_posix() if place.is_relative_to(ROOT) else target}` in the repository)"
        up = "/".join([".."] * len(here.parts))
        return f"[{text}]({up + '/' if up else ''}{inside}{'#' + anchor if anchor else ''})"

    images = (
        re.sub(r"!\[([^\]]*)\]\(docs/([^)]+)\)", r"![\1](\2)", markdown)
        if page.file.src_uri == "index.md"
        else markdown
    )
    return LINK.sub(changed, images)
