"""A small fictional review, and its sheet as a machine would have made it."""

from __future__ import annotations

from loaders.sheet import Sheet, give_ids, parse

TEXT = """\
Domestic Homicide Review
Chair: Iris Pen
On 3 March 2015 Vale Police attended the home of Adult Q.
Vale Police did not refer Adult Q to MARAC.
Adult Q was killed on 9 June 2016.
"""


def machine_sheet() -> Sheet:
    """The sheet of the text, every item the machine's."""

    def said(line: int, rule: str, confidence: float) -> dict:  # type: ignore[type-arg]
        return {
            "evidence": [{"lines": [line, line]}],
            "origin": {"by": "machine", "rule": rule, "confidence": confidence, "status": "unreviewed"},
        }

    machine = {"by": "machine", "rule": "review.front", "confidence": 0.9, "status": "unreviewed"}
    return give_ids(
        parse(
            {
                "review": {
                    "id": "vale-adult-q-2016",
                    "title": "Domestic Homicide Review",
                    "source": "vale.txt",
                    "report_kind": "overview-report",
                    "chair": "Iris Pen",
                    "author": "Iris Pen",
                    "evidence": {"chair": [{"lines": [2, 2]}]},
                    "origin": {"chair": machine, "author": machine},
                },
                "persons": [{"label": "Adult Q", "role": "victim", **said(3, "persons.key", 0.9)}],
                "deaths": [{"victim": "Adult Q", "death_type": "homicide", **said(5, "deaths.killed", 0.9)}],
                "agencies": [{"name": "Vale Police", "sector": "police", **said(3, "agencies.police", 0.95)}],
                "risk_factors": [
                    {
                        "factor": "physical-abuse",
                        "subject": "perpetrator",
                        "known_to": [{"agency": "Vale Police", "date": "2015-03-03"}],
                        **said(3, "risk.physical", 0.4),
                    }
                ],
                "contacts": [
                    {
                        "date": "2015-03-03",
                        "agency": "Vale Police",
                        "kind": "incident-report",
                        **said(3, "contacts.attended", 0.8),
                    }
                ],
                "missed_opportunities": [
                    {"type": "marac-referral", "agency": "Vale Police", **said(4, "missed.referral", 0.7)}
                ],
                "good_practice": [],
                "recommendations": [],
            }
        )
    )
