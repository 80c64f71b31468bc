"""Which agencies knew of a factor before the death: were told of it, saw it or recorded it."""

from __future__ import annotations

import re
from collections import defaultdict

from loaders.extract.reading import Reading, evidence
from loaders.extract.risk_factors.mentions import Mention
from loaders.extract.risk_factors.people import People
from loaders.sheet import Evidence, KnownTo

#: Sections whose tellings may say who knew.
_KINDS = ("chronology", "background", "analysis", "other", "family", "conclusions", "good-practice", "lessons")
#: What came out afterwards, or was kept from the agencies.
_AFTER = re.compile(
    r"\b(?:told the (?:chair|panel|review|author|trial|court)|the (?:panel|review|chair) (?:was told|learned|heard|understands?|noted)|"
    r"family (?:\w+ )?(?:told|report|said|understand|believe|describe)\w*|told (?:her|his|\w+['’]s|family|close) (?:family|mother|sister|brother|father|"
    r"friends?|colleagues?|members of)|(?:no|not|never|none of the) (?:agency|agencies|services?|professionals?) (?:\w+ )?(?:knew|aware|were aware|was)|"
    r"unknown to (?:the )?(?:agencies|services|police|any)|unbeknown|not known to|(?:after|following|since) (?:the|her|his) (?:death|homicide|murder)|"
    r"(?:it )?(?:later|subsequently) (?:transpired|emerged|became known)|did not (?:disclose|tell|report|inform)|not (?:been )?(?:disclosed|shared|told)|"
    r"(?:was|were|had) (?:not|never) (?:been )?(?:made )?(?:aware|informed|told)|witness statements?|police investigation into the)\b",
    re.I,
)
#: Agencies spoken of as where somebody was sent, or that did not take part.
_ONLY_NAMED = re.compile(
    r"\b(?:not to (?:call|tell|go to|talk to)|signposted to|advised to (?:contact|report|see|seek)|details (?:for|of)|(?:number|leaflet)s? (?:for|of)|no (?:contact|"
    r"referral|information)[^.;]{0,20}|would not talk to|did not (?:attend|contact|refer|call|tell|report|share|inform)[^.;]{0,30}|not (?:informed|told|referred)[^.;]{0,15}|"
    r"should have[^.;]{0,40}|could have[^.;]{0,40}|referred to|offered)\s+(?:the |a |to |an )?$",
    re.I,
)


class Knowing:
    """Tells who knew, from the sentences that tell of a factor and what stands around them."""

    def __init__(self, reading: Reading, people: People) -> None:
        self.reading = reading
        self.people = people
        self.dead = min((d.date for d in reading.deaths if d.date), default=None)

    def of(self, factor: str, subject: str, found: list[Mention]) -> list[KnownTo]:
        """The agencies that knew of the factor, each with the first date that the text gives, in order of knowing."""
        dates: dict[str, list[str]] = defaultdict(list)
        places: dict[str, list[Evidence]] = defaultdict(list)
        for mention in found:
            if mention.sentence.section.kind not in _KINDS:
                continue
            when = self.reading.timeline.running(mention.sentence)
            if when and self.dead and when[: len(self.dead)] >= self.dead[: len(when)] and len(when) >= 7:
                continue
            for agency in self._knew(mention):
                if when:
                    dates[agency].append(when)
                place = evidence(mention.sentence)
                if place not in places[agency]:
                    places[agency].append(place)
        return [
            KnownTo(agency=a, date=min(dates[a]) if dates[a] else None, evidence=places[a][:3])
            for a in sorted(places, key=lambda a: (min(dates[a]) if dates[a] else "9", places[a][0].lines))
        ]

    def _knew(self, mention: Mention) -> list[str]:
        sentence = mention.sentence
        text = sentence.text
        if _AFTER.search(text):
            return []
        index = self.reading.agency_index
        named = [
            m.agency for m in index.mentions(sentence) if not _ONLY_NAMED.search(text[max(0, m.start - 60) : m.start])
        ]
        if named:
            return list(dict.fromkeys(named))
        view = index.in_view(sentence)
        return [view] if view else []
