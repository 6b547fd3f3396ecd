"""Puts the turns of a conversation to a model as turns, where the LM evaluation harness is run with a chat template.

A task file of the harness knows one text for an item. Its `class` may say more: this one gives the turns of the column `messages` to
the chat template. An item without turns, and a model without a chat template, get the text of the task file.
"""

from __future__ import annotations

from typing import Any

from lm_eval.api.task import ConfigurableTask


class Conversations(ConfigurableTask):
    """A task of the harness whose items may be conversations."""

    def __init__(self, config: dict[str, Any] | None = None, **more: Any) -> None:
        super().__init__(config={k: v for k, v in (config or {}).items() if k != "class"}, **more)

    def fewshot_context(self, doc: dict[str, Any], num_fewshot: int = 0, **how: Any) -> Any:
        """What is put to the model: the turns through its chat template, or the text of the task file.

        An instruction for all items (`--system_instruction`) stands before the words of the item's own system turn.
        """
        turns = [{"role": turn["role"], "content": turn["content"]} for turn in doc.get("messages") or []]
        template = how.get("chat_template")
        if not turns or not how.get("apply_chat_template") or template is None:
            return super().fewshot_context(doc, num_fewshot=num_fewshot, **how)
        if num_fewshot:
            raise ValueError("conversations take no examples; run this task without --num_fewshot")
        if common := how.get("system_instruction"):
            own = [turns.pop(0)["content"]] if turns[0]["role"] == "system" else []
            turns.insert(0, {"role": "system", "content": "\n\n".join([common, *own])})
        return template(turns)
