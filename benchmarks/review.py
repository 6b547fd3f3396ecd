"""Push and pull of 5,000 tasks with predictions: our board against the plain SDK, on the same server in one run.

Each measurement is a process of its own, so that its peak memory is its own. Both clients push the same tasks in the
same batches; both read back the same project, in which an account has annotated every task.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
import results
from curation import taxonomy
from curation.core.records import Candidate, Origin, ReviewItem
from curation.review.board import layout, presentation, pull, push
from curation.review.judgements import batches
from curation.review.standing import pace
from curation.services import label_studio_server
from curation.services.label_studio import LabelStudio
from curation.stats import attention
from curation.stats.intervals import Rate, wilson

TREE = taxonomy.load("air-2024")


def items(n: int) -> list[ReviewItem]:
    """`n` items of about 1.6 KB, each with a proposed category."""
    code = TREE.qualified(TREE.leaves()[7].code)
    clause = "An operator shall keep the log of the unit for two years. " * 25
    made = []
    for k in range(n):
        words = f"Prompt {k}"
        one = Candidate(
            id=f"c{k}", root=f"c{k}", dataset="bench", kind="prompt", text=words, categories=[code],
            origin=Origin(generator="author", version="1"), fingerprint="0" * 64,
        )  # fmt: skip
        seen = presentation.of_candidate(one, [], []) | {"clause": clause, "citation": "Rules, Art. 1"}
        made.append(presentation.freeze("bench", "prompt", one.id, "bench", seen, 2, 1.0, []))
    return made


def paths(code: str) -> list[str]:
    """A category's codes from the top."""
    return [c.code for c in TREE.path(code)]


def head(n: int) -> batches.Batch:
    """The head of the batch, found again by its mark."""
    screen = layout.build("prompt", TREE)
    return batches.Batch("bench", "prompt", "bench", TREE.id, screen.digest, f"{n:016}")


def our_push(url: str, token: str, n: int) -> int:
    """Pushes as `curation review push` does: the listing before and after is part of it."""
    done = push.push(LabelStudio(url, token), head(n), items(n), layout.build("prompt", TREE), paths)
    return done.added


def sdk_push(url: str, token: str, n: int) -> int:
    """Pushes as the SDK's guide shows it; nothing is looked at afterwards."""
    from label_studio_sdk.client import LabelStudio as Sdk

    client = Sdk(base_url=url, api_key=token)
    project = client.projects.create(title=f"plain {n}", label_config=layout.build("prompt", TREE).xml)
    tasks = [push._with_paths(push.task_of(i), paths) for i in items(n)]
    body = [{"data": dict(t.data), "predictions": list(t.predictions)} for t in tasks]
    for at in range(0, n, push.SIZE):
        client.projects.import_tasks(id=project.id, request=body[at : at + push.SIZE])
    return len(body)


def our_pull(url: str, token: str, n: int) -> int:
    """Pulls as `curation review pull` does: every annotation checked and made a judgement."""
    board = LabelStudio(url, token)
    project = board.find_project(head(n).marker)
    assert project is not None
    codes = {c.code: c.code for c in TREE.leaves()}
    found = pull.pull(board, project, head(n), items(n), [], lambda who: "r1", {}, codes)
    assert {j.status for j in found.new} == {"active"}
    return len(found.new)


def sdk_pull(url: str, token: str, n: int) -> int:
    """Reads the tasks with their annotations by the SDK's pager; nothing is checked."""
    from label_studio_sdk.client import LabelStudio as Sdk

    board = LabelStudio(url, token)
    project = board.find_project(head(n).marker)
    client = Sdk(base_url=url, api_key=token)
    assert project is not None
    return sum(len(t.annotations or []) for t in client.tasks.list(project=int(project), fields="all"))


WORK = {f.__name__: f for f in (our_push, sdk_push, our_pull, sdk_pull)}


def child(name: str, url: str, token: str, n: int) -> None:
    """One measurement, printed as JSON."""
    if name.startswith("sdk"):
        import label_studio_sdk.client  # noqa: F401  what it costs to load is memory, not time
    start = time.perf_counter()
    count = WORK[name](url, token, n)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "count": count, "peak": peak}))


def measured(server: label_studio_server.Server, name: str, n: int) -> dict[str, Any]:
    """The figures of one measurement in a process of its own."""
    words = [sys.executable, __file__, "child", name, server.url, server.token, str(n)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def annotate(server: label_studio_server.Server, n: int) -> None:
    """Lets the first account accept every task, in two requests."""
    board = LabelStudio(server.url, server.token)
    project = board.find_project(head(n).marker)
    assert project is not None
    tasks = board.tasks(project)
    body = []
    for one in items(n):
        parts = [
            ("verdict", "choices", "choices", ["accept"]),
            ("seen_rev", "textarea", "text", [one.revision]),
        ]
        body.append(
            {"task": int(tasks[one.id][0].partition("@")[0]), "model_version": "bench",
             "result": [{"from_name": a, "to_name": "subject", "type": b, "value": {c: d}} for a, b, c, d in parts]}
        )  # fmt: skip
    header = {"Authorization": f"Token {server.token}"}
    with httpx.Client(base_url=server.url, headers=header, trust_env=False, timeout=300) as client:
        client.post(f"/api/projects/{project}/import/predictions", json=body).raise_for_status()
        client.post(
            f"/api/dm/actions/?id=predictions_to_annotations&project={project}",
            json={"selectedItems": {"all": True, "excluded": []}, "model_version": "bench", "ordering": []},
        ).raise_for_status()


def signs(people: int = 2000) -> str:
    """How often each sign of not looking names a careful person, and one who does not look."""
    lines = [
        "## review-signs", "", f"`python benchmarks/review.py --signs`: share of {people:,} people named by each sign. Careful: right in "
        "85 %, one judgement in 20 too fast, objects to 20 % as others do, half of two people's shared mistakes the same option. "
        "Careless: two thirds of the judgements too fast; one option in two thirds of the answers, else at random; no objection "
        "at all; 19 of 20 shared mistakes the same. n is judgements, of `same-mistakes` shared mistakes.",
        "", "| sign | who | " + " | ".join(f"n = {n}" for n in SIGN_SIZES) + " |", "|---|---|" + "---|" * len(SIGN_SIZES),
    ]  # fmt: skip
    for name in ("speed", "same-option", "same-verdict", "same-mistakes"):
        for careful in (True, False):
            cells = [str(_named(name, n, careful, people)) for n in SIGN_SIZES]
            lines.append(f"| {name} | {'careful' if careful else 'careless'} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


SIGN_SIZES = (10, 20, 40, 80)


def _named(name: str, n: int, careful: bool, people: int) -> Rate:
    draw = random.Random(f"{name} {n} {careful}")
    return wilson(sum(_sign(draw, name, n, careful).raised for _ in range(people)), people)


def _sign(draw: random.Random, name: str, n: int, careful: bool) -> attention.Sign:
    def often(share: float) -> list[bool]:
        return [draw.random() < share for _ in range(n)]

    if name == "speed":
        return attention.speed(
            [1.0 if fast else 60.0 for fast in often(0.05 if careful else 0.67)], [50.0] * n
        )
    if name == "same-verdict":
        return attention.same_verdict(often(0.2 if careful else 0.0), often(0.2))
    if name == "same-mistakes":
        return attention.same_mistakes(sum(often(0.5 if careful else 0.95)), n)
    keys = [draw.randrange(4) for _ in range(n)]
    known = [k if right else draw.randrange(4) for k, right in zip(keys, often(0.85), strict=True)]
    lazy = [2 if same else draw.randrange(4) for same in often(0.67)]
    return attention.same_option(known if careful else lazy, keys, 4)


def annotator(items_n: int = 20, doubles: int = 190) -> str:
    """What an annotator waits for: the next item after Submit, and tasks that a killed import left twice."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    from playwright.sync_api import sync_playwright

    import live_desk
    import live_label_studio as live

    server = live.shared()
    board = LabelStudio(server.url, server.token)
    screen = layout.build("prompt", TREE)
    push.push(board, head(doubles), items(doubles), screen, paths)
    project = board.find_project(head(doubles).marker)
    assert project is not None
    board.add(project, [push._with_paths(push.task_of(i), paths) for i in items(doubles)])
    start = time.perf_counter()
    mended = push.push(board, head(doubles), items(doubles), screen, paths).mended
    healing = time.perf_counter() - start
    live.join(server, "next@example.com", live_desk.PASSWORD)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=live.chromium(), args=["--no-sandbox"])
        person = live_desk.Person(browser, server, "next@example.com")
        person.stream(project)
        waits = sorted(_submitted(person) for _ in range(items_n))
        browser.close()
    between = pace.of("", waits)
    return "\n".join([
        "## review-annotator", "", f"`python benchmarks/review.py --annotator`: Chromium and Label Studio (SQLite) on one machine of 2 cores, "
        f"load average {os.getloadavg()[0]:.1f}.", "", "| what | seconds |", "|---|---|",
        f"| from Ctrl+Enter to the next item on the screen, median of {items_n} [95 %] | {between.seconds:.2f} [{between.low:.2f}, {between.high:.2f}] |",
        f"| {mended} doubles of a killed import found and removed by the next push | {healing:.2f} |",
    ])  # fmt: skip


def _submitted(person: Any) -> float:
    """Seconds from the keys that submit to the next item on the screen: its words are others than before."""
    words = person.page.inner_text(".cur-main")
    person.press("a")
    start = time.perf_counter()
    person.page.keyboard.press("Control+Enter")
    person.page.wait_for_function(
        "before => { const now = document.querySelector('.cur-main'); return now && now.innerText && now.innerText !== before; }",
        arg=words, polling=20, timeout=30000,
    )  # fmt: skip
    return time.perf_counter() - start


def main(n: int) -> None:
    """Runs everything and writes the table."""
    folder = Path(tempfile.mkdtemp())
    server = label_studio_server.start(folder)
    found: dict[tuple[str, int], dict[str, Any]] = {}
    try:
        for size in (n // 5, n):
            for name in ("our_push", "sdk_push"):
                found[name, size] = measured(server, name, size)
            annotate(server, size)
            for name in ("our_pull", "sdk_pull"):
                found[name, size] = measured(server, name, size)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    text = "\n".join(_lines(found, n))
    print(text)
    results.replace("review", text)


def _lines(found: dict[tuple[str, int], dict[str, Any]], n: int) -> list[str]:
    lines = [
        "## review", "", f"`python benchmarks/review.py {n}`: tasks with predictions and one annotation each, SQLite, one run, 2 cores shared.",
        "", "| tasks | client | push, s | tasks/s | peak, MB | pull, s | tasks/s | peak, MB | read back |",
        "|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for size in (n // 5, n):
        for client, name in (("our", "curation"), ("sdk", "label-studio-sdk")):
            out, back = found[f"{client}_push", size], found[f"{client}_pull", size]
            lines.append(
                f"| {size:,} | {name} | {out['seconds']:.1f} | {size / out['seconds']:.0f} | {out['peak']:.0f} "
                f"| {back['seconds']:.1f} | {size / back['seconds']:.0f} | {back['peak']:.0f} | {back['count']:,} |"
            )
    ratio = {w: found[f"sdk_{w}", n]["seconds"] / found[f"our_{w}", n]["seconds"] for w in ("push", "pull")}
    return [
        *lines, "",
        f"Ratio of the times at {n:,} (SDK / curation): push {ratio['push']:.2f}, pull {ratio['pull']:.2f}. The push of curation "
        "includes the count that proves that every task is there once; its pull checks every field of every "
        "annotation and makes it a judgement. The SDK's times do neither, and leave out the seconds its import takes.",
    ]  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child(sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5]))
    elif "--annotator" in sys.argv:
        results.replace("review-annotator", annotator())
    elif "--signs" in sys.argv:
        results.replace("review-signs", signs())
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
