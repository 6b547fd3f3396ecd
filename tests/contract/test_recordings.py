"""Recorded answers of a model: what was recorded once is replayed exactly, without a server, by whoever has the repository."""

from __future__ import annotations

import json
import shutil

import pytest
from curation.core.errors import InputError, ServiceError
from curation.core.ports import Request
from curation.pipeline import open_run, running
from curation.pipeline.models import recordings_use
from curation.services import recordings
from curation.services.completions import connect
from curation.services.dialects.form import Reply
from curation.services.recordings import Recording, Recordings
from curation.services.settings import Options
from openai_server import Step, serve

import kite_world

GENERATOR = '''
from curation.core.ports import Request
from curation.core.records import Failure, Origin
from curation.generation.context import Outcome, candidate, evidence, job

SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"], "additionalProperties": False}
WORDS = "Write a prompt about: "

class Asking:
    """A generator of tests: asks the model for one prompt of each mapped clause."""
    name, version, paid = "asking", "1", True
    def plan(self, context):
        for clause in context.clauses:
            if context.categories(clause) and "must not" in clause.text:
                yield job(self, context, clause, context.categories(clause)[0], "prompt", context.completer.fingerprint)
    def run(self, context, jobs):
        requests = [Request("", ({"role": "user", "content": WORDS + context.by_id[j.clause].text},), SCHEMA, purpose=j.clause) for j in jobs]
        for each, answer in zip(jobs, context.completer.complete(requests), strict=True):
            clause = context.by_id[each.clause]
            if answer.kind is not None:
                failure = Failure(step="generate", id=each.key[:16], kind=answer.kind, where=each.clause, error=answer.error)
                yield Outcome(each, failures=(failure,))
                continue
            origin = Origin(generator="asking", version="1", model=answer.model)
            yield Outcome(each, (candidate(
                dataset=context.dataset, kind="prompt", origin=origin, clauses=[clause], categories=[each.category],
                quotes=[evidence(clause, 0, len(clause.text))], text=answer.data["text"], variant="base", language="en",
            ),))

def make():
    return Asking()
'''  # fmt: skip
SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}


def answer(body):
    asked = body["messages"][0]["content"].split("Write a prompt about: ")[1].split("\n")[0]
    return json.dumps({"text": f"Please help me with this: {asked}"})


def settings(url, recording, attempts=1):
    return (
        kite_world.SETTINGS.replace(
            "[models]\n",
            f'[models]\ncompleter = "{url}"\nmodel = "strong-1"\nrecording = "{recording}"\n',
        )
        + f'\n[models.options]\nattempts = {attempts}\nbackoff = 0.01\n\n[generate]\ngenerators = ["asking_model:make"]\n'
    )


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The workspace about kites, with a generator that asks a model."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "asking_model.py").write_text(GENERATOR, "utf-8")
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv("CURATION_CONFIG", str(tmp_path / "own.toml"))
    return kite_world.make(tmp_path / "ws")


def set_up(folder, url, recording):
    (folder / "curation.toml").write_text(settings(url, recording), "utf-8")


def made(folder):
    run = running.execute(open_run(folder), "generate")
    return run.table("generate"), run.made["generate"]


@pytest.fixture
def recorded(folder):
    """The same, with its answers recorded; the server is gone."""
    with serve(Step(answer, slow=0.001)) as server:
        set_up(folder, server.url, "record")
        candidates, _ = made(folder)
        assert len(server.requests) == candidates.height > 0
        url = server.url
    return folder, url, candidates


def clone(folder, to):
    """What a colleague gets from git: everything but what a machine can make again."""
    return shutil.copytree(folder, to, ignore=shutil.ignore_patterns(".curation"))


@pytest.mark.slow
def test_a_clone_replays_the_same_candidates_without_a_server_and_without_a_key(
    recorded, tmp_path, monkeypatch
):
    folder, _url, candidates = recorded
    monkeypatch.delenv("CURATION_API_KEY", raising=False)
    # The endpoint of a colleague's settings may even be one that this account does not allow: nothing is sent.
    other = clone(folder, tmp_path / "clone")
    set_up(other, "https://llm.example.org/v1", "replay")
    monkeypatch.setenv("CURATION_OFFLINE", "1")
    replayed, artifact = made(other)
    assert replayed.equals(candidates)
    assert artifact.pending == {}
    assert set(replayed["origin"].struct.field("model")) == {"strong-1"}


@pytest.mark.slow
def test_recording_again_pays_nothing_and_gives_the_same_bytes(recorded, tmp_path):
    folder, _url, _ = recorded
    (file,) = recordings.folder(folder).glob("*.jsonl")
    before = file.read_bytes()
    other = clone(folder, tmp_path / "clone")
    with serve(Step(status=500)) as server:
        set_up(other, server.url, "record")
        candidates, artifact = made(other)
        assert server.requests == []
    assert candidates.height > 0 and artifact.pending == {}
    assert (recordings.folder(other) / file.name).read_bytes() == before
    lines = [json.loads(line) for line in before.splitlines()]
    assert [line["digest"] for line in lines] == sorted(line["digest"] for line in lines)
    assert {line["asked"] for line in lines} == {"strong-1"}
    assert set(lines[0]) == {
        "digest", "asked", "model", "text", "refusal", "finish", "input_tokens", "output_tokens",
    }  # fmt: skip


@pytest.mark.slow
def test_a_missing_recording_is_named_and_leaves_the_step_open(recorded):
    folder, url, candidates = recorded
    (file,) = recordings.folder(folder).glob("*.jsonl")
    lines = file.read_bytes().splitlines(keepends=True)
    gone = json.loads(lines[0])["digest"]
    file.write_bytes(b"".join(lines[1:]))
    set_up(folder, url, "replay")
    some, artifact = made(folder)
    assert some.height == candidates.height - 1
    assert gone[:12] in artifact.pending["recording-missing"]
    assert "kites@1#" in artifact.pending["recording-missing"]
    done = kite_world.call(folder, "run", "generate")
    assert isinstance(done.exception, InputError)
    assert {s.step: s.state for s in running.look(open_run(folder))}["generate"] == "stale"
    file.write_bytes(b"".join(lines))
    whole, artifact = made(folder)
    assert whole.equals(candidates) and artifact.pending == {}


@pytest.mark.slow
def test_an_endpoint_that_is_down_is_a_service_error_and_the_next_run_asks_again(folder):
    with serve(Step(answer)) as server:
        url = server.url
    set_up(folder, url, "off")
    done = kite_world.call(folder, "run", "generate")
    assert isinstance(done.exception, ServiceError)
    assert done.exception.exit_code == 3
    assert "Connection refused" in str(done.exception)
    assert {s.step: s.state for s in running.look(open_run(folder))}["generate"] == "stale"
    port = int(url.split(":")[2].split("/")[0])
    with serve(Step(answer), port=port) as server:
        done = kite_world.call(folder, "run", "generate")
        assert done.exception is None, done.output
        assert len(server.requests) > 0
    assert {s.step: s.state for s in running.look(open_run(folder))}["generate"] == "fresh"


@pytest.mark.slow
def test_prune_finds_what_is_stale_and_what_is_missing_and_changes_nothing_else(recorded, monkeypatch):
    folder, url, candidates = recorded
    (file,) = recordings.folder(folder).glob("*.jsonl")
    whole = file.read_bytes()
    stale = Recording("f" * 64, "strong-1", Reply("{}", "strong-1", "", "stop", 1, 1))
    file.write_bytes(whole + stale.line().encode() + b"\n")
    set_up(folder, url, "replay")
    found = recordings_use.use(folder)
    assert (len(found.used), found.stale, found.missing) == (candidates.height, (stale,), ())
    done = kite_world.call(folder, "recordings", "prune", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {
        "used": candidates.height, "stale": [{"digest": "f" * 64, "model": "strong-1"}], "missing": [], "removed": True,
    }  # fmt: skip
    assert file.read_bytes() == whole
    file.write_bytes(b"".join(whole.splitlines(keepends=True)[1:]))
    assert len(recordings_use.use(folder).missing) == 1
    assert [p for p in (folder / ".curation").iterdir() if p.name.startswith(".recordings")] == []


def ask(workspace, server, *texts, replay=False):
    kept = Recordings(workspace, replay)
    completer = connect(server.url, "m", None, Options(backoff=0.01), api_key="", recordings=kept)
    try:
        return list(
            completer.complete(
                [Request("", ({"role": "user", "content": t},), SCHEMA, max_tokens=9) for t in texts]
            )
        )
    finally:
        completer.close()


def test_the_second_request_after_an_unfit_answer_is_recorded_too(tmp_path):
    with serve(Step('{"m": 2}'), Step('{"n": 2}')) as server:
        (first,) = ask(tmp_path, server, "one")
        (again,) = ask(tmp_path, server, "one", replay=True)
        assert len(server.requests) == 2
    assert (first.data, again.data, again.cached) == ({"n": 2}, {"n": 2}, True)


def test_two_recorders_lose_nothing_of_each_other(tmp_path):
    with serve(Step('{"n": 1}')) as server:
        one, two = Recordings(tmp_path, False), Recordings(tmp_path, False)
        for kept in (one, two):
            assert kept.find("a" * 64) is None
        one.add("a" * 64, "m", Reply("1"))
        two.add("b" * 64, "m", Reply("2"))
        one.flush()
        two.flush()
        del server
    assert sorted(recordings.load(tmp_path)) == ["a" * 64, "b" * 64]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"digest": "x"}, "digest"),
        ({"text": 3}, "no text"),
        ({"input_tokens": -1}, "negative"),
        ({"key": "sk-1"}, "holds key"),
        ({"text": "my key is sk-" + "a1" * 12}, "looks like a key"),
        ({"input_tokens": True}, "no number"),
    ],
)
def test_a_bad_line_is_named_with_its_place_and_its_fault(tmp_path, change, words):
    good = json.loads(Recording("a" * 64, "m", Reply("1")).line())
    recordings.folder(tmp_path).mkdir(parents=True)
    file = recordings.folder(tmp_path) / "m.jsonl"
    file.write_text(
        json.dumps(good) + "\n" + json.dumps(good | {"digest": "b" * 64} | change) + "\nno json\n"
    )
    with pytest.raises(InputError) as caught:
        recordings.load(tmp_path)
    assert [issue.where for issue in caught.value.issues] == [
        f"recordings/m.jsonl > line {n}" for n in (2, 3)
    ]
    assert words in caught.value.issues[0].message


def test_two_answers_to_one_request_are_an_issue(tmp_path):
    recordings.folder(tmp_path).mkdir(parents=True)
    for name, text in (("a", "1"), ("b", "2")):
        line = Recording("a" * 64, "m", Reply(text)).line()
        (recordings.folder(tmp_path) / f"{name}.jsonl").write_text(line + "\n")
    with pytest.raises(InputError, match="recording-twice"):
        recordings.load(tmp_path)


def test_a_models_name_never_leads_out_of_the_folder(tmp_path):
    for name in ("../../x", "a/b", "", "...", "org/model:free"):
        assert recordings.file_of(tmp_path, name).parent == recordings.folder(tmp_path)
