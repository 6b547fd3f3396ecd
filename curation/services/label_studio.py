"""Label Studio over its HTTP interface: the few endpoints the review needs, none of them ever retried when it writes.

The community edition has no roles, checks nothing and gives no key to make an import idempotent, so every task carries
our own id (`data.item_id`) and the whole listing, checked against the server's total, is what decides what is missing.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from curation.core.errors import ServiceError, StateError, visible
from curation.core.ports import Annotation, Task, TaskState
from curation.core.remote.addresses import NetworkFault
from curation.core.remote.network import Answer, Exchanger

PAGE = 1000
REMOVED_AT_ONCE = 250
"""Most tasks that one request removes: between the look at them and the request nobody should have begun one."""
TOKEN_VARIABLE = "LABEL_STUDIO_API_KEY"
HIDDEN_COLUMNS = tuple(
    f"tasks:{name}"
    for name in (
        "annotations_results", "predictions_results", "predictions_score", "predictions_model_versions", "annotators",
        "annotations_ids", "predictions_ids", "comments", "reviewers", "draft_exists", "file_upload", "storage_filename",
        "avg_lead_time", "updated_by", "data",
    )
)  # fmt: skip
"""Columns of the table that would show what others said, or the words of an item before its turn."""
ANNOTATION_FIELDS = "result,completed_by,updated_by,updated_at,lead_time,was_cancelled"
PAUSES = (0.3, 1.0)
"""Seconds before a listing is asked for again."""
BUSY = (502, 503, 504)
MOVED = (301, 302, 303, 307, 308)
TIMEOUT, CONNECT, DEADLINE = 600.0, 10.0, 1800.0
"""Seconds without a byte, until a connection stands, and for a whole answer: an import of thousands of tasks is one request."""
MOST = 1 << 30
"""Most bytes of one answer: a page of a thousand tasks with all that was said about them."""


def token_from_environment() -> str:
    """The token of `LABEL_STUDIO_API_KEY`.

    Raises: StateError when there is none: a token is never taken from a file in the workspace nor from an argument.
    """
    token = os.environ.get(TOKEN_VARIABLE, "")
    if not token:
        raise StateError(f"set {TOKEN_VARIABLE} to your Label Studio token (Account & Settings)")
    return token


class LabelStudio:
    """The Board port on a server; the token is a personal access token or a legacy token."""

    def __init__(self, url: str, token: str, pauses: Sequence[float] = PAUSES) -> None:
        self._pauses = pauses
        self.url = url.rstrip("/")
        self._token = token
        self._access = ""
        self._people: dict[int, str] = {}
        self._network = Exchanger(timeout=TIMEOUT, connect=CONNECT)

    def close(self) -> None:
        """Closes the connections."""
        self._network.close()

    def _header(self) -> str:
        if self._token.count(".") != 2:
            return f"Token {self._token}"
        if not self._access:
            answer = self._asked("POST", "/api/token/refresh", {}, json={"refresh": self._token})
            if answer.status != 200:
                raise ServiceError(f"Label Studio refused the token ({answer.status}); make a new one")
            self._access = str(answer.json()["access"])
        return f"Bearer {self._access}"

    def _call(self, method: str, path: str, **arguments: Any) -> _Reply:
        """The answer to one request; only an access token that ran out is renewed, and only once.

        Raises: ServiceError with status and the server's own words, never a header (they hold the session).
        """
        answer = self._send(method, path, **arguments)
        if answer.status == 401 and self._access:
            self._access = ""
            answer = self._send(method, path, **arguments)
        return _checked(answer)

    def _send(self, method: str, path: str, **arguments: Any) -> _Reply:
        """The answer as it is. Reading is tried again after a pause, writing never: its outcome is unknown.

        Raises: ServiceError when the server is not to be reached.
        """
        for pause in self._pauses if method == "GET" else ():
            try:
                answer = self._once(method, path, **arguments)
            except NetworkFault:
                time.sleep(pause)
                continue
            if answer.status not in BUSY:
                return answer
            time.sleep(pause)
        try:
            return self._once(method, path, **arguments)
        except NetworkFault as error:
            raise ServiceError(f"Label Studio at {self.url} is not to be reached: {error}") from error

    def _once(self, method: str, path: str, **arguments: Any) -> _Reply:
        return self._asked(method, path, {"Authorization": self._header()}, **arguments)

    def _asked(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        params: Mapping[str, Any] | None = None,
        json: Any = None,
    ) -> _Reply:
        url = self.url + path + (f"?{urlencode(params)}" if params else "")
        content = b"" if json is None else _encoded(json)
        sent = headers | ({} if json is None else {"content-type": "application/json"})
        answer = self._network.exchange(method, url, sent, content, MOST, DEADLINE)
        return _Reply(f"{method} {urlsplit(url).path}", url, answer)

    def _pages(self, path: str, **query: Any) -> Iterator[dict[str, Any]]:
        """Every entry of a paged listing; the number is checked against the server's total."""
        got, number, total = 0, 1, 1
        while got < total:
            reply = self._call("GET", path, params={**query, "page": number, "page_size": PAGE})
            entries, total = reply.listing()
            if not entries and got < total:
                raise ServiceError(f"Label Studio listed {got} of {total} entries; run it again")
            got += len(entries)
            number += 1
            yield from entries

    def invitation(self) -> str:
        """The path of the page where somebody who was asked in makes an account."""
        return str(self._call("GET", "/api/invite").json()["invite_url"])

    def find_project(self, marker: str) -> str | None:
        """Id of the project that carries `marker` in its description, None when there is none.

        Raises: StateError when more than one does.
        """
        found = [
            p for p in self._pages("/api/projects/", fields="id,description,title", include="id,description")
            if marker in str(p.get("description") or "").split("\n")
        ]  # fmt: skip
        if len(found) > 1:
            raise StateError(f"{len(found)} projects carry the mark {marker!r}; delete all but one")
        return str(found[0]["id"]) if found else None

    def ensure_project(self, marker: str, title: str, layout: str, overlap: int, guidelines: str) -> str:
        """Id of the project that carries `marker`, made or brought up to date.

        Args:
            marker: A text that stands in the description of the project: by it the project is found again.
            title: What people read.
            layout: The labelling layout as XML.
            overlap: How many people judge each task.
            guidelines: The instruction for people, as HTML.
        """
        settings = {
            "title": (title + " review")[:50] if len(title) < 3 else title[:50],
            "label_config": layout,
            "expert_instruction": guidelines,
            "show_instruction": False,
            "maximum_annotations": overlap,
            "sampling": "Sequential sampling",
            "show_collab_predictions": True,
            # A layout that asks why somebody skips needs no button that does not ask.
            "show_skip_button": 'name="skip"' not in layout,
            "skip_queue": "REQUEUE_FOR_OTHERS",
            "enable_empty_annotation": False,
        }
        project = self.find_project(marker)
        if project is None:
            made = self._call("POST", "/api/projects/", json={**settings, "description": marker})
            self._hide_columns(str(made.json()["id"]), layout)
            return str(made.json()["id"])
        now = self._call("GET", f"/api/projects/{project}/").json()
        if changed := {k: v for k, v in settings.items() if now.get(k) != v}:
            self._update(project, changed)
        return project

    def _hide_columns(self, project: str, layout: str) -> None:
        """Makes the first tab of the project's table one without columns of words, answers or people's work."""
        fields = sorted({"item_id", "seen_rev", "priority", *re.findall(r'"\$(\w+)"', layout)})
        hidden = [*(f"tasks:data.{name}" for name in fields), *HIDDEN_COLUMNS]
        data = {"title": "Items", "type": "list", "hiddenColumns": {"explore": hidden, "labeling": hidden}}
        self._call("POST", "/api/dm/views/", json={"project": int(project), "data": data})

    def _update(self, project: str, changed: Mapping[str, Any]) -> None:
        """Brings settings up to date.

        Raises: StateError when annotations made under a layout changed by hand keep the right one from coming back.
        """
        answer = self._send("PATCH", f"/api/projects/{project}/", json=changed)
        if answer.status == 400 and "label_config" in changed:
            raise StateError(
                f"somebody changed the layout of project {project} on the Label Studio server and people made annotations with it, "
                f"so the server does not take our layout back ({_words(answer)}); run `curation review pull` (it keeps these "
                "annotations in the log, but they do not count), delete them on the server, then run `curation review push`"
            )
        _checked(answer)

    def layout(self, project: str) -> str:
        """The layout in force on the server."""
        return str(self._call("GET", f"/api/projects/{project}/").json()["label_config"])

    def tasks(self, project: str) -> dict[str, list[str]]:
        """Tasks by our item id, each as `id@made`: SQLite gives the id of a deleted task to the next one."""
        found: dict[str, list[str]] = {}
        for task in self._pages(
            "/api/tasks/", project=project, fields="task_only", include="id,data,created_at"
        ):
            found.setdefault(str((task.get("data") or {}).get("item_id", "")), []).append(_named(task))
        return found

    def count(self, project: str) -> int:
        """How many tasks the server counts in the project; one small request."""
        query = {"project": project, "fields": "task_only", "include": "id", "page": 1, "page_size": 1}
        return int(self._call("GET", "/api/tasks/", params=query).json()["total"])

    def add(self, project: str, tasks: Sequence[Task]) -> None:
        """Imports tasks in one call, which the server does whole or not at all; the project says the overlap."""
        body = [{"data": dict(t.data), "predictions": [dict(p) for p in t.predictions]} for t in tasks]
        answer = self._call("POST", f"/api/projects/{project}/import", json=body).json()
        if answer.get("task_count") != len(tasks):
            raise ServiceError(
                f"Label Studio took {answer.get('task_count')} of {len(tasks)} tasks; push again"
            )

    def remove(self, project: str, tasks: Sequence[str]) -> list[str]:
        """Removes those of `tasks` that nobody has annotated or begun, in a few requests however many they are."""
        gone: list[str] = []
        wanted = set(tasks)
        columns = "id,created_at,annotations,drafts"
        bare = [
            _named(task)
            for task in (
                self._pages("/api/tasks/", project=project, fields="all", include=columns) if wanted else ()
            )
            if _named(task) in wanted and not task.get("annotations") and not task.get("drafts")
        ]
        for start in range(0, len(bare), REMOVED_AT_ONCE):
            part = bare[start : start + REMOVED_AT_ONCE]
            chosen = {"all": False, "included": [int(task.partition("@")[0]) for task in part]}
            self._call(
                "POST", "/api/dm/actions/", params={"id": "delete_tasks", "project": project},
                json={"selectedItems": chosen, "ordering": []},
            )  # fmt: skip
            gone += part
        return gone

    def states(self, project: str) -> list[TaskState]:
        """What the server believes of every task: its queue offers a task that is done to nobody."""
        columns = "id,data,created_at,is_labeled,overlap,total_annotations,cancelled_annotations"
        return [
            TaskState(
                _named(task),
                str((task.get("data") or {}).get("item_id", "")),
                bool(task.get("is_labeled")),
                int(task.get("overlap") or 1),
                int(task.get("total_annotations") or 0) + int(task.get("cancelled_annotations") or 0),
            )
            for task in self._pages("/api/tasks/", project=project, fields="task_only", include=columns)
        ]

    def requeue(self, project: str, overlaps: Mapping[str, int]) -> None:
        """Offers tasks again: the overlap alone does not bring a finished task back, `is_labeled` has to go as well."""
        for task, overlap in overlaps.items():
            body = {"overlap": overlap, "is_labeled": False}
            self._call("PATCH", f"/api/tasks/{task.partition('@')[0]}/", json=body)

    def withdraw(self, project: str, annotations: Sequence[str]) -> None:
        """Removes annotations; one that its source no longer names (made anew under the same id) is left alone."""
        for source in annotations:
            number, _, made = source.partition("/")[2].partition("@")
            answer = self._send("GET", f"/api/annotations/{number}/")
            if answer.status != 404 and str(_checked(answer).json().get("created_at", "")) == made:
                self._call("DELETE", f"/api/annotations/{number}/")

    def annotations(self, project: str) -> Iterable[Annotation]:
        """Every annotation of the project, page by page."""
        # The selection of columns goes for the annotations inside a task as well, so their fields are named too.
        columns = "id,data,created_at,annotations," + ANNOTATION_FIELDS
        for task in self._pages("/api/tasks/", project=project, fields="all", include=columns):
            for annotation in task.get("annotations") or []:
                yield self._annotation(task, annotation)

    def _annotation(self, task: Mapping[str, Any], given: Mapping[str, Any]) -> Annotation:
        data = task.get("data") or {}
        edited = given.get("updated_by")
        return Annotation(
            source=f"{_named(task)}/{given['id']}@{given.get('created_at', '')}",
            item=str(data.get("item_id", "")),
            reviewer=self._account(given.get("completed_by")),
            result=given.get("result") or [],
            made=str(given.get("created_at", "")),
            updated=str(given.get("updated_at", "")),
            seconds=given.get("lead_time"),
            cancelled=bool(given.get("was_cancelled")),
            edited_by=self._account(edited) if edited else "",
            data=data,
        )

    def _account(self, who: Any) -> str:
        """The e-mail of an account, empty when the account is gone."""
        if isinstance(who, Mapping):
            if who.get("email"):
                return str(who["email"])
            who = who.get("id")
        if who is None:
            return ""
        if int(who) not in self._people:
            users = self._call("GET", "/api/users/").entries()
            self._people |= {int(u["id"]): str(u.get("email", "")) for u in users}
        return self._people.get(int(who), f"user {who}")


@dataclass(frozen=True)
class _Reply:
    """An answer and what was asked."""

    asked: str
    url: str
    answer: Answer

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.answer.status

    def json(self) -> dict[str, Any]:
        """The object that the answer holds.

        Raises: ServiceError when it holds none.
        """
        try:
            body = json.loads(self.answer.body)
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            raise self.odd()
        return body

    def entries(self) -> list[dict[str, Any]]:
        """The list of objects that the answer is.

        Raises: ServiceError when it is none.
        """
        try:
            return self._objects(json.loads(self.answer.body))
        except (ValueError, RecursionError) as error:
            raise self.odd() from error

    def listing(self) -> tuple[list[dict[str, Any]], int]:
        """The entries of one page of a listing, and how many there are in all.

        Raises: ServiceError when it is none.
        """
        body = self.json()
        total = body.get("total", body.get("count", 0))
        if not isinstance(total, int):
            raise self.odd()
        return self._objects(body.get("tasks", body.get("results")) or []), total

    def _objects(self, found: Any) -> list[dict[str, Any]]:
        if not isinstance(found, list) or not all(isinstance(e, dict) and "id" in e for e in found):
            raise self.odd()
        return found

    def odd(self) -> ServiceError:
        """Says that the other side is no Label Studio, or one of another kind."""
        return ServiceError(f"{self.url} does not answer as a Label Studio does; check the address")


def _encoded(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _named(task: Mapping[str, Any]) -> str:
    return f"{task['id']}@{task.get('created_at', '')}"


def _checked(answer: _Reply) -> _Reply:
    """`answer` when it is a success.

    Raises: ServiceError with the status and the server's own words.
    """
    status, headers = answer.status, answer.answer.headers
    if status == 401:
        raise ServiceError(f"Label Studio refused the token; set {TOKEN_VARIABLE} to a valid one")
    if status >= 400:
        raise ServiceError(f"Label Studio answered {status} to {answer.asked}: {_words(answer)}")
    if status in MOVED:
        to = visible(headers.get("location", "elsewhere"))
        raise ServiceError(f"{answer.url} is moved to {to}; give that address with --to")
    if status != 204 and "json" not in headers.get("content-type", ""):
        raise answer.odd()
    return answer


def _words(answer: _Reply) -> str:
    """The server's own words, short and on one line."""
    try:
        body = json.loads(answer.answer.body)
    except (ValueError, RecursionError):
        return "no readable answer"
    said = body.get("validation_errors") or body.get("detail") if isinstance(body, dict) else None
    return visible(str(said or "no reason given"))[:300]


def validate_layout(xml: str) -> list[str]:
    """What Label Studio's own parser has against a layout; needs the "review" extra.

    Raises: MissingExtra without it.
    """
    from curation.core.errors import MissingExtra

    try:
        from label_studio_sdk.label_interface import LabelInterface
    except ImportError as error:
        raise MissingExtra("review", "checking a layout") from error
    try:
        LabelInterface(xml).validate()
    except ValueError as error:
        return [str(error)]
    return []
