"""Clients of a Hub in processes of their own, forked from one that has imported the libraries: a client costs no import.

`Clients` starts that process with the switches that the Hub's library reads when it is imported. Every client is a fork of it: it
may be killed at any moment and shares nothing with the others but the cache folder. Waits between the library's repeated requests
are shortened; the requests are the same.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLIENT = """
import json, os, sys
from pathlib import Path
from curation import release
from curation.services.hub import HuggingFaceHub
from curation.core.errors import CurationError

def client(url, steps):
    hub = HuggingFaceHub(endpoint=url, token="hf_test", gated=os.environ.get("RELEASE_TEST_GATED", ""))
    said = []
    if "RELEASE_TEST_PID" in os.environ:
        Path(os.environ["RELEASE_TEST_PID"]).write_text(str(os.getpid()))
    for step, *given in steps:
        try:
            if step == "publish":
                done = release.publish(Path(given[0]), given[1], hub)
                said.append({"ok": True, "did": done.did, "commit": done.commit})
            elif step == "pull":
                trusts = [release.signing.Trust(tuple(given[2]))] if given[2:] else []
                said.append({"ok": True, "path": str(release.pull(given[0], Path(given[1]), hub, trusts))})
            elif step == "commit":
                said.append({"ok": True, "oid": hub.commit(given[0], Path(given[1]), "m", given[2])})
            elif step == "tag":
                hub.tag(*given)
                said.append({"ok": True})
            elif step == "head":
                said.append({"ok": True, "head": hub.head(given[0]), "tags": hub.tags(given[0])})
        except CurationError as error:
            said.append({"ok": False, "kind": type(error).__name__, "message": str(error)})
    print(json.dumps(said), flush=True)
"""
ALONE = CLIENT + "\nclient(sys.argv[1], json.loads(sys.argv[2]))"
FORKING = (
    CLIENT
    + """
import time, traceback
import huggingface_hub.hf_api
import curation.release.verification.proof, curation.release.publication.publishing, curation.release.verification.signing

wait = time.sleep
time.sleep = lambda seconds: wait(min(seconds, 0.05))
for line in sys.stdin:
    task = json.loads(line)
    if "wait" in task:
        _, status = os.waitpid(task["wait"], 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
        continue
    pid = os.fork()
    if pid == 0:
        out = os.open(task["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.environ.update(task["env"])
        code = 1
        try:
            client(task["url"], task["steps"])
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    print(pid, flush=True)
"""
)


def environment(home: Path, **more: str) -> dict[str, str]:
    """The variables that the Hub's library reads when it is imported; the transfer is the one that the product chooses."""
    kept = {name: value for name, value in os.environ.items() if name != "HF_HUB_DISABLE_XET"}
    switches = {"HF_HOME": str(home), "HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_OFFLINE": "0"}
    return {**kept, **switches, "PYTHONPATH": str(ROOT), **more}


@dataclass
class Running:
    """One client at work."""

    clients: Clients
    pid: int
    out: Path

    def wait(self) -> int:
        """The exit code; minus the number of the signal that ended it."""
        return int(self.clients.ask({"wait": self.pid}))

    def said(self) -> list[dict[str, object]]:
        """What it said of each step. Raises: AssertionError, with what it printed, when it failed."""
        code = self.wait()
        assert code == 0, self.out.read_text("utf-8")[-3000:]
        return json.loads(self.out.read_text("utf-8").splitlines()[-1])


class Clients:
    """The process that forks the clients. Its own endpoint is closed: a client that used another than the given one would fail."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hub-clients-"))
        self.home = self.folder / "home"
        self._count = 0
        self._process = subprocess.Popen(
            [sys.executable, "-c", FORKING],
            env=environment(self.home, HF_ENDPOINT="http://127.0.0.1:9"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, task: dict[str, object]) -> str:
        """The answer of the forking process to one task."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(task) + "\n")
        stdin.flush()
        return stdout.readline()

    def start(self, url: str, *steps: list, **env: str) -> Running:
        """A client that does the steps one after the other."""
        self._count += 1
        out = self.folder / f"{self._count}.txt"
        pid = int(self.ask({"url": url, "steps": steps, "env": env, "out": str(out)}))
        return Running(self, pid, out)

    def forget(self) -> None:
        """Empties the cache of the Hub's library."""
        shutil.rmtree(self.home, ignore_errors=True)

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()
        shutil.rmtree(self.folder, ignore_errors=True)


def alone(url: str, *steps: list, home: Path, **env: str) -> list[dict]:
    """What a client says that is started and imports everything itself, as a user's process does."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE, url, json.dumps(steps)],
        env=environment(home, HF_ENDPOINT=url, **env), capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])
