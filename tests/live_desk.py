"""People at a laptop screen: accounts of the live server, signed in in Chromium, and what they can see anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
PASSWORD = "a-long-Pass-phrase-1"
LAPTOP = {"width": 1366, "height": 768}


class Person:
    """Somebody signed in, at a screen of 1366 × 768, who remembers every answer that came over the network."""

    def __init__(self, browser: Any, server: Any, email: str) -> None:
        self.context = browser.new_context(viewport=LAPTOP)
        self.page = self.context.new_page()
        self.url = server.url
        self.external: list[str] = []
        self.answers: list[str] = []
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        self.page.goto(f"{server.url}/user/login/")
        self.page.fill("input[name=email]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/login" not in url, timeout=30000)

    def _request(self, request: Any) -> None:
        if self.url not in request.url and request.url.startswith("http"):
            self.external.append(request.url)

    def _response(self, response: Any) -> None:
        if "json" in response.headers.get("content-type", ""):
            try:
                self.answers.append(f"{response.url}\n{response.text()}")
            except Exception:  # noqa: BLE001  a body that the browser has let go of was read by nobody either
                return

    def stream(self, project: str, wait: str = ".cur") -> None:
        self.page.goto(f"{self.url}/projects/{project}/data?labeling=1")
        self.page.locator(wait).first.wait_for(timeout=20000)
        self.page.wait_for_timeout(600)

    def table(self, project: str) -> str:
        """The words of the project's table."""
        self.page.goto(f"{self.url}/projects/{project}/data")
        self.page.wait_for_timeout(2500)
        return str(self.page.inner_text("body"))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(150)

    def sees(self, text: str) -> bool:
        return any(one.is_visible() for one in self.page.get_by_text(text).all())

    def choose(self, label: str, within: str = ".cur", nth: int = 0) -> None:
        """Clicks the choice with that label, as soon as the page shows it: on a busy machine the next item comes late."""
        chosen = self.page.locator(f"{within} label").filter(has_text=label)
        chosen.filter(visible=True).nth(nth).click(timeout=20000)
        self.page.wait_for_timeout(200)

    def submit(self) -> None:
        with self.page.expect_response(
            lambda r: "/annotations" in r.url and r.request.method == "POST", timeout=20000
        ) as told:
            self.page.keyboard.press("Control+Enter")
        assert told.value.status in (200, 201)
        self.page.wait_for_timeout(1000)

    def shoot(self, name: str) -> None:
        IMAGES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(IMAGES / f"{name}.png"))


def fits(page: Any) -> bool:
    """Whether everything is on one laptop screen and no card is cut."""
    return bool(
        page.evaluate(
            """() => {
                const inside = (e) => e.scrollHeight <= e.clientHeight + 1;
                const boxes = [...document.querySelectorAll('.cur-left, .cur-side, .cur-card')];
                return document.documentElement.scrollHeight <= innerHeight && boxes.every(inside)
                    && boxes.every(b => b.clientHeight === 0 || b.getBoundingClientRect().bottom <= innerHeight);
            }"""
        )
    )


def everywhere(person: Person, projects: list[str]) -> Iterator[tuple[str, str]]:
    """Every place where somebody signed in could find what belongs to an item: its name, and what is there as text."""
    api = person.context.request
    for project in projects:
        yield f"table of project {project}", person.table(project)
        for path in (
            f"/api/tasks/?project={project}&fields=all&page_size=100",
            f"/api/tasks/?project={project}&fields=task_only&page_size=100",
            f"/api/projects/{project}/",
            f"/api/projects/{project}/next/",
            f"/api/projects/{project}/tasks/?page_size=100",
            f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true",
            f"/api/projects/{project}/export?exportType=CSV&download_all_tasks=true",
            f"/api/projects/{project}/sample-task",
            f"/api/projects/{project}/summary/",
            f"/api/dm/columns/?project={project}",
            f"/api/dm/views/?project={project}",
            f"/api/predictions/?project={project}",
            f"/api/projects/{project}/exports/",
        ):
            yield path, api.get(person.url + path).text()
    yield "projects page", api.get(f"{person.url}/api/projects/").text()
    for number, answer in enumerate(person.answers):
        yield f"network answer {number}", answer
