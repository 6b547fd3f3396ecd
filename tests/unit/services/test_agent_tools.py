"""The server for agents, asked through a real client of the protocol: it gives what the commands print and decides nothing."""

from __future__ import annotations

import asyncio
import importlib.util
import json

import pytest
from curation.pipeline.setup import scaffold
from curation.services import agent_tools

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("mcp") is None, reason="mcp is not installed (pip install 'curation[agents]')"
)

FORBIDDEN = ("decide", "cut", "publish", "withdraw", "pull", "push", "sign", "gold", "adjudicate")


def ask(server, name, **arguments):
    import mcp  # takes seconds, and the fast tests of this file do not need it

    async def go():
        async with mcp.Client(server) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            answer = await client.call_tool(name, arguments)
            return tools, answer.content[0].text

    return asyncio.run(go())


@pytest.mark.slow
def test_an_agent_reads_what_the_commands_print(tmp_path):
    place = tmp_path / "w"
    scaffold.make(place, "by-hand")
    server = agent_tools.server(place)
    tools, status = ask(server, "status")
    assert not any(word in name for name in tools for word in FORBIDDEN)
    assert {"status", "check", "run", "show", "clauses", "rules", "lint", "dedup"} <= tools
    assert json.loads(status)
    _, findings = ask(server, "lint", items=[{"stem": "Who?", "options": ["A", "B", "B"], "answer": "A"}])
    assert {json.loads(line)["check"] for line in findings.splitlines()}
    _, failed = ask(server, "clauses", file="no-such-file.html")
    assert "exit code 1" in failed and "no-such-file.html" in failed


@pytest.mark.slow
def test_a_long_answer_says_how_much_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(agent_tools, "MOST", 10)
    scaffold.make(tmp_path / "w", "by-hand")
    answer = agent_tools.call(tmp_path / "w", ["status"])
    assert "characters more" in answer
