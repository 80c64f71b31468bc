"""Finds what a review commends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from loaders.document.model import Sentence
from loaders.extract.learned import reader, roles_for_names
from loaders.extract.missed_opportunities.blame import Blame
from loaders.extract.missed_opportunities.clause import Party
from loaders.extract.missed_opportunities.merge import overlap, words_of
from loaders.extract.reading import Reading, evidence, machine
from loaders.extract.recommendations.entries import asks_for_future
from loaders.sheet import Evidence, GoodPractice
from loaders.why import Cue, Reason
from ontology.data import read_yaml

#: Characters of a summary.
SUMMARY = 140
#: The share of findings by these rules that were right.
CONFIDENCE = {"strong": 0.6, "weak": 0.35, "mild": 0.2, "headed": 0.6, "learned": 0.5}
#: How sure the learned reader must be of praise that no cue tells, and in which kinds of section.
ALONE = 0.5
JUDGES = ("analysis", "good-practice", "lessons", "conclusions", "equality", "other")
#: Words before a name that tell whose practice is meant ("good practice by the midwife").
_OF = re.compile(r"\b(?:by|of|from|within|for|in|at|part of)\s+(?:the |a |an |both )*$", re.I)
_ADVICE = re.compile(r"\brecommend|\bassurance\b|\bshould ensure\b", re.I)
_ADVISES = re.compile(r"^\W*recommendation\b|\brecommend(?:s|ed)? that\b|\bit is recommended\b", re.I)
#: A statement of something done, in a list under a heading of good practice.
_DONE = re.compile(
    r"\b(?:was|were|had|did|has|have|\w+ed|made|took|gave|saw|sought|kept|held|spoke|went|told|sent|met|built|led|knew|found|brought|rang|wrote)\b",
    re.I,
)


@dataclass(frozen=True)
class Cues:
    """``cues.yaml``, compiled; its comments explain the parts."""

    read: frozenset[str]
    headed: str
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    mild: re.Pattern[str]
    void: re.Pattern[str]
    general: re.Pattern[str]


@cache
def cues() -> Cues:
    """The cues, read once."""
    data = read_yaml("loaders.extract.good_practice", "cues.yaml")

    def any_of(name: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{text})" for text in data[name]), re.I)

    return Cues(
        read=frozenset(data["read"]),
        headed=data["headed"],
        strong=any_of("strong"),
        weak=any_of("weak"),
        mild=any_of("mild"),
        void=any_of("void"),
        general=re.compile(data["general"], re.I),
    )


#: Between what was well done and who did it ("was well managed by the force").
_BY = re.compile(r" by (?:the |a |an )?")


@dataclass
class _Praise:
    agency: str | None
    rule: str
    summary: str
    sentence: Sentence
    places: list[Evidence] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    again: int | None = None  # the section of the list that says it again


def find(reading: Reading) -> list[GoodPractice]:
    """What the document commends, in reading order; one entry for the sentences of one agency in one paragraph."""
    blame = Blame(reading)
    kept: list[_Praise] = []
    sentences = [s for s in reading.sentences(cues().read) if s.paragraph.kind != "footnote"]
    plain = roles_for_names(reading.persons)
    learned = reader(__package__, "praise.npz").read([plain(s.text) for s in sentences])[:, 0]
    for sentence, share in zip(sentences, map(float, learned), strict=True):
        parties = blame.move_to(sentence)
        if found := _commends(reading, sentence, parties, share):
            rule, start, words = found
            agency = _whose(blame, sentence, parties, start)
            how = blame.how(agency, sentence, parties)
            notes = (("agency", f"{agency}: {how}" if agency else how),)
            reason = Reason(evidence(sentence), (_cue(words, rule),), (), notes)
            _keep(kept, _Praise(agency, rule, _summary(sentence), sentence, [reason.place], [reason]))
        blame.passed(sentence, parties)
    return [
        GoodPractice(
            agency=p.agency,
            summary=p.summary,
            evidence=p.places,
            origin=machine(f"good_practice.{p.rule}", CONFIDENCE[p.rule], p.reasons),
        )
        for p in kept
    ]


def _cue(words: str, rule: str, means: str = "praise") -> Cue:
    if rule == "learned":
        return Cue(words, means, "good_practice/praise.npz")
    return Cue(words, means, f"good_practice/cues.yaml: {rule}")


def _commends(reading: Reading, sentence: Sentence, parties: list[Party], share: float) -> tuple[str, int, str] | None:
    """The rule by which a sentence commends, where its words stand, and the words; None if it does not.

    ``share`` is how sure the learned reader is of it.
    """
    found = _praises(sentence, parties, share)
    if found is None:
        return None
    void = cues().void.search(sentence.text)
    if not void and not _asks(sentence):
        return found
    rule, _, words = found
    if rule == "strong":
        against = (_cue(void[0], "void", "void"),) if void else ()
        because = "such a sentence commends nothing" if void else "the paragraph asks for something in future"
        reading.leave_out(
            "good_practice", "good practice", because, Reason(evidence(sentence), (_cue(words, rule),), against)
        )
    return None


def _praises(sentence: Sentence, parties: list[Party], share: float) -> tuple[str, int, str] | None:
    """The same, whatever makes the words void."""
    text, kind = sentence.text, sentence.section.kind
    if m := cues().strong.search(text):
        return "strong", m.start(), m[0]
    if m := cues().weak.search(text):
        whose = [p for p in parties if p.start < m.end() and (p.acts or _OF.search(text[: p.start]))]
        whose += [p for p in parties if p.start >= m.end() and _BY.fullmatch(text[m.end() : p.start])]
        if whose or cues().general.search(text[: m.start()]):
            return "weak", m.start(), m[0]
    if share >= ALONE and kind in JUDGES:
        told = reader(__package__, "praise.npz").speaks(text, "praise")
        return "learned", text.find(told[0]) if told else 0, " … ".join(told)
    if (m := cues().mild.search(text)) and any(p.acts and p.start < m.end() for p in parties):
        return "mild", m.start(), m[0]
    if kind == cues().headed and (m := _DONE.search(text)):
        return "headed", len(text), m[0]
    return None


def _asks(sentence: Sentence) -> bool:
    """Whether a paragraph asks for something in future."""
    lead, head = sentence.paragraph.lead, sentence.paragraph.text[:300].lower()
    if lead is not None and _ADVICE.search(lead.text):
        return True
    if sentence.section.kind != "recommendations":
        return False
    if asks_for_future(sentence):
        return True
    return bool(sentence.paragraph.cells) or bool(_ADVISES.search(head)) or " should " in head or head.startswith("to ")


def _whose(blame: Blame, sentence: Sentence, parties: list[Party], at: int) -> str | None:
    text = sentence.text
    acting = [p for p in parties if p.acts and p.start < at]
    if acting:
        return acting[-1].agency
    before = [p for p in parties if p.start < at and _OF.search(text[: p.start])]
    if before:
        return before[-1].agency
    after = [p for p in parties if p.start >= at]
    for p in after:
        if _OF.search(text[: p.start]) or p.acts:
            return p.agency
    if cues().general.search(text[:at]) or cues().general.search(text[at : at + 80]):
        return None
    return blame.in_view(sentence, parties) or (parties[0].agency if parties else None)


def _keep(kept: list[_Praise], new: _Praise) -> None:
    """Adds a commendation, or its place to the one that it continues."""
    judged = new.sentence.section.kind not in ("chronology", "background")
    for old in kept:  # what the narrative says in passing is what the analysis commends
        if (
            judged
            and old.agency == new.agency is not None
            and old.rule == "weak"
            and old.sentence.section.kind == "chronology"
        ):
            old.places.insert(0, new.places[0])
            old.reasons = [*new.reasons, *old.reasons]
            old.rule, old.summary, old.sentence = new.rule, new.summary, new.sentence
            return
    if new.sentence.section.kind == cues().headed and (told := _told_before(kept, new)):
        told.places.append(new.places[0])
        told.reasons += new.reasons
        told.again = new.sentence.section.index
        return
    for old in reversed(kept[-3:]):
        near = new.sentence.paragraph.index - old.sentence.paragraph.index
        if old.agency == new.agency and (near == 0 or (near == 1 and "weak" in (old.rule, new.rule))):
            if new.places[0].lines not in [p.lines for p in old.places]:
                old.places.append(new.places[0])
                old.reasons += new.reasons
            old.rule = min(old.rule, new.rule, key=lambda r: -CONFIDENCE[r])
            return
    kept.append(new)


def _told_before(kept: list[_Praise], new: _Praise) -> _Praise | None:
    """What the list of good practice says again of an agency: the commendation most like it in another section, that
    the list has not come to yet."""
    if new.agency is None:
        return None
    here = new.sentence.section.index
    fit = [p for p in kept if p.agency == new.agency and p.sentence.section.index != here and p.again != here]
    words = words_of(new.sentence.text)
    return max(fit, key=lambda p: overlap(words_of(p.sentence.text), words), default=None)


def _summary(sentence: Sentence) -> str:
    words = " ".join(sentence.text.split())
    return words if len(words) <= SUMMARY else words[: SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
