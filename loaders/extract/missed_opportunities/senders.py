"""Who only sent what lay with somebody else: "The form sent by the Ambulance Service lay unread for eight weeks"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.extract.missed_opportunities.clause import Party

_PAPER = (
    r"(?:referral|notification|notice|form|report|letter|e-?mail|summar(?:y|ie)|alert|message|request|concern|log)s?"
)
#: Before the body from which a paper came.
_SENT_BY = re.compile(
    rf"\b{_PAPER}\b[^.;,]{{0,30}}?\b(?:(?:sent|made|submitted|received|completed|passed on) )?(?:by|from) (?:the )?$",
    re.I,
)
#: What became of the paper.
_LAY = r"(?:(?:lay|sat|languished|remained)|(?:was|were) (?:\w+ )?(?:not|never|filed|left|lost|mislaid))\b"
_THEN_LAY = re.compile(
    rf"(?: (?:in|on|of|dated) [^.;,]{{2,30}}?| after [^.;]{{3,90}}?,?)? (?:and [^.;,]{{2,30}} )?{_LAY}"
)
#: The paper and what became of it, right behind the body ("The police notification lay on the record").
_ITS_PAPER_LAY = re.compile(rf"(?:[’']s?)? (?:\w+ ){{0,2}}?{_PAPER} {_LAY}")


def no_more_than_senders(text: str, parties: Sequence[Party]) -> list[Party]:
    """The bodies of a sentence from which a paper came that somebody else did not act upon, and nothing else.

    Args:
        text: the sentence.
        parties: the agencies that it names or means.
    """
    return [
        p
        for p in parties
        if (_SENT_BY.search(text[: p.start]) and _THEN_LAY.match(text[p.end :])) or _ITS_PAPER_LAY.match(text[p.end :])
    ]
