"""Which organisations a review is about: those that took part, had contact, or are asked to act."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from loaders.document.model import Paragraph, Sentence
from loaders.extract.agencies.kinds import Kind, kind_of, marks, sector_of
from loaders.extract.agencies.lists import entries
from loaders.extract.agencies.names import cues, names_in
from loaders.extract.reading import Reading, evidence, machine
from loaders.sheet import Agency
from loaders.why import Cue, Reason
from ontology import authority

#: Kinds that reviews name for other reasons than contact: kept only where listed, addressed or given a part of
#: the report.
_TALKED_OF = {
    "government",
    "police-national",
    "commissioner",
    "nhs-england",
    "university",
    "pcc",
    "strategic",
    "company",
}
_NARRATIVE = {"chronology", "background", "analysis", "lessons", "conclusions", "good-practice", "family", "other"}
_PROCESS = {"process", "panel", "terms-of-reference", "other", "family"}
_UNREAD = {"contents", "glossary", "appendix"}
_ACTS = (
    r"(?:,? (?:and|"
    r"in partnership with)(?: the)? [A-Z][^.;,]{0,60}?)?[,:]?\s*(?:\([^)]*\)\s*)?(?:–|-|:|"
    r"to\b|should|must|will|shall|needs? to|"
    r"(?:is|are) (?:to|asked|recommended|required)|ensures?|reviews?|considers?|develops?|"
    r"seeks?|shares?|promotes?|raises?|"
    r"makes?|receives?|adopts?|members|staff|partners|provides?|works?|amends?|commissions?|undertakes?|monitors?|continues?)\b"
)
_SHARED = re.compile(
    r"(?i)\b(?:shares?|sent|presented|brought)\b[^.;]{0,40}\breport[^.;]{0,20}\b(?:with|to) (?:the )?$"
)
#: Those who stood by the family through the review had contact with the people concerned.
_SUPPORT = re.compile(
    r"(?i)\b(famil\w+|mother|father|parents?|sister|brother|aunt|uncle|daughter|son|"
    r"relatives?|she|he|they|friends?)\b[^.;]{0,80}"
    r"\b(supported (?:throughout )?(?:by|through)|support (?:from|of|by)|"
    r"advocates? (?:from|of)|advocacy (?:from|by)|offered support|"
    r"assisted by|accompanied by|represented by)"
    r"|\b(?:has |have )?(?:supported|advocated for|assisted|accompanied)\b (?:the |[\w’' ]{0,25}[’']s )?"
    r"(?:famil\w+|mother|father|parents?|sister|brother|aunt|uncle|daughter|son)\b"
)
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
_TEAM = re.compile(
    r"(?i)\b((?:liaison|support|crisis|access|screening|assessment) service|teams?|units?|integrated|duty|hub|"
    r"assessment|referral|safeguarding adults?)\b"
)
_OF_A_BOARD = {"community-health", "mental-health"}
_DEPARTMENTS = {"childrens-social-care", "adult-social-care", "housing", "police", "mental-health", "acute-health"}
#: Kinds of which one name within another's words is another body ("Moorhill Hospitals", "Moorhill Children's
#: Hospital").
_APART = {
    "hospital",
    "practice",
    "womens-aid",
    "school",
    "da-service",
    "charity",
    "substance",
    "homes",
    "health-visiting",
}
#: Sectors of bodies so unlike that words for one are another's only where it is of the same kind.
_MANY = {"community-health", "education", "voluntary-sector", "other", "criminal-justice"}
_RANK = {"imr": 4, "report": 3, "chronology": 2, "nil-return": 1}
_ABOUT = re.compile(
    r"(?i)\bIMRs?\b|management reviews?|nil[- ]return|no (?:contact|record|information|"
    r"involvement)|reports?\b|chronolog"
)


@cache
def _general() -> re.Pattern[str]:
    return re.compile(cues()["general"])


#: A verb or a person at the head of a sentence, before a name.
_OPENING = re.compile(r"[A-Z][a-z]+(?: (?:to|from|by|at|in|of)|(?<=s)) (?:the )?(?=[A-Z])")
#: A team of a body that is told by another name.
_TEAM_OF_IT = re.compile(r"^(?:Trust|Council|Board|Force|Service|Association)[’']s\b|\bof the (?:Trust|Council|Board)$")
#: What is said of a body in the bracket after its name.
_WITHIN = re.compile(r"\s*\(([^)]{4,60})\)")
#: What a body is called from here on, in a bracket after its name.
_CALLED = re.compile(
    r"\(\s*(?:(?:hereafter|hereinafter|henceforth|known as|referred to as|called) )?[“\"‘'](?:[Tt]he )?"
    r"(?P<short>[A-Z][\w’'&-]+(?: [A-Z][\w’'&-]+){0,3})[”\"’']\s*\)"
)
#: A footnote that is nothing but a name.
_SPELT = re.compile(
    r"[^A-Za-z]*((?:[A-Z][a-z’']+|and|for|of|in|the|to|&)(?: (?:[A-Z][a-z’']+|and|for|of|in|the|to|&)){2,8})\.?"
)
_TURNED = re.compile(r"\b([A-Z]{2,8}) \(([A-Z][A-Za-z&’' -]{8,70})\)")
_PLACED = re.compile(
    r"\b(?:an?|another|new|local|the|their|his|her) (?P<what>"
    r"GP [Ss]urgery|GP [Pp]ractice|[Mm]edical [Pp]ractice|[Ss]urgery|(?:primary |secondary |high )?school|"
    r"nursery|hostel|refuge|college) in (?P<place>[A-Z][a-z]+(?:-[a-z]+-[A-Z]\w+)?(?:,? [A-Z][a-z]+shire)?)"
)


@cache
def _role_rows() -> tuple[tuple[dict[str, Any], re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (
            row,
            re.compile(rf"(?<![\w’'-])(?:{row['words']})(?![\w-])"),
            re.compile(row["when"]) if "when" in row else None,
        )
        for row in cues()["roles"]
    )


_NAME = "\N{SECTION SIGN}"


@cache
def _said() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (what, re.compile(pattern.replace("{agency}", _NAME)))
        for what, patterns in cues()["said"].items()
        for pattern in patterns
    )


@dataclass
class Found:
    """One organisation while it is being gathered: its names with how often, and where the text speaks of it."""

    kind: Kind | None
    names: Counter[str] = field(default_factory=Counter)
    marks: frozenset[str] = frozenset()
    abbreviations: set[str] = field(default_factory=set)
    listed: list[tuple[Paragraph, int, int]] = field(default_factory=list)
    headed: list[tuple[Paragraph, int, int]] = field(default_factory=list)
    addressed: list[tuple[Paragraph, int, int]] = field(default_factory=list)
    told: list[tuple[Paragraph, int, int]] = field(default_factory=list)
    said: list[tuple[Paragraph, int, int]] = field(default_factory=list)
    gave: set[str] = field(default_factory=set)
    panel: bool = False
    role: bool = False
    called: str | None = None
    family: bool = False
    process: bool = False
    within: set[str] = field(default_factory=set)
    numbered: bool = False
    sector: str | None = None

    @property
    def name(self) -> str:
        """The fullest of its names."""
        trust = self.kind is not None and self.kind.id == "hospital"
        return self.called or max(
            self.names,
            key=lambda n: (
                len(n) < 110,
                trust and bool(re.search(r"\bTrust\b", n)),
                len(marks(n)),
                len(n.split()),
                self.names[n],
                n,
            ),
        )


@dataclass(frozen=True)
class _Raw:
    name: str
    paragraph: Paragraph
    start: int
    how: str  # listed, headed, addressed, told, said
    gave: str | None = None
    panel: bool = False
    within: str | None = None


def find(reading: Reading) -> list[Agency]:
    """The agencies of a review, in the order in which the text first lists or tells of them."""
    search = _Search(reading)
    found = search.bodies()
    panels = any(f.panel for f in found)
    agencies = [_agency(f, panels) for f in found]
    taken: dict[str, Agency] = {}
    for agency in agencies:
        taken.setdefault(agency.name, agency)
    claimed = {a.name for a in taken.values()}
    for agency in taken.values():
        agency.aliases = [a for a in agency.aliases if a not in claimed]
        claimed |= set(agency.aliases)
    return list(taken.values())


def _agency(found: Found, panels: bool) -> Agency:
    name = found.name
    places = [*found.listed[:2], *found.headed[:1], *found.addressed[:1], *found.told[:2]][:3] or found.said[:1]
    reasons = [_reason(found, *place) for place in places]
    best = max(found.gave, key=lambda g: _RANK.get(g, 0), default="none")
    aliases = [n for n, _ in found.names.most_common() if n != name]
    aliases += sorted(a for a in found.abbreviations if a not in aliases and a != name)
    rule = (
        "listed" if found.listed else "headed" if found.headed or found.addressed else "role" if found.role else "told"
    )
    return Agency(
        name=name,
        aliases=aliases,
        sector=_sector(found),
        contribution=best,
        on_panel=found.panel if panels else None,
        evidence=[reason.place for reason in reasons],
        origin=machine(f"agencies.{rule}", {"listed": 0.95, "headed": 0.9, "role": 0.6, "told": 0.65}[rule], reasons),
    )


def _reason(found: Found, paragraph: Paragraph, start: int, end: int) -> Reason:
    """What one place says of a body: its name there, and the kind of body that it is the name of."""
    place = evidence(_sentence(paragraph, start), *_span(paragraph, start, end))
    words = paragraph.text[start:end]
    kind = kind_of(words) or found.kind
    if kind is None:
        return Reason(place, (Cue(words, "a body's name"),))
    return Reason(place, (Cue(words, kind.sector, f"agencies/kinds.yaml: {kind.id}"),))


def _sector(found: Found) -> str:
    if found.sector:
        return found.sector
    by_name = sector_of(found.name)
    if by_name == "acute-health" and re.search(r"\b(?:Trust|NHSFT|NHST)\b", found.name):
        # "Moor NHS Foundation Trust (Health Visitors)": the part of it that had to do with the case
        parts = {s for w in found.within if (s := _part_sector(w))}
        if len(parts) == 1:
            return parts.pop()
    if by_name != "other" or (found.kind and found.kind.sector == "other"):
        return by_name
    votes = Counter(s for n, count in found.names.items() if (s := sector_of(n)) != "other" for _ in range(count))
    return votes.most_common(1)[0][0] if votes else "voluntary-sector" if found.listed else "other"


def _calls(abbreviation: str, name: str) -> bool:
    """Whether a bracket may be what a body is called, rather than the part of it that is meant ("Area Team (GP)")."""
    kind = kind_of(abbreviation)
    return kind is None or kind.sector == sector_of(name)


def _part_sector(words: str) -> str | None:
    """The sector of the part of a trust that a bracket names; None where it holds none, or an acute part too."""
    if re.search(r"(?i)midwi|matern|hospital|acute|emergency|a&e", words):
        return None
    sector = sector_of(_titled(words))
    return sector if sector in ("community-health", "mental-health", "substance-misuse") else None


def _titled(words: str) -> str:
    """Words in capitals, as the kinds of body are told by them."""
    return words.title().replace("’S", "’s").replace("'S", "'s")


def _sentence(paragraph: Paragraph, start: int) -> Sentence | Paragraph:
    return next((s for s in paragraph.sentences if s.start <= start < s.end), paragraph)


def _span(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    where = _sentence(paragraph, start)
    first, last = (where.start, where.end) if isinstance(where, Sentence) else (0, len(paragraph.text))
    lines = paragraph.lines(first, last)
    return (first, last) if lines[1] - lines[0] < 6 else (start, max(end, start + 1))


class _Search:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        labels = {
            w for p in reading.persons for label in (p.label, *p.aliases) for w in re.findall(r"[A-Z][a-z]+", label)
        }
        self.labels = {label for p in reading.persons for label in (p.label, *p.aliases)}
        self.described: dict[str, str] = {}
        self.staffed: dict[str, str] = {}  # the sector of its workers
        self._whose = re.compile(rf"\b(?:{'|'.join(sorted(labels)) or '-'})[’']s?\b")
        self._person_to = re.compile(
            rf"^(?:{'|'.join(sorted(labels)) or '-'}) (?:to|from|by|at|in|and) (?:the )?(?=[A-Z])"
        )
        self.full: dict[str, str] = {}
        self._generally: dict[tuple[int, int], bool] = {}

    def bodies(self) -> list[Found]:
        self._glossaries()
        raws = [
            self._plain(r)
            for r in [*self._listed(), *self._named(), *self._described(), *self._noted(), *self._short()]
        ]
        raws = [self._without_opening(r, raws) for r in raws if self._sound(r.name, r.how == "listed")]
        groups = self._cluster(raws)
        self._abbreviated(groups)
        self._shortened(groups)
        self._contributions(groups)
        for f in groups:
            self._explained(f)
        self._parts(groups)
        kept = [f for f in groups if self._belongs(f)]
        for f in kept:
            self._called(f)
        unnamed = self._numbered(kept)
        unnamed += self._roles([*kept, *unnamed])
        self._contributions(unnamed)
        kept += unnamed
        order = {id(f): self._first(f) for f in kept}
        return sorted(kept, key=lambda f: order[id(f)])

    def _explained(self, found: Found) -> None:
        """Gives a body whose name does not tell its kind the sector that the text, or a bracket after it, tells."""
        if by_staff := next((s for n in found.names if (s := self.staffed.get(n))), None):
            found.sector = by_staff
            return
        if found.kind is not None and found.kind.sector not in ("voluntary-sector", "other"):
            return
        if authority.lookup(found.name) is not None:
            return
        within = sorted(found.within)
        told = [s for n in found.names if (s := self.described.get(n))]
        told += [next((s for s in (sector_of(w), sector_of(_titled(w))) if s != "other"), "other") for w in within]
        found.sector = next((s for s in told if s not in ("other", "voluntary-sector")), next(iter(told), None))
        if found.sector == "other":
            found.sector = None
        if found.sector:  # "Moor Trust (Fairlight House hostel)"
            named = (w for w in within if len(w.split()) > 1 and sector_of(_titled(w)) == found.sector)
            found.abbreviations |= {part for w in named for part in (w, w.rsplit(" ", 1)[0])}

    @staticmethod
    def _called(found: Found) -> None:
        """Names a body that only words for its staff or kind name ("Student Health Visitor") by what it is."""
        if found.listed or found.marks or found.kind is None:
            return
        called = "the GP practice" if found.kind.id == "practice" else None
        if found.kind.id == "health-visiting" and any(re.search(r"(?i)health visit", n) for n in found.names):
            called = "Health Visiting Service"
        if called and not found.addressed:
            found.called = called
            found.names[called] += 1

    @staticmethod
    def _first(found: Found) -> tuple[int, int]:
        places = [*found.listed, *found.headed, *found.addressed, *found.told]
        return (0 if found.listed else 1, min((p.index for p, _, _ in places), default=0))

    def _plain(self, raw: _Raw) -> _Raw:
        """A name without the mark of its footnote, and without what kind of body it is called before it."""
        name = re.sub(r"[¹²³\u2070-\u2079]+$", "", raw.name)
        name = self._person_to.sub("", name)
        name = re.sub(r"^(?:[Cc]harity|[Oo]rgani[sz]ation|[Aa]gency) (?=[A-Z])", "", name)
        name = re.sub(r"^(?:and|of|the|for|with|(?:which|who|that) \w+)\s+(?:the\s+)?(?=[A-Z])", "", name)
        return raw if name == raw.name else replace(raw, name=name)

    @staticmethod
    def _without_opening(raw: _Raw, raws: list[_Raw]) -> _Raw:
        """A name without the word in capitals that opens its sentence or cell ("Taken to Moorhill Infirmary", "Asks
        Housing"), where it is told without that word too."""
        m = _OPENING.match(raw.name)
        opens = raw.paragraph.text[: raw.start].endswith(("\t", ". ", "\n"))
        if m is None or not opens:
            return raw
        rest = raw.name[m.end() :]
        return replace(raw, name=rest, start=raw.start + m.end()) if any(r.name == rest for r in raws) else raw

    # --- names

    def _glossaries(self) -> None:
        for paragraph in self.reading.document.paragraphs:
            if paragraph.section.kind == "glossary":
                self._glossary(paragraph.text)

    def _turned(self, paragraph: Paragraph) -> Iterator[_Raw]:
        """Notes an abbreviation that stands before its explanation: "STAR (Substance Treatment Referral team)"."""
        for m in _TURNED.finditer(paragraph.text):
            initials = "".join(w[0] for w in m[2].replace("-", " ").split() if w not in ("and", "of", "the", "for"))
            if kind_of(m[2]) and m[2][0] == m[1][0] and len(set(m[1]) & set(initials.upper())) >= len(m[1]) - 1:
                self.full.setdefault(m[1], m[2])
                if paragraph.section.kind in _NARRATIVE:
                    yield _Raw(m[2], paragraph, m.start(2), "told")

    def _noted(self) -> Iterator[_Raw]:
        """Bodies that the narrative calls by initials which a footnote alone spells out."""
        for note in self.reading.document.paragraphs:
            m = _SPELT.fullmatch(note.text.strip()) if note.kind == "footnote" else None
            if m is None or len(m[1].split()) < 3:
                continue
            full, initials = m[1], "".join(w[0] for w in m[1].split() if w[0].isupper())
            if not self._sound(full):
                continue
            used = re.compile(
                rf"\b(?:referr\w+|referral|signposted) (?:\w+ )?to (?:the )?{initials}\b"
                rf"|\b{initials}[’']s (?P<who>(?:[\w-]+ ){{0,3}}(?:worker|advocate|advis[eo]r|service|team|staff))\b"
            )
            for sentence in self.reading.sentences(_NARRATIVE):
                for told in used.finditer(sentence.text) if initials in sentence.text else ():
                    self.full.setdefault(initials, full)
                    if told["who"] and (sector := sector_of(_titled(told["who"]))) != "other":
                        self.staffed.setdefault(full, sector)
                    yield _Raw(full, sentence.paragraph, sentence.start + told.start(), "told")

    def _short(self) -> Iterator[_Raw]:
        """Bodies that the narrative calls only by what the glossary explains."""
        full = {a: f for a, f in self.full.items() if len(a) > 2 and a.isupper() and kind_of(f) and marks(f)}
        if not full:
            return
        pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, full)) + r")\b")
        for sentence in self.reading.sentences(_NARRATIVE):
            for m in pattern.finditer(sentence.text):
                if not self._in_general(sentence):
                    yield _Raw(full[m[0]], sentence.paragraph, sentence.start + m.start(), "told")

    def _listed(self) -> Iterator[_Raw]:
        for entry in entries(self.reading.document):
            text = self._long(entry.text)
            at = entry.paragraph.text.find(entry.text, max(0, entry.start - 4))
            bracket = _WITHIN.match(entry.paragraph.text, at + len(entry.text)) if at >= 0 else None
            within = entry.within or (bracket[1] if bracket else None)
            yield _Raw(text, entry.paragraph, entry.start, "listed", entry.gave, entry.panel, within)
            for name in names_in(entry.within or ""):
                if len(name.text.split()) > 1:
                    self.full.setdefault(name.text, text)

    def _long(self, text: str) -> str:
        m = re.fullmatch(r"(.+?)\s*\(([A-Z][A-Za-z&]{1,11})s?\)", text)
        if m:
            if _calls(m[2], m[1]):
                self.full.setdefault(m[2], m[1])
            return m[1]
        return text

    def _named(self) -> Iterator[_Raw]:
        for paragraph in self.reading.document.paragraphs:
            kind = paragraph.section.kind
            if paragraph.kind == "footnote" or kind in _UNREAD:
                continue
            if paragraph.kind == "heading":
                yield from self._heading(paragraph)
                continue
            yield from self._turned(paragraph)
            for sentence in paragraph.sentences:
                general = None
                for name in names_in(sentence.text):
                    if name.abbreviation and _calls(name.abbreviation, name.text):
                        self.full.setdefault(name.abbreviation, name.text)
                    general = self._in_general(sentence) if general is None else general
                    how = self._how(sentence, name.start, name.end, general)
                    yield _Raw(name.text, paragraph, sentence.start + name.start, how)

    def _how(self, sentence: Sentence, start: int, end: int, general: bool) -> str:
        kind, text = sentence.section.kind, sentence.text
        if kind == "recommendations":
            before = text[:start]
            near = len(before.split()) <= 6 or re.search(
                r"(?i)(?:recommend\w*|that|and|;|:)(?: that)?(?: the)? $", before
            )
            if (near and re.match(_ACTS, text[end:])) or _SHARED.search(before):
                return "addressed"
            return "said"
        if _SUPPORT.search(text):
            return "family"
        if kind in _NARRATIVE and not general:
            return "told"
        return "said"

    def _described(self) -> Iterator[_Raw]:
        """Names without a kind's words that the text explains: "Brightwater, a local charity for young carers"."""
        run = r"(?P<name>[A-Z][\w’'&]+(?: (?:and |of |for |& )?[A-Z][\w’'&]+){0,5})"
        explained = re.compile(
            run + r"(?: \([A-Z]{2,8}\))?(?:, | \(| – | - |, who are | is | are |, which is )"
            r"(?:an?|the|who are an?) (?P<what>(?:[\w’'-]+ ){0,7}?" + cues()["described"] + r")s?\b"
        )
        told = re.compile(r"\b" + cues()["described"])
        reached = re.compile(
            r"\b(?:referred|referral|signposted|self-referred|directed)(?: (?:her|him|them|[A-Z]\w+))? to (?:the )?"
            + run
            + r"(?= ?(?:[.,;(]| for| who| which| but| on| in | by| and ))"
        )
        staff = re.compile(
            r"\b(?:[Ww]orkers?|IDVAs?|ISVAs?|[Aa]dvocates?|[Cc]ounsellors?|[Cc]aseworkers?|[Aa]dvisers?|[Aa]dvisors?|[Ss]taff|"
            r"sessions?|support|run by|managed by|provided by|employed by|worked for) "
            r"(?:from |at |with )?(?:the )?" + run
        )
        for sentence in self.reading.sentences(
            _NARRATIVE | {"panel", "process", "terms-of-reference", "recommendations"}
        ):
            for m in explained.finditer(sentence.text) if told.search(sentence.text) else ():
                name = m["name"].removeprefix("The ")
                if (kind_of(name) is None or sector_of(name) == "voluntary-sector") and self._strange(name):
                    # "the charity commissioned to run the borough's drug and alcohol service"
                    rest = re.split(r"[.;,()–]", sentence.text[m.end() : m.end() + 100])[0]
                    says = [sector_of(_titled(m["what"])), sector_of(_titled(f"{m['what']} {rest}"))]
                    says = [t for t in says if t != "other"] or ["other"]
                    self.described.setdefault(name, next((t for t in says if t != "voluntary-sector"), says[0]))
                    how = "told" if sentence.section.kind in _NARRATIVE else "said"
                    yield _Raw(name, sentence.paragraph, sentence.start + m.start("name"), how)
            for m in staff.finditer(sentence.text) if sentence.section.kind in _NARRATIVE else ():
                name = m["name"].removeprefix("The ")
                if len(name.split()) > 1 and kind_of(name) is None and self._strange(name) and self._body_like(name):
                    yield _Raw(name, sentence.paragraph, sentence.start + m.start("name"), "told")
            for m in reached.finditer(sentence.text) if "ref" in sentence.text or "sign" in sentence.text else ():
                if (
                    kind_of(m["name"]) is None
                    and m["name"] not in self.labels
                    and not re.fullmatch(r"[A-Z]{2,6}|(?:Adult|Child|Mr|Mrs|Ms|Miss|Dr|Section)\b.*", m["name"])
                    and sentence.section.kind in _NARRATIVE
                ):
                    yield _Raw(m["name"], sentence.paragraph, sentence.start + m.start("name"), "told")

    def _in_general(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of the law, of guidance or of research rather than of the case."""
        if sentence.position not in self._generally:
            self._generally[sentence.position] = bool(_general().search(sentence.text))
        return self._generally[sentence.position]

    def _strange(self, name: str) -> bool:
        """Whether a run of capitals is neither a person of the review nor a word that only opens a sentence."""
        if re.fullmatch(r"\w+(?:ly|wise|ever|thing)", name):
            return False
        return name not in self.labels and not any(w.lower() in cues()["openers"] for w in name.split()[:1])

    def _body_like(self, name: str) -> bool:
        """Whether a run of capitals that staff are said to be of may be a body: no person, place, rank or date."""
        words = set(re.findall(r"\w+", name))
        labels = {w for label in self.labels for w in label.split()}
        return not (
            words & labels
            or re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Adult|Child|Section|Road|Street|Avenue|Lane|Close|City|Town)\b", name)
            or re.search(
                r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b", name
            )
            or re.match(r"(?:[A-Z][a-z]+day|North|South|East|West|Greater|England|United|Domestic|Crown)\b", name)
        )

    def _heading(self, paragraph: Paragraph) -> Iterator[_Raw]:
        text = re.sub(
            r"^\W*(?:(?:recommendations?|actions?|single[- ]agency|individual agency|imr|analysis|"
            r"learning)\b[\w -]*?(?:for|to|by|from|of|:|–|-)|(?:name of )?(?:agency|organisation)\s*[:–-]|for)\s+"
            r"(?:the\s+)?",
            "",
            paragraph.text,
            flags=re.I,
        )
        if text.isupper():
            text = re.sub(r"(?<=[’'])S\b", "s", text.title()).replace(" And ", " and ").replace(" Of ", " of ")
        kind = paragraph.section.kind
        if re.search(r"(?i)\b(review|terms of reference|partnership report|report|panel|appendix)\b", paragraph.text):
            return
        addressed = re.match(r"(?i)\W*(?:agency|organisation|for the|recommendations? (?:for|to))\b", paragraph.text)
        how = "headed" if addressed or kind in ("recommendations", "analysis", "terms-of-reference") else "said"
        text = re.sub(r"\s*\((?:now|formerly|previously)[^)]*\)", "", text)
        pieces = [p for p in re.split(r"\s+[–—-]\s+|:\s+", text) if p]
        if len(pieces) == 2 and kind_of(pieces[0]) and kind_of(pieces[1]) and re.search(r"Trust|Council", pieces[0]):
            yield _Raw(f"{pieces[0]}, {pieces[1]}", paragraph, 0, how)
            return
        found = list(names_in(text))
        whole = sum(len(name.text) for name in found) * 2 >= len(text)
        for name in found:
            if name.abbreviation and _calls(name.abbreviation, name.text):
                self.full.setdefault(name.abbreviation, name.text)
            inner = re.match(r"\s*\(([^)]{4,60})\)", text[name.end :])
            part = inner[1] if inner and _part_sector(inner[1]) else None
            yield _Raw(name.text, paragraph, 0, how if whole else "said", within=part)

    def _glossary(self, text: str) -> None:
        m = re.match(r"([A-Z][A-Za-z&-]{1,11})\s*(?:\t|:|–|—|=|-|\s{2,})\s*(?:The\s+)?([A-Z][^.;:–(]{4,90})", text)
        if m is None and (
            n := re.match(
                r"([A-Z&-]{2,10})s?\s+((?:[A-Z][\w’'&-]*|of|and|for|the)(?:\s+(?:[A-Z][\w’'&-]*|of|and|for|the))+)",
                text,
            )
        ):
            m = n
        if m and sum(c.isupper() for c in m[1]) > 1 and kind_of(m[2]):
            self.full.setdefault(m[1], m[2].strip())

    def _sound(self, name: str, listed: bool = False) -> bool:
        """Whether a name can be that of a body; a list of bodies may hold one that would elsewhere be a paper's."""
        words = re.findall(r"[A-Za-z]+", name)
        if not words or len(name) > 130 or self._whose.search(name):
            return False
        if re.search(
            r"^(?:Trust|Council|Board|Force|Service|Association)[’']s\b|\bof the (?:Trust|Council|Board)$", name
        ):
            return False  # a team of a body that is told by another name
        if re.search(
            r"\b(Good|Best|Abuse|Social Work|Effective|Current|Agency|Clinical|Safe|Professional) Practices?\b", name
        ):
            return False
        if not listed and re.search(r"\b(?:Pathway|Programme|Alliance|Initiative|Institute|Campaign|Scheme)s?\b", name):
            return False
        return not re.search(
            r"\b(Act|Review|Guidance|Policy|Protocol|Strategy|Report|Framework|Guidelines|"
            r"Requirement|Benefit|Council Tax|Conference|Toolkit|"
            r"Plan|Order|Form|Standards|Assessment Checklist|IMR|Notice|Bill|Inquiry|"
            r"Training|Statistics|Risk Assessment|Practice Direction|Course|Disclosure|"
            r"Custody|Station|Specialist|Health Professional)s?\b|\bAward\b|^National Health Service|^(?:Doctors|GPs)$",
            name,
        )

    # --- one body, one entry

    def _cluster(self, raws: list[_Raw]) -> list[Found]:
        by_name: dict[str, list[_Raw]] = {}
        for raw in raws:
            by_name.setdefault(authority.norm(raw.name), []).append(raw)
        abbreviated = {authority.norm(a): authority.norm(f) for a, f in self.full.items()}
        groups: dict[object, Found] = {}
        held: list[Found] = []

        def size(key: str) -> tuple[int, int, int]:
            name = by_name[key][0].name
            return (-len(marks(name)), -any(r.how == "listed" for r in by_name[key]), -len(by_name[key]))

        later = []
        for key in sorted(by_name, key=size):
            name = by_name[key][0].name
            kind = kind_of(name)
            if key in abbreviated and abbreviated[key] != key and abbreviated[key] in by_name:
                later.append(key)
                continue
            body = authority.lookup(name)
            if kind and kind.id == "nps":
                body = authority.lookup("National Probation Service")  # with its regions
            same: object = body.id if body else f"kind {kind.id}" if kind and kind.forum else None
            home = groups.get(same) if same else None
            if home is None and (not body or not marks(name)):
                home = self._home(name, kind, held, any(r.how == "listed" for r in by_name[key]))
            if home is None:
                said = all(r.how in ("told", "said", "family") for r in by_name[key])
                if kind and not marks(name) and not kind.role and not body and said:
                    continue
                home = Found(kind, marks=marks(name))
                held.append(home)
            if same:
                groups[same] = home
            self._add(home, by_name[key])
        for key in later:
            full = abbreviated[key]
            home = next((f for f in held if full in {authority.norm(n) for n in f.names}), None)
            if home:
                self._add(home, by_name[key])
        return held

    @staticmethod
    def _home(name: str, kind: Kind | None, held: list[Found], listed: bool = False) -> Found | None:
        own = marks(name)
        fit = [f for f in held if f.kind is not None and kind is not None and f.kind.id == kind.id and own <= f.marks]
        if not fit and kind is None:
            fit = [f for f in held if f.kind is None and own == f.marks]
        if listed and kind and kind.id in _APART:
            fit = [f for f in fit if f.marks == own or not f.listed or any(n.endswith(f", {name}") for n in f.names)]
        if len(fit) > 1 and own:
            exact = [f for f in fit if f.marks == own]
            return exact[0] if exact else max(fit, key=lambda f: f.names.total()) if len(own) > 1 else None
        # A bare "Adult Social Care" is hardly another area's that had no contact.
        fit = [f for f in fit if own or f.gave != {"nil-return"} or not kind or not kind.role]
        if not own and kind and kind.id == "hospital":
            # "The Emergency Department" is not of the trust that the review has for its health visitors.
            fit = [f for f in fit if _sector(f) == kind.sector] or fit
            return max(fit, key=lambda f: (bool(f.listed), len(f.told), f.names.total()), default=None)
        return max(fit, key=lambda f: (bool(f.listed), f.names.total()), default=None)

    @staticmethod
    def _add(home: Found, raws: Iterable[_Raw]) -> None:
        for raw in raws:
            home.names[raw.name] += 1
            place = (raw.paragraph, raw.start, raw.start + len(raw.name))
            if raw.how in ("listed", "headed", "addressed", "told", "said"):
                getattr(home, raw.how).append(place)
            elif raw.how == "family":
                home.told.append(place)
                home.family = True
            if raw.gave:
                home.gave.add(raw.gave)
            home.panel |= raw.panel
            if raw.how == "said" and raw.paragraph.section.kind in _PROCESS:
                home.process = True
            if raw.within:
                home.within.add(raw.within)

    def _abbreviated(self, groups: list[Found]) -> None:
        for short, full in self.full.items():
            key = authority.norm(full)
            own = marks(full)
            kind = kind_of(full)
            for f in groups:
                names = {authority.norm(n) for n in f.names}
                if key in names or (kind and f.kind and kind.id == f.kind.id and own and own == f.marks):
                    f.abbreviations.add(short)
                    break

    def _shortened(self, groups: list[Found]) -> None:
        """Takes what a text says it will call a body for its alias: "Moorhill Safe Haven (“the Haven”)"."""
        names = {n: f for f in groups for n in f.names}
        for paragraph in self.reading.document.paragraphs:
            for m in _CALLED.finditer(paragraph.text):
                before = paragraph.text[: m.start()].rstrip()
                fit = [n for n in names if before.endswith(n)]
                if fit and m["short"] not in self.labels:
                    names[max(fit, key=len)].abbreviations.add(m["short"])

    @staticmethod
    def _parts(groups: list[Found]) -> None:
        """Takes teams, units and sites that are not listed for aliases of the body that they are part of."""
        for part in list(groups):
            if part.listed or part.addressed or not part.kind or part.kind.id == "camhs":
                continue
            sector = part.kind.sector
            wholes = [f for f in groups if f.listed and f is not part and _sector(f) == sector]
            wholes = [f for f in wholes if f.gave != {"nil-return"}]
            own = part.marks
            if not own and not part.headed and part.kind.role and part.kind.sector != "multi-agency-forum" and wholes:
                # "Probation", "Social Care": the one that is listed, whatever its name's words.
                own_kind = [f for f in wholes if any(part.kind.words.search(w) for w in f.within)]
                home = max(own_kind or wholes, key=lambda f: f.names.total())
                home.abbreviations |= set(part.names)
                home.abbreviations |= part.abbreviations
                groups.remove(part)
                continue
            if part.kind.id == "hospital" and not part.headed and not re.search(r"\b(Trust|Board)\b", part.name):
                trusts = [f for f in groups if f is not part and f.kind and f.kind.id in ("hospital", "health-board")]
                trusts = [f for f in trusts if re.search(r"\b(Trust|Board)\b", f.name) and f.gave != {"nil-return"}]
                wholes = [f for f in trusts if f.listed] or trusts
            elif sector in _OF_A_BOARD and not wholes and not re.search(r"\b(?:Trust|NHS)\b", part.name):
                # A health board has all the health services of its area.
                wholes = [f for f in groups if f.listed and f.kind and f.kind.id == "health-board"]
            elif not (_TEAM.search(part.name) and sector in _DEPARTMENTS):
                continue
            near = [f for f in wholes if own & f.marks] or wholes
            if len(near) == 1:
                near[0].abbreviations |= set(part.names)
                near[0].abbreviations |= part.abbreviations
                groups.remove(part)

    # --- which belong to the case

    @staticmethod
    def _belongs(found: Found) -> bool:
        if found.listed or found.addressed or found.gave:
            return True
        name = found.name
        kind = found.kind.id if found.kind else ""
        if found.kind and found.kind.forum and found.kind.sector == "multi-agency-forum" and not found.headed:
            told = [_sentence(p, at).text for p, at, _ in found.told]
            if kind == "mappa":
                # To have been no case for it is no contact; not to have been brought to a MARAC is discussed.
                told = [t for t in told if not re.search(r"(?i)\b(?:no|not|nor|never|neither)\b", t)]
            return any(_MEETS.search(t) for t in told)
        if _TRIAL.search(name):
            # Not that of the trial for the death
            told = [
                p.text if p.kind == "row" else _sentence(p, at).text
                for p, at, _ in found.told
                if p.section.kind in ("chronology", "background")
            ]
            return "Crown" in name and any(_SENTENCED.search(t) and not _FOR_THE_DEATH.search(t) for t in told)
        if found.headed and kind not in ("university",):
            return True
        if (
            kind == "police-national"
            and (found.told or found.process)
            and re.search(r"Police Co(mplaints|nduct)|IOPC|IPCC", name)
        ):
            return True
        if kind == "university" and any(_AT_STUDY.search(_sentence(p, at).text) for p, at, _ in found.told):
            return True
        if kind in _TALKED_OF or not found.told:
            return kind == "csp"
        if name in _MOVEMENTS:
            return False
        chronicle = any(p.section.kind in ("chronology", "background") for p, _, _ in found.told)
        # A council is spoken of as the place as often as it is the body.
        return kind != "council" or chronicle

    # --- bodies without a name

    def _numbered(self, kept: list[Found]) -> list[Found]:
        """Bodies that the review tells apart by numbers or letters, or by "first" and "second"."""
        pattern = re.compile(cues()["numbered"])
        ordinals = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
        found: dict[str, Found] = {}
        known = {authority.norm(n): f for f in kept for n in f.names if re.search(r" (?:[A-H]|[1-9])$", n)}
        for paragraph in self.reading.document.paragraphs:
            if paragraph.section.kind in _UNREAD or paragraph.kind == "footnote":
                continue
            for m in pattern.finditer(paragraph.text):
                short = re.sub(r"\s+", " ", m["what"] or m["which"])
                what = "GP Practice" if "ractice" in short or "urgery" in short else short
                for number in filter(None, (m["no"], m["other"], ordinals.get(m["ord"] or ""))):
                    tail = authority.norm(f"{what} {number}")
                    if one := next((f for n, f in known.items() if n == tail or n.endswith(f" {tail}")), None):
                        one.abbreviations |= {f"{what} {number}"} - set(one.names)
                        continue
                    body = found.setdefault(
                        f"{what} {number}", Found(kind_of(what), role=True, called=f"{what} {number}")
                    )
                    form = f"{short} {number}" if m["no"] else m[0]
                    body.names.update([f"{what} {number}", form])
                    body.numbered |= bool(m["no"])
                    body.told.append((paragraph, m.start(), m.end()))
        numbered = [f for f in found.values() if f.numbered]
        return numbered or (list(found.values()) if len(found) > 1 else [])

    def _roles(self, kept: list[Found]) -> list[Found]:
        """Bodies that only a role names ("the nursery").

        Where one of the sector has a name, the role's words become its aliases.
        """
        made: list[Found] = []
        sentences = [
            (s, s.text.lower())
            for s in self.reading.document.sentences
            if s.section.kind in _NARRATIVE and not self._in_general(s)
        ]
        for row, pattern, wanted in _role_rows():
            kind = kind_of(row["name"])
            hits = [
                (s, m)
                for s, low in sentences
                if any(word in low for word in row["near"])
                and (wanted is None or wanted.search(s.text))
                and (m := pattern.search(s.text))
            ]
            if not hits:
                continue
            forms = Counter(m[0] for _, m in hits)
            if not row.get("apart"):
                same = [
                    f
                    for f in [*kept, *made]
                    if _sector(f) == row["sector"] and f.gave != {"nil-return"} and (f.listed or not f.family)
                ]
                same = [f for f in same if kind is None or kind.id != "practice" or not f.kind or f.kind.id != "oohgp"]
                wholes = [
                    f
                    for f in kept
                    if f.listed and (_sector(f) == row["sector"] or (f.kind and f.kind.id == "health-board"))
                ]
                if row["sector"] == "community-health" and len(wholes) == 1 and not any(f.kind is kind for f in kept):
                    # The only trust for the health of the community, or the board for all of it.
                    same = wholes
                elif row["sector"] in _MANY or row.get("like"):
                    same = [
                        f for f in same if kind and f.kind and f.kind.id == kind.id and row["name"] != "the nursery"
                    ]
                if same:
                    main = max(same, key=lambda f: (len(f.told), f.names.total()))
                    if all(f is main or f.names.total() * 3 <= main.names.total() or not f.told for f in same):
                        main.abbreviations |= {form for form, _ in forms.most_common(4)}
                    continue
            elif like := [f for f in kept if kind and f.kind is kind and not f.listed]:
                like[0].abbreviations |= set(forms)
                continue
            chronicle = sum(s.section.kind in ("chronology", "background") for s, _ in hits)
            if chronicle < row.get("least", 1) and len(hits) < (1 if row.get("firm") else 4):
                continue
            called = max((f for f in forms), key=len) if row.get("own") else row["name"]
            called = re.sub(r"^(?:an?|another|the) ", "", called) if row.get("own") else called
            body = Found(kind, role=True, called=called, sector=row["sector"])
            body.names[called] += 1
            for form, count in forms.most_common(5):
                body.names[form] += count
            body.told += [(s.paragraph, s.start + m.start(), s.start + m.end()) for s, m in hits[:3]]
            made.append(body)
        placed = self._placed(sentences, kept)
        for body in placed:
            # "the school" is the one that was told by its place, where there is one
            alike = [f for f in made if f.kind is body.kind and f.kind and f.kind.id != "practice"]
            if len(alike) == 1 and sum(f.kind is body.kind for f in placed) == 1:
                body.abbreviations |= set(alike[0].names) - {alike[0].called}
                made.remove(alike[0])
        return made + placed

    @staticmethod
    def _placed(sentences: list[tuple[Sentence, str]], kept: list[Found]) -> list[Found]:
        """Bodies without a name that a place tells from others: "a GP surgery in Moorhill"."""
        held: dict[str, Found] = {}
        for sentence, low in sentences:
            if " in " not in low or sentence.section.kind not in ("chronology", "background", "analysis", "other"):
                continue
            for m in _PLACED.finditer(sentence.text):
                what, place = m["what"], m["place"]
                kind = kind_of(what.title())
                town = authority.norm(place.split()[0].strip(","))
                if any(f.kind is kind and town in " ".join(map(authority.norm, f.names)) for f in kept):
                    continue
                name = f"{what} in {place}"
                body = held.setdefault(f"{kind.id if kind else what} {town}", Found(kind, role=True, called=name))
                town_only = place.split()[0].strip(",")
                # In this order, and not a set's, so that two runs give one sheet.
                body.names.update(dict.fromkeys([name, f"{what} in {town_only}", f"{town_only} {what}"], 1))
                body.told.append((sentence.paragraph, sentence.start + m.start(), sentence.start + m.end()))
        return list(held.values())

    # --- what each gave the review

    def _contributions(self, kept: list[Found]) -> None:
        about = [s for s in self.reading.document.sentences if _ABOUT.search(s.text) and s.section.kind not in _UNREAD]
        if not about:
            return
        for found in kept:
            if found.gave - {"nil-return", "report", "chronology"}:
                continue
            names = sorted([n for n in (*found.names, *found.abbreviations) if len(n) > 2], key=len, reverse=True)
            one = "(?:" + "|".join(re.escape(n).replace("'", "[’']") for n in names) + ")"
            quick = re.compile(one)
            # The part of the report that is headed by the agency speaks of its own review.
            parts = {p.section.index for p, _, _ in found.headed if p.section.kind == "analysis"}
            if parts and any(s.section.index in parts and "IMR" in s.text for s in about):
                found.gave.add("imr")
            # The name stands as one sign in the sentence, so that the patterns are compiled once for all agencies.
            near = [quick.sub(_NAME, s.text) for s in about if quick.search(s.text)]
            for what, pattern in _said():
                if (what == "imr" or not found.gave) and any(pattern.search(text) for text in near):
                    found.gave.add(what)
