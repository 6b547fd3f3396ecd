"""Words and patterns: the words within a response that comes as JSON or as a call of a tool: what a person would be shown of it."""

from __future__ import annotations

import re

CALL = re.compile(
    r"\A\s*(?:<(?P<tag>tool_call|function_call|function|tool_use|tool|json|response|answer)\b[^>]{0,80}>|\[TOOL_CALLS\]|<\|tool_call\|>|```(?:json|tool_call|tool|xml)?)\s*",
    re.IGNORECASE,
)
CALL_END = re.compile(
    r"(?:</(?:tool_call|function_call|function|tool_use|tool|json|response|answer)>|```|<\|/tool_call\|>)\Z",
    re.IGNORECASE,
)
CALLS = re.compile(
    r"<(?:tool_call|function_call|tool_use)>((?:(?!</?(?:tool_call|function_call|tool_use)>).)*)</(?:tool_call|function_call|tool_use)>",
    re.DOTALL,
)
SILENT = frozenset(
    ["id", "type", "role", "name", "tool", "function", "model", "language", "lang", "locale", "timestamp", "created_at", "to", "from", "code", "category", "tool_name"]
)  # fmt: skip
"""Keys whose values are said to a program and not to a person."""
REFUSES = re.compile(
    r"(?:request |user request )?(?:refus(?:ed?|al|ing)|declin(?:ed?|ing)|denied|deny|rejected?|not[ _-]?(?:allowed|permitted|fulfilled)|unfulfilled|policy[_ ]refusal|cannot[_ ]comply|"
    r"abgelehnt|verweigert|refusée?|rechazad[oa]|denegad[oa]|rifiutat[oa]|recusad[oa]|geweigerd|odrzucono|отклонено|отказано|已?拒绝|拒否|거부|거절|مرفوض|अस्वीकृत)\W{0,3}",
    re.IGNORECASE,
)
"""A value that says by itself that the request is declined."""
TOOL_REFUSES = re.compile(
    r"(?:(?:issue|send|return|submit|give|output|safe|safety|policy|content|model|user)_)?(?:refus(?:e|al|ed)|declined?|reject(?:ed|ion)?)(?:_to)?(?:_(?:answer|request|task|help|respond|response|comply|user|query|prompt|user_request))?"
    r"|(?:cannot|can_not|cant|unable(?:_to)?)_?(?:help|comply|assist)\w*",
    re.IGNORECASE,
)
"""The name of a tool by which a model declines; `reject_invoice` and `decline_meeting` do what was asked."""

IS_CALL = re.compile(
    r"\s*(?:<(?:tool_call|function_call|tool_use|function)\b|\[TOOL_CALLS\]|<\|tool_call\|>)"
)
