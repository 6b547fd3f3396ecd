"""A model for Inspect whose answers are written beforehand: `--model curation/scripted -M answers=answers.jsonl`, without a network.

It is for a first try of a task, and to put answers that were given elsewhere into a log. Inspect's own `mockllm` fetches a tokenizer to count
tokens; this one counts none.
"""

from __future__ import annotations

from typing import Any

from inspect_ai.model import ChatMessage, GenerateConfig, ModelAPI, ModelOutput, modelapi
from inspect_ai.tool import ToolChoice, ToolInfo

from curation.core.errors import InputError
from curation.measure.answer_files import read_rows
from curation.measure.responses.response_text import response_text

DEFAULT = "This is the answer of a scripted model."
"""What it says where no answers are named."""


def _plain(text: str) -> str:
    return " ".join(text.split())


@modelapi(name="curation")
class ScriptedModel(ModelAPI):  # type: ignore[misc]
    """Answers each prompt with the `response` of the row whose `prompt` it is, or begins with.

    Args:
        model_name: any name; it stands in the log.
        answers: a file of rows with `prompt` and `response`; "" for one sentence to everything.
    """

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig = GenerateConfig(),
        answers: str = "",
        **model_args: Any,
    ) -> None:
        super().__init__(model_name, base_url, api_key, [], config)
        rows = read_rows(answers) if answers else []
        self._answers = {
            _plain(str(row.get("prompt") or "")): response_text(row.get("response")) for row in rows
        }
        if answers and not any(self._answers):
            raise InputError.one(answers, "prompt-missing", "no row has a column `prompt` beside `response`")

    async def generate(
        self, input: list[ChatMessage], tools: list[ToolInfo], tool_choice: ToolChoice, config: GenerateConfig
    ) -> ModelOutput:
        """The scripted answer to the last message; no answer where the file has none."""
        return ModelOutput.from_content(self.model_name, self._said(input[-1].text))

    def _said(self, text: str) -> str:
        if not self._answers:
            return DEFAULT
        asked = _plain(text)
        if asked in self._answers:
            return self._answers[asked] or ""
        # A question is put with its options behind it.
        begun = [prompt for prompt in self._answers if prompt and asked.startswith(f"{prompt} ")]
        return (self._answers[max(begun, key=len)] or "") if begun else ""
