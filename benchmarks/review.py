"""Push and pull of 5,000 tasks with predictions: our board against the plain SDK, on the same server in one run."""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from curation import taxonomy
from curation.adapters import label_studio_server
from curation.adapters.label_studio import LabelStudio
from curation.ports import Task
from curation.review import layout

N = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
RESULTS = Path(__file__).with_name("RESULTS.md")


def tasks(tree: taxonomy.Taxonomy) -> list[Task]:
    """`N` tasks of about 1.6 KB, each with a preselected category."""
    path = [c.code for c in tree.path(tree.leaves()[7].code)]
    clause = "An operator shall keep the log of the unit for two years. " * 25
    empty = dict.fromkeys(("citation", "context", "opinions", "note"), "-")
    prediction = {
        "model_version": "curation",
        "result": [{"from_name": "category", "to_name": "subject", "type": "taxonomy", "value": {"taxonomy": [path]}}],
    }  # fmt: skip
    return [
        Task(
            f"i{n}",
            {
                **empty,
                "item_id": f"i{n}",
                "seen_rev": "r",
                "text": f"Prompt {n}",
                "clause": clause,
                "findings": "-",
            },
            [prediction],
        )
        for n in range(N)
    ]


def peak() -> float:
    """Peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(board: LabelStudio, xml: str, given: list[Task]) -> tuple[float, float, int, float]:
    """Seconds of push and pull, entries read back, and peak memory."""
    project = board.ensure_project("bench ours", "bench ours", xml, 2, "")
    start = time.perf_counter()
    for at in range(0, N, 250):
        board.add(project, given[at : at + 250])
    count = len(board.tasks(project))
    pushed = time.perf_counter() - start
    assert count == N
    start = time.perf_counter()
    for _ in board.annotations(project):
        pass
    return pushed, time.perf_counter() - start, len(board.tasks(project)), peak()


def plain(server: label_studio_server.Server, xml: str, given: list[Task]) -> tuple[float, float, int, float]:
    """The same with the SDK as its guide shows it: import, then list."""
    from label_studio_sdk.client import LabelStudio as Sdk

    client = Sdk(base_url=server.url, api_key=server.token)
    project = client.projects.create(title="bench plain", label_config=xml)
    body = [{"data": dict(t.data), "predictions": list(t.predictions)} for t in given]
    start = time.perf_counter()
    for at in range(0, N, 250):
        client.projects.import_tasks(id=project.id, request=body[at : at + 250])
    pushed = time.perf_counter() - start
    start = time.perf_counter()
    count = sum(1 for _ in client.tasks.list(project=project.id, fields="all"))
    return pushed, time.perf_counter() - start, count, peak()


def main() -> None:
    """Runs both and writes the table."""
    folder = Path(tempfile.mkdtemp())
    server = label_studio_server.start(folder)
    try:
        tree = taxonomy.load("air-2024")
        xml = layout.build("prompt", tree).xml
        given = tasks(tree)
        mine = ours(LabelStudio(server.url, server.token), xml, given)
        theirs = plain(server, xml, given)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    lines = [
        "## review", "", f"`python benchmarks/review.py {N}`: {N:,} tasks with predictions, SQLite, one run, 2 cores shared.", "",
        "| client | push, s | tasks/s | pull, s | tasks/s | read back | peak so far, MB |", "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for name, (push, pull, count, memory) in (("curation", mine), ("label-studio-sdk", theirs)):
        lines.append(
            f"| {name} | {push:.1f} | {N / push:.0f} | {pull:.1f} | {N / pull:.0f} | {count} | {memory:.0f} |"
        )
    lines += ["", f"Ratio (SDK / curation): push {theirs[0] / mine[0]:.2f}, pull {theirs[1] / mine[1]:.2f}. "
              "The push of curation includes the listing that proves that every task is there once."]  # fmt: skip
    text = "\n".join(lines)
    print(text)
    write(text)


def write(section: str) -> None:
    """Replaces this benchmark's section."""
    old = RESULTS.read_text("utf-8") if RESULTS.exists() else "# Benchmarks\n"
    begin, end = "<!-- review -->", "<!-- /review -->"
    block = f"{begin}\n{section}\n{end}"
    if begin in old:
        head, _, rest = old.partition(begin)
        new = head + block + rest.partition(end)[2]
    else:
        new = old.rstrip() + "\n\n" + block + "\n"
    RESULTS.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
