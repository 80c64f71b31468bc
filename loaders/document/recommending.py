"""Tells recommendations from the lessons, conclusions and analysis that stand in one section with them."""

from __future__ import annotations

import re

from loaders.document.kinds import kind_of_heading
from loaders.document.model import Document, Paragraph

#: The label of a recommendation.
RECOMMENDATION = re.compile(
    r"^(?:\W*)(?:\w+ ){0,3}recommendations?\s*(?:no\.?\s*)?"
    r"(?:\d|[ivx]+\b|[a-z]\b|one|two|three|four|five|six|seven|eight|nine|ten|:)",
    re.I,
)
#: The heading over those of one body, or of all ("Recommendations: All Agencies").
OF_WHOM = re.compile(r"^(?:\w+ ){0,3}recommendations:\s+\S", re.I)
_AND_RECOMMENDATIONS = re.compile(
    r"(?:\b(?:and|with)\b|&|,|/|–|-)\s*(?:\w+\s+)?recommendations?\b|^recommendations?\s*(?:,|and\b|&|/)", re.I
)
#: "Improving systems and practice – recommendations" names them by what they are for.
_ARE_RECOMMENDATIONS = re.compile(r"\s[–—-] (?:the )?recommendations?\W*$", re.I)
_KINDS_OF_RECOMMENDATIONS = re.compile(
    r"\b(?:overview|local|national|regional|single|multi|agency|agencies|individual|panel|imr|imrs|key|strategic|"
    r"operational|specific|additional|further|overarching|the|of|dhr|review|report|from|for|by|and|other|all|full|final)\b",
    re.I,
)
#: Opens the recommendations of a part that has begun with something else.
_OPENS_RECOMMENDATIONS = re.compile(
    r"\bfollowing\b.{0,40}\brecommend|\brecommend(?:ations?|ed|s)?\b[^.]{0,60}:$"
    r"|\brecommendations? (?:are|is) (?:made|set out|as follows|listed)",
    re.I,
)
#: Words that ask for something to be done.
ASKS = re.compile(
    r"\b(?:should|must|shall|needs? to|is to|are to|to (?:ensure|review|seek|consider)|recommend\w*|that the|seeks?|"
    r"ensures?|considers?|reviews?)\b",
    re.I,
)


def other_kind(title: str) -> str | None:
    """The other kind that a heading names beside recommendations ("Conclusions and recommendations"), or None."""
    if not _AND_RECOMMENDATIONS.search(title):
        return None
    rest = _AND_RECOMMENDATIONS.sub(" ", title)
    if not _KINDS_OF_RECOMMENDATIONS.sub("", rest).strip(" ,&/–-"):
        return None
    other = kind_of_heading(rest)
    if other is None and _ARE_RECOMMENDATIONS.search(title):
        return None
    return other if other in ("conclusions", "lessons", "good-practice") else "analysis" if other is None else None


def opens(text: str) -> bool:
    """Whether a paragraph is a recommendation, or leads in to some."""
    return bool(RECOMMENDATION.match(text) or _OPENS_RECOMMENDATIONS.search(text))


def narrate(document: Document) -> None:
    """Takes sections that are called recommendations but mostly tell and weigh for what they are: analysis, around
    the recommendations that have a label."""
    held: dict[int, list[Paragraph]] = {}
    for p in document.paragraphs:
        if p.section.kind == "recommendations" and p.kind == "body":
            held.setdefault(p.section.index, []).append(p)
    for index, bodies in held.items():
        long = [p for p in bodies if len(p.text) > 250]
        telling = [p for p in long if not ASKS.search(p.text[:220]) and not RECOMMENDATION.match(p.text)]
        if len(bodies) >= 6 and len(telling) * 2 > len(bodies):
            document.sections[index].kind = "analysis"
