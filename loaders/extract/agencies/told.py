"""Where the text names bodies, in lists, glossaries, headings, footnotes and sentences, and how it speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from loaders.document.model import Paragraph, Sentence
from loaders.extract.agencies.apart import apart
from loaders.extract.agencies.explained import Explained
from loaders.extract.agencies.found import NARRATIVE, UNREAD, Raw, in_general
from loaders.extract.agencies.kinds import kind_of, marks, sector_of
from loaders.extract.agencies.lists import entries, glued
from loaders.extract.agencies.names import names_in
from loaders.extract.agencies.pieces import cleaned, is_bare
from loaders.extract.agencies.sector import part_sector, titled
from loaders.extract.agencies.sound import NameCheck, without_opening
from loaders.extract.reading import Reading

#: Another body that is asked with the one before it.
_AND_ANOTHER = r"(?:,? (?:and|in partnership with)(?: the)? [A-Z][^.;,]{0,60}?)?"
_ACTS = (
    rf"{_AND_ANOTHER}[,:]?\s*(?:\([^)]*\)\s*)?(?:–|-|:|"
    r"to\b|should|must|will|shall|needs? to|"
    r"(?:is|are) (?:to|asked|recommended|required)|ensures?|reviews?|considers?|develops?|"
    r"seeks?|shares?|promotes?|raises?|"
    r"makes?|receives?|adopts?|members|staff|partners|provides?|works?|amends?|commissions?|undertakes?|monitors?|continues?)\b"
)
#: The part of a body for which it wrote, by a name that tells no kind ("for the Lantern Clinic").
_FOR_A_PART = re.compile(r"(?:for|covering|including) (?:the )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,3})")
#: A recommendation that stands only in a row of a plan: its number, what it asks, and what leads in to the plan.
_NUMBERED = re.compile(r"\W*R?\d{1,3}\W")
_SHOULD = re.compile(rf"{_AND_ANOTHER} should\b")
_OVER_A_TABLE = re.compile(r"(?i)\b(?:table|plan)\b[^.]*\b(?:follow|below)|\b(?:following|below) (?:table|plan)\b")
#: After a body's name that stands before what is asked of it ("**Fern Homes**: the association should").
_COLON = re.compile(r"\*{0,2}\s*:\*{0,2}\s")
#: What makes a body the one that is asked whatever the verb after it is, and such a verb: no small word that goes on
#: with the name, and no noun of which something is said ("that the Home Office guidance is amended").
_ASKS_OF = re.compile(r"(?i)(?:\brecommend\w*(?: that)?|^\W*that)(?: the)? $")
_ANY_VERB = re.compile(
    r"(?:,? \([^)]{2,40}\))? (?!(?:of|in|for|and|or|on|at|with|by|from|who|which|that|as|is|are|was|were|has|have)\b)"
    r"[a-z]{3,}\b(?! (?:is|are|be|should|must|shall|will|of|for|has|have)\b)"
)
#: Before the body that a line over what is asked says it is asked of ("To: the Home Office").
_TO = re.compile(r"(?i)\b(?:to|addressees?)\s*:\s*(?:the )?$")
#: In any section, right before the body of which the review asks something.
_RECOMMENDED_THAT = re.compile(r"(?i)\b(?:recommends|is recommended) that (?:the )?$")
_SHARED = re.compile(
    r"(?i)\b(?:shares?|sent|presented|brought)\b[^.;]{0,40}\breport[^.;]{0,20}\b(?:with|to) (?:the )?$"
)
#: The label of a recommendation that stands among the findings that lead to it.
_RECOMMENDATION = re.compile(r"\W*(?:[A-Z]\w+ )?Recommendation (?:[Nn]o\.? ?)?[A-Z]?[\d.]{1,6}\s*[:.)–-]", re.I)
#: The same over the words of one, and words of a line at most that is a name over a list.
_LABELLED = re.compile(r"\W*(?:[A-Z]\w+ )?Recommendation (?:[Nn](?:o\.?|umber) ?)?(?:\d|[A-Z][a-z]+$)", re.I)
TITLE = 10
#: Those who stood by the family through the review had contact with the people concerned.
_SUPPORT = re.compile(
    r"(?i)\b(famil\w+|mother|father|parents?|sister|brother|aunt|uncle|daughter|son|"
    r"relatives?|she|he|they|friends?|met the (?:independent )?(?:chair|author)|(?:chair|author) met)\b[^.;]{0,80}"
    r"\b(supported (?:throughout )?(?:by|through)|support (?:from|of|by)|"
    r"advocates? (?:from|of)|advocacy (?:from|by)|offered support|"
    r"assisted by|accompanied by|represented by)"
    r"|\b(?:has |have )?(?:supported|advocated for|assisted|accompanied)\b (?:the |[\w’' ]{0,25}[’']s )?"
    r"(?:famil\w+|mother|father|parents?|sister|brother|aunt|uncle|daughter|son)\b"
)
#: A bracket after a body that names those for which it speaks.
_ON_BEHALF = re.compile(r"(?i)(?:on behalf of|for|representing|covering) (?=(?:the )?[A-Z])")
#: Where what explains a name has ended: "in the borough" tells no sector.
#: What is said of a body in the bracket after its name.
_WITHIN = re.compile(r"\s*\(([^)]{4,60}|[^)]*\bincluding\b[^)]*)\)")
#: For whom a body wrote ("Moor ICB, on behalf of Hill Surgery").
_FOR_ANOTHER = re.compile(r"\s*,?\s*(on behalf of [^.;()]{4,90})")
#: What is a body's, after its name in a list: the service that it provides, the centre of a trust that is meant.
_PROVIDER = re.compile(r"\s*,? (?:the )?(?:commissioned )?providers? of (?:the )?(?P<part>[A-Z].{4,90})")
_OF_A_TRUST = re.compile(r"\s*(?:\([A-Z][A-Za-z]+\))?,? for (?:the |its )?(?P<part>[A-Z][^.;]{4,90})")
_WHOLE_TRUST = re.compile(r"\b(?:Trust|Health Board)$")
#: What a body has in it ("mental health services, including the Crisis Team").
_INCLUDING = re.compile(r"\bincluding\b(.*)")
#: A heading over what the review says on a theme.
_TOPIC = re.compile(
    r"(?i)\W*(?:\d[\d.]* )?(?:theme|(?:key )?(?:issue|finding|learning(?: point)?|lesson|episode|line of enquiry)"
    r"|practice episode|KLOE|question)s?\b ?(?:\d{1,2}|[A-Z]\b|one|two|three|four|five|six)?\s*[:.–-]"
)
#: A footnote that is nothing but a name.
_SPELT = re.compile(
    r"[^A-Za-z]*((?:[A-Z][a-z’']+|and|for|of|in|the|to|&)(?: (?:[A-Z][a-z’']+|and|for|of|in|the|to|&)){2,8})\.?"
)
_TURNED = re.compile(r"\b([A-Z]{2,8}) \(([A-Z][A-Za-z&’' -]{8,70})\)")

#: The name of a place of a body's, at the head of the brackets after it ("(Esplanade Clinic, sexual health)").
_SITE = re.compile(
    r"((?:St )?(?:[A-Z][\w’'-]+ ){1,3}(?:Clinic|House|Unit|Ward|Centre|Hub|Lodge|Hostel|Court|Villa))(?=,|;|$| [a-z])"
)


#: What is a body's, or is for its clients, before its name ("Leaflets for Moor Women's Project").
_FOR = re.compile(
    r"(?:Leaflets?|Posters?|Details|Letters?|Notes|Minutes|Staff|Workers|Officers|Referrals?) (?:for|from|of|to|by|"
    r"at) (?:the )?(?=[A-Z])"
)


#: An entry that tells what was done or not, rather than naming a body; words of one that no name has so many of.
_TELLS = re.compile(r"(?:The|An?) [a-z]")
_OWN_WORDS = re.compile(r"\b(?!(?:and|of|the|for|in|at|on|to|with|by)\b)[a-z]{2,}\b")
MOST_WORDS = 3
_FAULT = re.compile(
    r"(?:The|An?) (?:\w+ )?(?:lack|failures?|failing|absence|want|decision|closure|delay|limited|omission|loss|handling"
    r"|grading|quality) (?:\w+ ){0,6}(?:of|to|by|in)\b"
)
#: What a body is, after its name ("Juniper House IDVA Service").
_WHAT_IT_IS = re.compile(
    r" (?:IDVA|Domestic (?:Abuse|Violence)|Outreach|Advocacy|Refuge) (?:Service|Team|Project)s?$", re.I
)


def _in_full(raw: Raw, listed: set[str]) -> Raw:
    """A name as the list of those who took part has it, where the text has that too: "Thames Metropolitan Police" is no
    "Metropolitan Police"; without what is the body's before it."""
    if m := _FOR.match(raw.name):
        return replace(raw, name=raw.name[m.end() :], start=raw.start + m.end())
    if (tail := _WHAT_IT_IS.search(raw.name)) and raw.name[: tail.start()] in listed:
        return replace(raw, name=raw.name[: tail.start()])
    for name in listed:
        if name.endswith(f" {raw.name}"):
            if raw.paragraph.kind == "heading" and name in raw.paragraph.text:
                return replace(raw, name=name)
            start = raw.start - len(name) + len(raw.name)
            if start >= 0 and raw.paragraph.text[start : start + len(name)] == name:
                return replace(raw, name=name, start=start)
    return raw


def _is_names(cell: str) -> bool:
    """Whether the words of a cell, or of a line, are the names of bodies and little else."""
    if not 3 < len(cell) < 200 or cell.rstrip().endswith((".", ":")):
        return False
    return sum(len(name.text) for name in names_in(cell)) * 10 >= len(re.sub(r"\([^)]*\)", "", cell)) * 7


class Told:
    """The names of bodies in one review.

    ``full`` is what abbreviations stand for, ``described`` the sector of names that the text explains, ``staffed`` that
    of names by their workers; all three are filled by ``raws``.
    """

    def __init__(self, reading: Reading, check: NameCheck) -> None:
        self.reading = reading
        self.check = check
        self.full: dict[str, str] = {}
        self.described: dict[str, str] = {}
        self.staffed: dict[str, str] = {}

    def raws(self) -> list[Raw]:
        """Each place where the text names a body."""
        self._glossaries()
        listed = list(self._listed())
        inner = {(r.paragraph.index, r.start + len(r.name)): r.start for r in listed}
        # "Edith Farrow Moorhill Police" in a list of names and agencies: the list has read where the agency begins.
        named = [
            r
            for r in self._named()
            if r.start >= inner.get((r.paragraph.index, r.start + len(r.name)), r.start) or r.how != "said"
        ]
        explained = Explained(self.reading, self.check, {r.name for r in listed}, self.described, self.staffed).raws()
        raws = [self.check.plain(r) for r in [*listed, *named, *explained, *self._noted(), *self._short()]]
        self.full = {short: self._whole_of(name) for short, name in self.full.items()}
        for label in self.check.labels:
            self.full.pop(label, None)  # "Practice B (Mary)": whose practice it is
        listed_names = {r.name for r in listed if " " in r.name}
        raws = [_in_full(r, listed_names) for r in raws]
        sound = [without_opening(r, raws) for r in raws if self.check.sound(r.name, r.how == "listed")]
        parted = apart(sound, "\n".join(p.text for p in self.reading.document.paragraphs))
        return [r for r in parted if r.name not in self.check.labels]  # "told the Police and Mary's mother"

    def _whole_of(self, name: str) -> str:
        """What a name is short for, or a part of, in its turn: of a trust, where "Urgent Care Centre" is its "Moor
        Urgent Care Centre"."""
        return next((of for part, of in self.full.items() if part == name or part.endswith(f" {name}")), name)

    def _glossaries(self) -> None:
        for paragraph in self.reading.document.paragraphs:
            if paragraph.section.kind == "glossary":
                self._glossary(paragraph.text)

    def _glossary(self, text: str) -> None:
        m = re.match(
            r"([A-Z][A-Za-z&-]{1,11}(?: (?:Trust|Team|Service|Council))?)\s*(?:\t|:|–|—|=|-|\s{2,})\s*"
            r"(?:The\s+)?([A-Z][^.;:–(]{4,90})",
            text,
        )
        if m is None and (
            n := re.match(
                r"([A-Z&-]{2,10})s?\s+((?:[A-Z][\w’'&-]*|of|and|for|the)(?:\s+(?:[A-Z][\w’'&-]*|of|and|for|the))+)",
                text,
            )
        ):
            m = n
        if m and sum(c.isupper() for c in m[1]) > 1 and kind_of(m[2]):
            # A glossary may go on to say what the body does: "Haven, which ran the refuge until 2016".
            self.full.setdefault(m[1], re.sub(r",\s+(?:[a-z]|[A-Z]{2,}\b).*$", "", m[2].strip()))

    def _listed(self) -> Iterator[Raw]:
        for entry in entries(self.reading.document):
            text = self._long(entry.text)
            if _FAULT.match(text) or (_TELLS.match(text) and len(_OWN_WORDS.findall(text)) > MOST_WORDS):
                continue  # "The failure of Hill Surgery to ask her about abuse when she came"
            at = entry.paragraph.text.find(entry.text, max(0, entry.start - 4))
            if entry.panel and kind_of(text) is None:
                # "Head of Housing Services" beside a name that does not say what it is
                beside = (sector_of(titled(c)) for c in entry.paragraph.cells if text not in c)
                if sector := next((s for s in beside if s not in ("other", "voluntary-sector")), None):
                    self.described.setdefault(text, sector)
            behind = (entry.paragraph.text, at + len(entry.text))
            said = (_WITHIN.match(*behind) or _FOR_ANOTHER.match(*behind)) if at >= 0 else None
            within = entry.within or (said[1] if said else None)
            clinic = _FOR_A_PART.fullmatch(within or "")
            clinic = clinic if clinic and kind_of(clinic[1]) is None else None
            if within and not clinic and _ON_BEHALF.match(within):  # bodies of their own, for which this one wrote
                for own in names_in(within):
                    yield Raw(own.text, entry.paragraph, entry.start, "listed", entry.gave, entry.panel)
                within = None
            yield Raw(text, entry.paragraph, entry.start, "listed", entry.gave, entry.panel, within)
            inside = [n.text for n in names_in(entry.within or "") if within and len(n.text.split()) > 1]
            if parts := _INCLUDING.search(within or ""):
                inside += [part for piece in re.split(r",| and ", parts[1]) if is_bare(part := cleaned(piece))]
            if site := _SITE.match(within or ""):
                inside.append(site[1])
            inside += [clinic[1]] if clinic else []  # "Fern Healthcare (for the Lantern Clinic)"
            has = (_PROVIDER, _OF_A_TRUST) if _WHOLE_TRUST.search(text) else (_PROVIDER,)
            if at >= 0 and (whose := next(filter(None, (p.match(*behind) for p in has)), None)):
                inside += [n for name in names_in(whose["part"]) for n in (name.text, name.abbreviation) if n]
            for name in inside:
                self.full.setdefault(name, text)

    def _long(self, text: str) -> str:
        m = re.fullmatch(r"(.+?)\s*\(([A-Z][A-Za-z&]{1,11})s?\)", text)
        if m:
            if _calls(m[2], m[1]):
                self.full.setdefault(m[2], m[1])
            return m[1]
        return text

    def _named(self) -> Iterator[Raw]:
        for paragraph in self.reading.document.paragraphs:
            kind = paragraph.section.kind
            if paragraph.kind == "footnote" or kind in UNREAD:
                continue
            if paragraph.kind == "heading":
                yield from self._heading(paragraph)
                continue
            if kind == "recommendations" and self._over_a_list(paragraph):
                yield from self._heading(paragraph)
                continue
            if kind == "recommendations" and (cells := paragraph.cells or (paragraph.text,)):
                # Whose a recommendation is, in a cell of its row or in the line after it.
                for cell in cells:
                    if _is_names(cell):
                        start = paragraph.text.find(cell)
                        yield from (Raw(n.text, paragraph, start + n.start, "headed") for n in names_in(cell))
            yield from self._turned(paragraph)
            if kind in ("panel", "process") and (lines := glued(paragraph)):
                # The lines of a list that stand as one paragraph: no name goes over the end of one.
                for line in lines:
                    yield from (
                        Raw(name.text, paragraph, paragraph.text.find(name.text), "said") for name in names_in(line)
                    )
                continue
            for sentence in paragraph.sentences:
                general = None
                for name in names_in(sentence.text):
                    if name.abbreviation and _calls(name.abbreviation, name.text):
                        self.full.setdefault(name.abbreviation, name.text)
                    general = in_general(sentence) if general is None else general
                    how = _how(sentence, name.start, name.end, general, self._by_plan)
                    yield Raw(name.text, paragraph, sentence.start + name.start, how)

    def _heading(self, paragraph: Paragraph) -> Iterator[Raw]:
        text = re.sub(
            r"^\W*(?:(?:recommendations?|actions?|single[- ]agency|individual agency|imr|analysis|"
            r"learning)\b[\w -]*?(?:for|to|by|from|of|:|–|-)|(?:name of )?(?:agency|organisation)\s*[:–-]|for)\s+"
            r"(?:the\s+)?",
            "",
            paragraph.text,
            flags=re.I,
        )
        kind = paragraph.section.kind
        if re.search(r"(?i)\b(review|terms of reference|partnership report|report|panel|appendix)\b", paragraph.text):
            return
        addressed = re.match(r"(?i)\W*(?:agency|organisation|for the|recommendations? (?:for|to))\b", paragraph.text)
        how = "headed" if addressed or kind in ("recommendations", "analysis", "terms-of-reference") else "said"
        text = re.sub(r"\s*\((?:now|formerly|previously)[^)]*\)", "", text)
        pieces = [p for p in re.split(r"\s+[–—-]\s+|:\s+", text) if p]
        if len(pieces) == 2 and kind_of(pieces[0]) and kind_of(pieces[1]) and re.search(r"Trust|Council", pieces[0]):
            yield Raw(f"{pieces[0]}, {pieces[1]}", paragraph, 0, how)
            return
        if len(pieces) == 2 and kind_of(pieces[0]) and not marks(pieces[0]):
            # "Probation: National Probation Service": the kind, then the bodies
            sectors = {sector_of(n.text) for n in names_in(pieces[1]) if marks(n.text)}
            text = pieces[1] if sectors == {sector_of(pieces[0])} else text
        found = list(names_in(text))
        whole = sum(len(name.text) for name in found) * 2 >= len(text)
        topic = _TOPIC.match(paragraph.text)
        for name in found:
            if topic and not (marks(name.text) and self._is_told(name.text)):
                continue  # "Theme 9: Mental Health and Alcohol"
            if name.abbreviation and _calls(name.abbreviation, name.text):
                self.full.setdefault(name.abbreviation, name.text)
            inner = re.match(r"\s*\(([^)]{4,60})\)", text[name.end :])
            part = inner[1] if inner and part_sector(inner[1]) else None
            yield Raw(name.text, paragraph, 0, how if whole else "said", within=part)

    def _is_told(self, name: str) -> bool:
        """Whether the text has a name outside headings too."""
        return any(name in p.text for p in self.reading.document.paragraphs if p.kind != "heading")

    def _over_a_list(self, paragraph: Paragraph) -> bool:
        """Whether a line is no more than a name over what the one named is asked to do, where no blank line tells."""
        text, at = paragraph.text, paragraph.index + 1
        if paragraph.kind != "body" or paragraph.number or len(text.split()) > TITLE or not text[-1:].isalnum():
            return False
        after = self.reading.document.paragraphs[at] if at < len(self.reading.document.paragraphs) else None
        return after is not None and bool(after.kind == "item" or after.number or _LABELLED.match(after.text))

    def _turned(self, paragraph: Paragraph) -> Iterator[Raw]:
        """Notes an abbreviation that stands before its explanation: "STAR (Substance Treatment Referral team)"."""
        for m in _TURNED.finditer(paragraph.text):
            initials = "".join(w[0] for w in m[2].replace("-", " ").split() if w not in ("and", "of", "the", "for"))
            if kind_of(m[2]) and m[2][0] == m[1][0] and len(set(m[1]) & set(initials.upper())) >= len(m[1]) - 1:
                self.full.setdefault(m[1], m[2])
                if paragraph.section.kind in NARRATIVE:
                    yield Raw(m[2], paragraph, m.start(2), "told")

    @cached_property
    def _by_plan(self) -> bool:
        """Whether what is recommended stands in the action plan alone."""
        paragraphs = self.reading.document.paragraphs
        asked = (
            p for p in paragraphs if p.section.kind == "recommendations" and re.search(r"\b(?:should|to)\b", p.text)
        )
        lead = (p for p in asked if p.kind != "heading" and not _OVER_A_TABLE.search(p.text))
        return not any(lead) and not any(_RECOMMENDATION.match(p.text) for p in paragraphs)

    def _noted(self) -> Iterator[Raw]:
        """Bodies that the narrative calls by initials which a footnote alone spells out."""
        for note in self.reading.document.paragraphs:
            m = _SPELT.fullmatch(note.text.strip()) if note.kind == "footnote" else None
            if m is None or len(m[1].split()) < 3:
                continue
            full, initials = m[1], "".join(w[0] for w in m[1].split() if w[0].isupper())
            if not self.check.sound(full):
                continue
            used = re.compile(
                rf"\b(?:referr\w+|referral|signposted) (?:\w+ )?to (?:the )?{initials}\b"
                rf"|\b{initials}[’']s (?P<who>(?:[\w-]+ ){{0,3}}(?:worker|advocate|advis[eo]r|service|team|staff))\b"
            )
            for sentence in self.reading.sentences(NARRATIVE):
                for told in used.finditer(sentence.text) if initials in sentence.text else ():
                    self.full.setdefault(initials, full)
                    if told["who"] and (sector := sector_of(titled(told["who"]))) != "other":
                        self.staffed.setdefault(full, sector)
                    yield Raw(full, sentence.paragraph, sentence.start + told.start(), "told")

    def _short(self) -> Iterator[Raw]:
        """Bodies that the narrative calls only by what the glossary explains."""
        full = {a: f for a, f in self.full.items() if len(a) > 2 and a.isupper() and kind_of(f) and marks(f)}
        if not full:
            return
        pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, full)) + r")\b")
        for sentence in self.reading.sentences(NARRATIVE | {"recommendations"}):
            for m in pattern.finditer(sentence.text):
                how = _how(sentence, m.start(), m.end(), in_general(sentence), self._by_plan)
                if how in ("told", "addressed"):
                    yield Raw(full[m[0]], sentence.paragraph, sentence.start + m.start(), how)


#: Behind which a clause says what was not done.
_NOT_DONE = re.compile(
    r"(?i)\b(?:no (?:\w+ ){0,3}(?:sent|made|passed|submitted|offered|referred|given|shared)|(?:not|never|n[’']t) "
    r"(?:\w+ ){0,2}(?:refer|send|ask|contact|consult|notify|inform|tell|share|submit|offer|signpost)\w*"
    r"|without (?:having )?(?:\w+ ){0,1}(?:refer|send|ask|contact|consult|notify|inform|tell|shar)\w*)"
    r"\b(?![^.;]*\b(?:until|but|although)\b)[^.;:,]{0,60}$"
)


def _is_left_out(text: str, start: int, end: int) -> bool:
    """Whether a sentence says of a body no more than that nobody turned to it ("No file was sent to the CPS")."""
    kind = kind_of(text[start:end])
    return bool(kind and kind.sector != "multi-agency-forum" and _NOT_DONE.search(text, 0, start))


def _how(sentence: Sentence, start: int, end: int, general: bool, by_plan: bool) -> str:
    """How a sentence speaks of a body: addressed, told, as one that stood by the family, or in passing (said).

    ``by_plan``: whether what is recommended stands in the action plan alone.
    """
    kind, text = sentence.section.kind, sentence.text
    numbered = by_plan and kind == "action-plan" and _NUMBERED.match(sentence.paragraph.text)
    in_a_plan = numbered and _SHOULD.match(text, end)
    if kind == "recommendations" or in_a_plan or _RECOMMENDATION.match(sentence.paragraph.text):
        before = text[:start]
        near = len(before.split()) <= 6 or re.search(r"(?i)(?:recommend\w*|that|and|;|:)(?: that)?(?: the)? $", before)
        named_first = not re.search(r"[a-z]", before) and _COLON.match(text, end)
        if (near and re.match(_ACTS, text[end:])) or named_first or _SHARED.search(before) or _TO.search(before):
            return "addressed"
        if _ASKS_OF.search(before) and _ANY_VERB.match(text, end):
            return "addressed"
        return "said"
    if _RECOMMENDED_THAT.search(text, 0, start) and (_ANY_VERB.match(text, end) or re.match(_ACTS, text[end:])):
        return "addressed"
    if _SUPPORT.search(text):
        return "family"
    if kind in NARRATIVE and not general and not _is_left_out(text, start, end):
        return "told"
    return "said"


def _calls(abbreviation: str, name: str) -> bool:
    """Whether a bracket may be what a body is called, rather than the part of it that is meant ("Area Team (GP)")."""
    kind = kind_of(abbreviation)
    return kind is None or kind.sector == sector_of(name) or abbreviation in name.split()
