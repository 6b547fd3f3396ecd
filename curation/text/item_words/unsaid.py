"""Words by which a question asks for a person, a fact, a reason or a rank, and by which a provision gives a reason or a rank."""

from __future__ import annotations

import re

ASKS_PERSON = re.compile(
    r"\b(?:who|whom|whose (?:mark|signature|approval|consent|permission|decision)|which (?:person|body|authority|officer|official|department|role|party))\b",
    re.I,
)
"""A question for somebody."""
BEFORE_PERSON = re.compile(r"^\W*(?:to|by|from|with|of) ", re.I)
"""What stands before somebody in an option."""
ASKS_FACT = re.compile(r"\b(?:who|whom|whose|what|why|how|in which form)\b", re.I)
"""A question for what a provision says."""
JUDGES_A_CASE = re.compile(
    r"\b(?:judged?|verdict|stands? with|in line|line with|state of|which of|not\b|complies|comply|(?:for|at|in) which|which \w+|to do|first step|applies to|required of|ground|dealt)",
    re.I,
)
"""A question that asks how a case is to be judged, or for a case: its key has words of its own."""
JUDGES = re.compile(
    r"\W*(?:it\b|a breach|as a|forbidden|unlawful|lawful|permitted|not |the \w+ (?:need|may|must|has|is)\b|because|he |she |they )",
    re.I,
)
"""How a key begins that judges a case."""
ASKS_REASON = re.compile(
    r"\b(?:for what (?:reason|purpose)|what (?:reason|purpose)|why (?:does|do|is|are|must) (?:the |this )?(?:section|clause|rule|article|regulation|provision|policy|paragraph|point|act|code))\b",
    re.I,
)
"""A question for the reason of a rule."""
REASONS = re.compile(
    r"\b(?:because|since|so that|so as|in order|reasons?|purposes?|to (?:prevent|protect|ensure|avoid|reduce|make|allow|keep|enable|shake|save|bring)|lest|for the (?:protection|safety|sake)|with a view|aim\w*|as (?:it|they|the))\b",
    re.I,
)
"""Words with which a provision gives a reason."""
ASKS_RANK = re.compile(
    r"\b(?:(?:greatest|most|more|highest) (?:weight|important|importance|serious|priority)|weighs? (?:most|more)|takes? (?:priority|precedence)|comes? first in (?:rank|importance)|most (?:important|heavily))\b",
    re.I,
)
"""A question for what weighs most."""
RANKS = re.compile(
    r"\b(?:first|before|most|more|greatest|highest|priority|precedence|prevails?|overrid\w*|weigh\w*|principal\w*|primar\w+|foremost|above all|urgent|rank\w*|order|instead|in place of)\b",
    re.I,
)
"""Words with which a provision sets one thing before others."""
ANYBODY = re.compile(
    r"\W*(?:nobody|no one|anybody|anyone|everybody|everyone|none|one|somebody|someone|all|both|neither|either|he|she|they)\b",
    re.I,
)
"""How a key begins that names no one by office."""
GIVES_A_REASON = re.compile(r",? (?:because|since)\b|, (?:as|for|so|if|though)\b", re.I)
"""What stands between a verdict and its reason."""
OWN_NAME = re.compile(
    r"\W*(?!(?:The|An?|Any|Every|Each|No|One|Two|Whoever)\b)[A-Z][a-z]{1,15}(?: \(|, who\b)"
)
"""The name of a person of a case at the start of an option."""
