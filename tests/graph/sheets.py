"""Fictional coding sheets for the tests, small and changeable."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from loaders.sheet import Sheet

PLACE = {"lines": [3, 4], "paragraph": "1.2", "quote": "she told the officer"}

_SHEET: dict[str, Any] = {
    "review": {
        "id": "harrow-vale-adult-q-2015",
        "source": "harrow-vale.txt",
        "title": "Domestic Homicide Review: Adult Q",
        "report_kind": "overview-report",
        "area": "Harrow Vale",
        "report_date": "2016-11",
        "evidence": {"area": [{"lines": [1, 1], "quote": "Harrow Vale"}]},
        "origin": {"area": {"by": "machine", "rule": "title"}},
    },
    "persons": [
        {"label": "Adult Q", "role": "victim", "sex": "female", "age": 34, "aliases": ["Q"], "evidence": [PLACE]},
        {"label": "Adult R", "role": "perpetrator", "sex": "male", "evidence": [{"lines": [5, 5]}]},
    ],
    "deaths": [
        {
            "victim": "Adult Q",
            "perpetrators": ["Adult R"],
            "date": "2015-06",
            "death_type": "homicide",
            "homicide_kind": "intimate-partner",
            "relationship": "ex-partner",
            "method": "sharp-instrument",
            "outcome": "convicted-murder",
            "minimum_term_years": 18,
            "by_perpetrator": [{"perpetrator": "Adult R", "relationship": "ex-partner", "outcome": "convicted-murder"}],
            "evidence": [{"lines": [6, 7]}],
        }
    ],
    "agencies": [
        {
            "name": "Harrow Vale Constabulary",
            "sector": "police",
            "contribution": "imr",
            "on_panel": True,
            "evidence": [PLACE],
        },
        {"name": "the GP practice", "sector": "general-practice", "aliases": ["GP"], "evidence": [{"lines": [8, 8]}]},
    ],
    "risk_factors": [
        {
            "factor": "strangulation",
            "subject": "perpetrator",
            "persons": ["Adult R"],
            "known_to": [
                {
                    "agency": "Harrow Vale Constabulary",
                    "date": "2014-02",
                    "evidence": [{"lines": [9, 9], "quote": "by the throat"}],
                },
                {"agency": "the GP practice"},
            ],
            "evidence": [{"lines": [9, 9], "quote": "by the throat"}, {"lines": [12, 12]}],
        }
    ],
    "contacts": [
        {
            "date": "2014-02-11",
            "agency": "Harrow Vale Constabulary",
            "kind": "incident-report",
            "persons": ["Adult Q", "Adult R"],
            "risk_level": "medium",
            "summary": "A neighbour called",
            "evidence": [{"lines": [9, 10]}],
        },
        {
            "date": "2014",
            "agency": "the GP practice",
            "kind": "appointment",
            "persons": ["Adult Q"],
            "evidence": [{"lines": [11, 11]}],
        },
    ],
    "missed_opportunities": [
        {
            "type": "marac-referral",
            "agency": "Harrow Vale Constabulary",
            "date": "2014-02",
            "summary": "No referral was made",
            "evidence": [{"lines": [13, 13]}],
            "origin": {"by": "machine", "rule": "no-referral", "confidence": 0.8},
        },
        {"type": "information-sharing", "agency": None, "evidence": [{"lines": [14, 14]}]},
    ],
    "good_practice": [{"agency": "the GP practice", "summary": "Asked alone", "evidence": [{"lines": [15, 15]}]}],
    "recommendations": [
        {
            "number": "1",
            "addressees": ["Harrow Vale Constabulary", "the GP practice"],
            "level": "local",
            "themes": ["marac", "training"],
            "text": "Both should refer.",
            "evidence": [{"lines": [16, 17]}],
            "actions": [{"action": "Train all staff", "lead": "Chief Inspector", "evidence": [{"lines": [18, 18]}]}],
        }
    ],
}


def plain(**review: Any) -> dict[str, Any]:
    """The sheet as parsed JSON; keywords change fields of its review."""
    data = deepcopy(_SHEET)
    data["review"] |= review
    return data


def sheet(**review: Any) -> Sheet:
    """The sheet as a model."""
    return Sheet.model_validate(plain(**review))


#: A text of twenty lines that the places of the sheet stand in.
TEXT = (
    "Domestic Homicide Review: Harrow Vale\n"
    + "\n".join(f"{n}. Line {n} of a report that nobody wrote." for n in range(2, 21))
    + "\n"
)
