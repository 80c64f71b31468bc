"""Which of the bodies that a review names belong to the case, rather than to its law, guidance or trial."""

from __future__ import annotations

import re

from loaders.extract.agencies.found import Found, sentence_at

#: Kinds that reviews name for other reasons than contact: kept only where listed, addressed or given a part of
#: the report.
_TALKED_OF = {
    "government",
    "police-national",
    "commissioner",
    "nhs-england",
    "university",
    "pcc",
    "mayor",
    "strategic",
    "company",
}
_TRIAL = re.compile(r"(?i)\b(crown court|coroner|criminal court|old bailey|central criminal|inquest)\b")
_SENTENCED = re.compile(
    r"(?i)\b(?:sentenced|appeared|convicted|fined|pleaded|breach|order|imprisonment|months|bail\w*)\b"
)
_FOR_THE_DEATH = re.compile(r"(?i)\b(?:murder|manslaughter|life imprisonment|homicide|killing|trial)\b")
_AT_STUDY = re.compile(
    r"(?i)\b(?:told|informed|contacted|wellbeing|tutor|student support|welfare|disclosed|referred)\b"
)
#: Bodies that write guidance and train others, so that a passing name of them is no contact.
_MOVEMENTS = {"SafeLives", "Safe Lives", "Respect", "Standing Together", "Surviving Economic Abuse", "Imkaan", "CAADA"}
#: What a forum does in a case, or should have done.
_MEETS = re.compile(
    r"(?i)\brefer|\bheard\b|\bmeeting|\bdiscuss|\bpresented|\bheld\b|\bagenda|\blisted|\bmanaged|\bscreen|\btriage|"
    r"\bsent to|\breceived|\bconsidered at|\battend|\bcontact|\bnotif|\bassess|\bclosed|\bshared|\baction"
)


def belongs(found: Found) -> bool:
    """Whether a body had to do with the case or the review: listed, asked to act, or told of as one that acted."""
    if found.listed or found.addressed or found.gave:
        return True
    name = found.name
    kind = found.kind.id if found.kind else ""
    if found.kind and found.kind.forum and found.kind.sector == "multi-agency-forum" and not found.headed:
        told = [sentence_at(p, at).text for p, at, _ in found.told]
        if kind == "mappa":
            # To have been no case for it is no contact; not to have been brought to a MARAC is discussed.
            told = [t for t in told if not re.search(r"(?i)\b(?:no|not|nor|never|neither)\b", t)]
        return any(_MEETS.search(t) for t in told)
    if _TRIAL.search(name):
        # Not that of the trial for the death
        told = [
            p.text if p.kind == "row" else sentence_at(p, at).text
            for p, at, _ in found.told
            if p.section.kind in ("chronology", "background")
        ]
        return "Crown" in name and any(_SENTENCED.search(t) and not _FOR_THE_DEATH.search(t) for t in told)
    asked = any(p.section.kind == "recommendations" for p, _, _ in found.headed)
    if found.headed and (asked or kind not in ("university",)):
        return True
    if (
        kind == "police-national"
        and (found.told or found.process)
        and re.search(r"Police Co(mplaints|nduct)|IOPC|IPCC", name)
    ):
        return True
    if kind == "university" and any(_AT_STUDY.search(sentence_at(p, at).text) for p, at, _ in found.told):
        return True
    if kind in _TALKED_OF or not found.told:
        return kind == "csp"
    if name in _MOVEMENTS:
        return False
    chronicle = any(p.section.kind in ("chronology", "background") for p, _, _ in found.told)
    # A council is spoken of as the place as often as it is the body.
    return kind != "council" or chronicle
