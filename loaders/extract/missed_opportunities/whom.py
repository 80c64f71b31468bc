"""Which of the agencies in view a failing is most likely blamed on, by what speaks for each.

The grammar of the sentence proposes one (``blame.py``); what else is in view may speak for another: the heading, the
agency that the paragraph began with, how often each was named, and which sectors such failings are of. The weights in
``whom.yaml`` are trained by ``python -m tests.extraction.learn_whom`` on coded reviews; with weights that did not know
the review, the agency was right for 0.86 of the failings whose type and place were, the grammar alone for 0.84. The
file's second table of sectors is for ``learned``: once an agency is blamed, it weighs in the type.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.extract.missed_opportunities.clause import AGENT, HEADS, Party, is_reached
from loaders.extract.missed_opportunities.scopes import Scope
from ontology.data import read_yaml

#: Of the agencies named before in the section, how many of the last are in view; how far back each counts apart.
EARLIER, APART = 5, 3
#: How much more must speak for another agency than for the one that the grammar proposes.
MORE = 1.0
_GENERAL = re.compile(
    r"\b(?:agencies|professionals|services|practitioners|anyone|nobody|no[- ]one|system"
    r"|multi-agency(?! (?:risk|safeguarding|public)))\b",
    re.I,
)

_OF_ALL = re.compile(
    r"\b(?:all|both|several|other|any|no|between) (?:of )?(?:the )?(?:agencies|professionals|services|organisations)\b",
    re.I,
)


@dataclass(frozen=True)
class View:
    """What is in view at a failing.

    Attributes:
        text: of the sentence; ``above`` what its paragraph says before it.
        scope: the words of the failing.
        what: its type.
        parties: the agencies of the sentence.
        told: those that the grammar proposes; None for no particular one.
        heading: that of the heading, and whether it is by name.
        acting: those that acted so far in the paragraph.
        named: those that were named so far in the section, the last one last.
        before: the one that acted last before the paragraph.
        in_contact: those that had contact at a date of the sentence, or else of the last one before it that has any.
        sectors: of all agencies.
    """

    text: str
    above: str
    scope: Scope
    what: str
    parties: Sequence[Party]
    told: Sequence[str | None]
    heading: tuple[str | None, bool]
    acting: Sequence[str]
    named: Sequence[str]
    before: str | None
    in_contact: frozenset[str]
    sectors: Mapping[str, str]

    @property
    def earlier(self) -> list[str]:
        """The agencies named before in the section, the last one first."""
        return list(dict.fromkeys(reversed(self.named)))

    def candidates(self) -> list[str | None]:
        """Whom the failing may be blamed on; the grammar's proposal first, none in particular last."""
        near = [*self.told, *(p.agency for p in self.parties), *self.acting, *self.earlier[:EARLIER]]
        held: list[str] = [a for a in [*near, self.before, self.heading[0]] if a]
        if self.what == "marac-referral":  # "was never heard at MARAC": nobody refers to itself
            held = [a for a in held if self.sectors.get(a) != "multi-agency-forum"]
        return list(dict.fromkeys([*held, None]))


@dataclass(frozen=True)
class Weights:
    """``whom.yaml``.

    Attributes:
        of: what each thing that may speak for an agency weighs.
        sectors: by type of failing, what speaks for each sector among those in view.
        types: the same among all agencies: how much oftener they fail so (a logarithm).
    """

    of: Mapping[str, float]
    sectors: Mapping[str, Mapping[str, float]]
    types: Mapping[str, Mapping[str, float]]


@cache
def weights() -> Weights:
    """The trained weights, read once."""
    data: dict[str, Any] = read_yaml("loaders.extract.missed_opportunities", "whom.yaml")
    return Weights(data["weights"], data["sectors"], data["types"])


def blamed(view: View) -> str | None:
    """The agency that the grammar proposes, or another (None: none in particular) for which much more speaks."""
    held = weights()

    def score(agency: str | None) -> float:
        return sum(held.of.get(name, 0.0) * value for name, value in features(agency, view, held.sectors).items())

    likely = view.candidates()
    first, *others = likely if view.told[0] in likely[:1] else [None, *likely[:-1]]
    if first and (then := _of_its_kind_then(first, view)):
        return then
    if any(p.agency == first for p in view.parties) and not _GENERAL.search(view.text):
        others = [a for a in others if a is not None]  # one is named, and nobody speaks of all
    best = max(others, key=score, default=first)
    return best if score(best) > score(first) + MORE else first


def _of_its_kind_then(agency: str, view: View) -> str | None:
    """The one of an agency's sector that had contact at the date told, where the agency, which is not named there, had
    none ("the GP who saw her on 3 May" under the heading of two surgeries)."""
    if agency in view.in_contact or agency in view.text:
        return None
    alike = [a for a in view.in_contact if view.sectors.get(a) == view.sectors.get(agency)]
    return alike[0] if len(alike) == 1 else None


def features(agency: str | None, view: View, sectors: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """What speaks for an agency, or for none in particular, each with how much of it there is.

    Args:
        agency: one of the candidates.
        view: what is in view.
        sectors: by type of failing, what speaks for each sector.
    """
    proposed = agency in view.told
    if agency is None:
        return {
            "none": 1,
            "none: proposed": proposed,
            "none: said of all": _GENERAL.search(view.text) is not None,
            "none: said of all above": _OF_ALL.search(view.above) is not None,
            "none: no heading": view.heading[0] is None,
            "none: no agency here": not view.parties,
        }
    sector = view.sectors.get(agency, "other")
    heading, by_name = view.heading
    found: dict[str, float] = {
        "proposed": proposed,
        "where none is proposed": None in view.told,
        "heading": agency == heading,
        "heading by name": agency == heading and by_name,
        "before the paragraph": agency == view.before,
        "acted first": agency in view.acting[:1],
        "acted last": agency in view.acting[-1:],
        "times named": math.log1p(view.named.count(agency)),
        "forum": sector == "multi-agency-forum",
        "in contact then": agency in view.in_contact,
        "sector": sectors.get(view.what, {}).get(sector, 0.0),
    }
    if agency in (earlier := view.earlier):
        found[f"named {min(earlier.index(agency), APART)} before"] = 1
    return found | (_here(agency, view) or _not_here(agency, view))


def _not_here(agency: str, view: View) -> dict[str, float]:
    """What speaks for an agency that the sentence does not speak of."""
    heading = view.heading[0]
    return {
        "acted last, no heading": heading is None and agency in view.acting[-1:],
        "heading, not here": agency == heading,
        "heading, nobody here": agency == heading and not view.parties,
    }


def _here(agency: str, view: View) -> dict[str, float]:
    """What the sentence says of an agency; empty if it does not speak of it."""
    own = [p for p in view.parties if p.agency == agency]
    if not own:
        return {}
    scope, heads = view.scope, [p for p in own if HEADS.search(view.text[: p.start])]
    return {
        "here": 1,
        "here first": view.parties[0].agency == agency,
        "here alone": len({p.agency for p in view.parties}) == 1,
        "acts": any(p.acts for p in own),
        "subject": any(p.acts for p in heads),
        "agent": any(AGENT.search(view.text[: p.start]) for p in own),
        "in the clause": any(p.acts and scope.first <= p.start < scope.start for p in own),
        "before the words": any(p.end <= scope.start for p in own),
        "reached": all(is_reached(p, view.text) for p in own),
    }
