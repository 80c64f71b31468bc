"""The body that a sentence is expressly about though it does not act in it: its report speaks, or it is the topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.extract.missed_opportunities.clause import Party

_REPORT = (
    r"(?:IMRs?|individual management reviews?|internal reviews?|management reviews?|chronology|reports? (?:to|for))"
)
#: After the name of a body: its report, or who wrote that ("the CRC's IMR", "the Trust's author").
_ITS_REPORT = re.compile(rf"(?:[’']s?)?\s+(?:own |internal |short |full |agency )?(?:{_REPORT}|author)\b", re.I)
#: Before it ("the author of the IMR for", "the IMR of").
_REPORT_OF = re.compile(
    rf"\b(?:{_REPORT}|author)(?: author| writer)?,? (?:of|for|from|by|on behalf of|submitted by) (?:the )?$", re.I
)
#: A sentence that begins with whom it is about ("As for the surgery,").
_AS_FOR = re.compile(
    r"^\W*(?:\w+ly,? |but |and )?(?:as (?:for|to|regards)|(?:in )?so far as|turning (?:now )?to|in the case of|for"
    r"|with (?:regard|respect) to|in (?:respect|relation) (?:of|to)|on the part of)\s+(?:the )?$",
    re.I,
)
_CONCERNED = re.compile(r"\s*(?:,|(?:is|was|were|are) concerned\b|(?:the|its) (?:IMR|report|author)\b)", re.I)


def topic(text: str, parties: Sequence[Party]) -> Party | None:
    """The body whose report speaks in a sentence, or that it is about by its first words.

    Args:
        text: the sentence.
        parties: the agencies that it names or means.

    Returns:
        The first such body; None where the sentence has none.
    """
    for p in parties:
        before, after = text[: p.start], text[p.end :]
        if _ITS_REPORT.match(after) or _REPORT_OF.search(before):
            return p
        if _AS_FOR.search(before) and _CONCERNED.match(after):
            return p
    return None
