"""Which sector a body is of: by its name, by the part of it that is meant, by what the text explains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from loaders.document.model import Document
from loaders.extract.agencies.found import NARRATIVE, Found
from loaders.extract.agencies.kinds import sector_of
from loaders.extract.agencies.names import cues
from ontology import authority


def body_sector(found: Found) -> str:
    """The sector of a body, by what the text told of it, its fullest name, or most of its names."""
    if found.sector:
        return found.sector
    by_name = sector_of(found.name)
    known = authority.lookup(found.name)
    any_part = (
        by_name == "acute-health"
        or bool(re.search(r"\bHealth (?:and|&) Care\b", found.name))
        or (known is not None and known.trust and "Mental" not in found.name)
    )
    if any_part and re.search(r"\b(?:Trust|NHSFT|NHST)\b", found.name):
        # "Moor NHS Foundation Trust (Health Visitors)": the part of it that had to do with the case
        parts = {s for w in found.within if (s := part_sector(w))}
        if len(parts) == 1:
            return parts.pop()
    if by_name == "criminal-justice" and "Probation" in found.abbreviations:
        return "probation"  # "HM Prison and Probation Service in Wales (Probation)"
    if by_name != "other" or (found.kind and found.kind.sector == "other"):
        return by_name
    votes = Counter(s for n, count in found.names.items() if (s := sector_of(n)) != "other" for _ in range(count))
    return votes.most_common(1)[0][0] if votes else "voluntary-sector" if found.listed else "other"


def explain(found: Found, described: Mapping[str, str], staffed: Mapping[str, str]) -> None:
    """Gives a body whose name does not tell its kind the sector that the text, or a bracket after it, tells.

    Args:
        found: the body.
        described: the sector of a name by the words that explain it.
        staffed: the sector of a name by its workers.
    """
    if by_staff := next((s for n in found.names if (s := staffed.get(n))), None):
        found.sector = by_staff
        return
    if found.kind is not None and found.kind.sector not in ("voluntary-sector", "other"):
        return
    if authority.lookup(found.name) is not None:
        return
    within = sorted(found.within)
    told = [s for n in found.names if (s := described.get(n))]
    told += [next((s for s in (sector_of(w), does(w)) if s != "other"), "other") for w in within]
    found.sector = next((s for s in told if s not in ("other", "voluntary-sector")), next(iter(told), None))
    if found.sector == "other":
        found.sector = None
    if found.sector:  # "Moor Trust (Fairlight House hostel)"
        # "(the provider of refuges at the time)" says what it is, and is no name
        names = [w for w in within if len(w.split()) > 1 and not re.match(r"(?:the|an?|which|who)\b", w)]
        named = (w for w in names if sector_of(titled(w)) == found.sector)
        # Without its last word only where a name of its own is left: "Fairlight House", not "registered social".
        found.abbreviations |= {part for w in named for part in (w, w.rsplit(" ", 1)[0]) if part == w or w[0].isupper()}


#: So many sentences must tell of a sector's work by a body whose name does not say what it is.
AT_WORK = 2
#: Lines that anybody may ring are not the service of the area.
_NATIONAL = re.compile(r"(?i)\bhelpline\b|\bnational\b|\bSARC\b|sexual assault|AAFDA|advocacy after")


def explain_by_work(groups: Sequence[Found], document: Document) -> None:
    """Gives bodies whose names tell no kind the sector whose work is told of them.

    "A support worker from Harbour House saw her. The IDVA completed a DASH": asked only for sectors of which the review
    has no body otherwise, of bodies that are listed; the one with most such sentences is meant.
    """
    mute = [f for f in groups if f.listed and f.kind is None and f.sector in (None, "voluntary-sector")]
    mute = [f for f in mute if authority.lookup(f.name) is None]
    others = [f for f in groups if f not in mute and not f.family and not _NATIONAL.search(f.name)]
    held = {body_sector(f) for f in others if f.kind is None or f.marks or f.listed}
    for sector, pattern in cues()["at_work"].items():
        votes = _at_work(mute, re.compile(pattern), document) if mute and sector not in held else Counter()
        name, count = votes.most_common(1)[0] if votes else ("", 0)
        if count >= AT_WORK:
            meant = next(f for f in mute if f.name == name)
            meant.sector = sector
            mute.remove(meant)


def _at_work(bodies: Sequence[Found], work: re.Pattern[str], document: Document) -> Counter[str]:
    """How many sentences of the story tell of one of the bodies, and there or in the next of such work, by its name."""
    votes: Counter[str] = Counter()
    for paragraph in document.paragraphs:
        if paragraph.section.kind not in NARRATIVE or not work.search(paragraph.text):
            continue
        for sentence in paragraph.sentences:
            near = " ".join(s.text for s in (sentence, *sentence.after[:1]))
            named = [f for f in bodies if any(n in sentence.text for n in f.names)] if work.search(near) else []
            if len(named) == 1:
                votes[named[0].name] += 1
    return votes


#: Who pays for a service, and where it goes to its clients: neither is what it is.
_ASIDE = re.compile(
    r"\b(?:commissioned|funded|contracted|paid|employed|supported) by (?:the )?[\w’' -]+?(?= to\b|,|;|\.|$)"
    r"|\b(?:in|into|for|to) (?:local |the |its )?(?:schools|hospitals|prisons|courts|GP (?:practices|surgeries))\b"
)


def does(words: str) -> str:
    """The sector of a body by the words that say what it does ("a charity which provides counselling in schools")."""
    return sector_of(titled(_ASIDE.sub("", words)))


def part_sector(words: str) -> str | None:
    """The sector of the part of a trust that a bracket names; None where it holds none, or an acute part too."""
    if re.search(r"(?i)midwi|matern|hospital|acute|emergency|a&e", words):
        return None
    sector = sector_of(titled(words))
    return sector if sector in ("community-health", "mental-health", "substance-misuse") else None


#: A word, and what it has of a genitive; one of few capitals is an abbreviation.
_WORD = re.compile(r"(?P<short>\b[A-Z]{2,5}\b)|[^\W\d_]+(?:['’]s\b)?")


def titled(words: str) -> str:
    """Words with a capital each, as the kinds of body are told by them; abbreviations as they are ("IDVA")."""
    return _WORD.sub(lambda m: m[0] if m["short"] else m[0].capitalize(), words)
