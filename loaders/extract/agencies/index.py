"""Finds which agency a stretch of text means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from loaders.document.model import Document, Paragraph, Section, Sentence
from loaders.extract.agencies.kinds import at_work, kind_of
from loaders.extract.agencies.names import cues
from loaders.sheet import Agency
from ontology.data import read_yaml

#: Kinds of section that may be parted by agency.
_BY_AGENCY = ("analysis", "other")
#: Kinds of section whose headings tell of events.
_EVENTS = {"chronology", "background", "contents", "other", "family"}
#: Paragraphs above for which the body of a kind that was called by name stays the one that is meant by its kind.
ABOVE = 3


@dataclass(frozen=True)
class Mention:
    """An agency named in a sentence; offsets are into ``sentence.text``."""

    agency: str
    text: str
    start: int
    end: int
    sentence: Sentence


@dataclass(frozen=True)
class _Role:
    words: re.Pattern[str]
    sectors: tuple[str, ...]
    named: re.Pattern[str] | None


@cache
def _roles() -> tuple[_Role, ...]:
    rows = read_yaml("loaders.extract.agencies", "roles.yaml")
    return tuple(
        _Role(
            re.compile(rf"(?<![\w’'-])(?:{_anywhere(row['words'])})(?![\w-])"),
            tuple(row["sectors"]),
            re.compile(row["named"]) if "named" in row else None,
        )
        for row in rows
    )


class _Within(NamedTuple):
    """A kind of bodies within a sector: what is in their names, and in the words that mean them."""

    name: re.Pattern[str]
    words: re.Pattern[str]


@cache
def _within_sector() -> tuple[_Within, ...]:
    return tuple(_Within(re.compile(row["name"]), re.compile(row["words"])) for row in cues()["within_sector"])


def _anywhere(words: str) -> str:
    """The words with their article in capitals too, as it opens a sentence ("The Trust made no record")."""
    return re.sub(r"\bthe ", "[Tt]he ", words)


@cache
def _any_role() -> re.Pattern[str]:
    """All role words at once; the group tells the row."""
    return re.compile(
        r"(?<![\w’'-])(?:" + "|".join(f"(?P<r{n}>{role.words.pattern})" for n, role in enumerate(_roles())) + ")"
    )


def _role_of(words: re.Match[str]) -> _Role:
    """The row whose words ``_any_role`` found."""
    return _roles()[int((words.lastgroup or "r0")[1:])]


#: An abbreviation in brackets, and the words that may stand for it between whose staff it is for and the bracket.
_ABBREVIATED = re.compile(r" \(([A-Z]{2,5})s?\)")
_WHOSE = re.compile(r"(?:['’]s?)?((?: [\w’'-]+){2,5})")
#: The code by which a review calls one worker ("the caseworker (CW1)"), or several ("social workers (SW1, SW2)"), and
#: what stands between it and the employer.
_CODED = re.compile(
    r"(?P<who>(?:[\w’'-]+ ){0,5}\w*(?:worker|officer|nurse|visitor|practitioner|manager|co-?ordinator|advis[eo]r"
    r"|advocate|psychiatrist|psychologist|doctor|GP|midwife|teacher|consultant|therapist|counsellor|sergeant|inspector|constable"
    r"|practitioner|clinician|paramedic|supervisor|IDVA|ISVA)s?(?: \d)?(?P<of> of (?:the )?[A-Z][\w’' -]{3,50}?)?)"
    r" \((?P<code>[A-Z]{1,5}\d{1,2}(?:(?:,| and|,? &|, and) ?[A-Z]{1,5}\d{1,2})*)\)",
    re.I,
)
#: Without which no code stands in a sentence: quick to tell.
_CODE = re.compile(r"\([A-Za-z]{1,5}\d")
#: What follows a name that leads a paragraph: the end of its sentence, or a colon or dash and more.
_ENDS_NAME = re.compile(r"(?: \([^)]{2,12}\))?\W*$|(?: \([^)]{2,12}\))?\**(?::| [–—-])\**\s+\S")
_FROM = re.compile(r" (?:from|of|at|with|in|employed by|who worked for) (?:the )?")
#: Before words for staff, whose they are by their place ("the Saltmarsh health visitor").
_OF_A_PLACE = re.compile(r"\b([A-Z][a-z]{3,})(?:[’']s)? $")
#: A place at which something is said to have happened.
_AT_A_PLACE = re.compile(r"\b(?:in|at|from|near|of|to) (?:the )?([A-Z][a-z]{3,})\b")


def _stretch(sentence: Sentence) -> tuple[int, int, int]:
    """Where a sentence, or a part of one, stands from its first word to its last."""
    return (*sentence.position, sentence.end)


class AgencyIndex:
    """The agencies of one sheet, findable by name, alias, department and role words.

    ``mentions`` reads names and aliases only (families know best which words for staff count for them); ``meant`` and
    ``of_words`` read a role's words too. These ("the police", "the Trust", "her GP") mean, in this order: the agency
    whose part of the report it is, if it is of the sector; the one of the sector named last, in this sentence or in the
    section before it; the one that the document names most.
    """

    def __init__(
        self, agencies: list[Agency], document: Document, when: Callable[[Sentence], str | None] = lambda s: None
    ) -> None:
        self.agencies = {a.name: a for a in agencies}
        self.document = document
        self._when = when
        self._forms = {a.name: tuple(_forms(a)) for a in agencies}
        self._by_sector: dict[str, list[str]] = {}
        for agency in agencies:
            self._by_sector.setdefault(agency.sector, []).append(agency.name)
        names: dict[str, str] = {}
        for agency in agencies:
            for name in self._forms[agency.name]:
                names.setdefault(_plain(name), agency.name)
        self._names = {n: a for n, a in names.items() if len(n) > 1}
        alternatives = "|".join(
            re.escape(n).replace("'", "[’']").replace(r"\ ", r"\s+") for n in sorted(self._names, key=len, reverse=True)
        )
        self._pattern = re.compile(rf"(?<![\w’'&])(?:{alternatives})(?!\w)") if self._names else None
        self._mentions: dict[tuple[int, int, int], list[Mention]] = {}
        self._headed: dict[int, str | None] = {}
        self._leading: dict[int, str | None] = {}
        self._found: dict[tuple[int, int, int], list[re.Match[str]]] = {}

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """The agencies that the sentence names by a name or an alias, in order; no two overlap."""
        found = self._mentions.get(_stretch(sentence))
        if found is None:
            found = self._mentions[_stretch(sentence)] = self._named(sentence)
        return list(found)

    def called(self, sentence: Sentence) -> list[Mention]:
        """The agencies that the sentence names, or whose staff it calls by an abbreviation of its own ("the DVW")."""
        found = self.mentions(sentence)
        if self._staff_words is not None:
            found += [
                Mention(self.staff[m[0]], m[0], m.start(), m.end(), sentence)
                for m in self._staff_words.finditer(sentence.text)
                if not any(one.start <= m.start() < one.end for one in found)
            ]
        return sorted(found, key=lambda m: m.start)

    def meant(self, sentence: Sentence) -> list[Mention]:
        """The agencies that the sentence names, or means by words for a role or for staff ("officers attended")."""
        found = self.called(sentence)
        if not self.agencies:
            return []
        taken = [(m.start, m.end) for m in found]
        for m in _any_role().finditer(sentence.text):
            if any(start < m.end() and m.start() < end for start, end in taken):
                continue
            role = _role_of(m)
            before = [x.agency for x in found if x.start < m.start()]
            if agency := self._meant(role, m[0], sentence, before, m.start()):
                found.append(Mention(agency, m[0], m.start(), m.end(), sentence))
        return self._placed(sorted(found, key=lambda m: m.start))

    def of_words(self, words: str, sentence: Sentence) -> str | None:
        """The agency that a role's words ("the Trust", "social worker") mean at a sentence; None where none."""
        m = _any_role().search(words)
        if m is None or not self.agencies:
            return None
        return self.staff.get(m[0]) or self._meant(_role_of(m), m[0], sentence, [])

    @cached_property
    def staff(self) -> dict[str, str]:
        """Abbreviations for one agency's staff, as where the review says "Haven's domestic violence worker (DVW)"."""
        held: dict[str, str] = {}
        for sentence in self.document.sentences:
            for m in _ABBREVIATED.finditer(sentence.text) if "(" in sentence.text else ():
                for one in self.mentions(sentence):
                    words = _WHOSE.fullmatch(sentence.text[one.end : m.start()])
                    if words and "".join(re.findall(r"(?<![\w’'])\w", words[1])).upper() == m[1]:
                        held.setdefault(m[1], one.agency)
            coded = list(_CODED.finditer(sentence.text)) if _CODE.search(sentence.text) else []
            for m in coded:
                codes = [c for c in re.findall(r"[A-Z]{1,5}\d{1,2}", m["code"]) if c not in held]
                if codes and (agency := self._employer(m, sentence, alone=len(coded) == 1)):
                    held |= dict.fromkeys(codes, agency)
        return {words: agency for words, agency in held.items() if words not in self._names}

    def _employer(self, coded: re.Match[str], sentence: Sentence, *, alone: bool) -> str | None:
        """Whose worker is given a code: of the body named right after it, of the one that the words for the work mean,
        else of the one named last before it in the paragraph, or of the section's; that only where the code is alone in
        its sentence, and no list of all workers."""
        named = self.mentions(sentence)
        after = next((m for m in named if m.start >= coded.end()), None)
        if after and _FROM.fullmatch(sentence.text[coded.end() : after.start]):
            return after.agency
        if coded["of"] and (whole := [m for m in named if coded.start("of") <= m.start < coded.start("code")]):
            return whole[-1].agency
        before = [m.agency for m in named if m.end <= coded.start("code")]
        role = _any_role().search(coded["who"])
        if role and (agency := self._meant(_role_of(role), role[0], sentence, before)):
            return agency
        if not alone:
            return None
        earlier = [m.agency for other in sentence.before for m in self.mentions(other)]
        return next(reversed([*earlier, *before]), self.around(sentence))

    @cached_property
    def _staff_words(self) -> re.Pattern[str] | None:
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, self.staff))})(?=s?\b)") if self.staff else None

    def beginning_with(self, words: str) -> list[str]:
        """The agencies of whose name, or another name of theirs, these words are the beginning."""
        short = re.compile(rf"(?:the )?{re.escape(words)}\b", re.I)
        return [agency for agency, forms in self._forms.items() if any(short.match(form) for form in forms)]

    def ending_with(self, words: str) -> list[str]:
        """The agencies of whose name, or another name of theirs, these words are the end."""
        return [agency for agency, forms in self._forms.items() if any(form.endswith(f" {words}") for form in forms)]

    def _names_in(self, sentence: Sentence) -> list[re.Match[str]]:
        """Where the sentence has a name or an alias; ``_names`` says whose it is."""
        found = self._found.get(_stretch(sentence))
        if found is None:
            found = self._found[_stretch(sentence)] = list(self._matches(sentence.text))
        return found

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(text) if self._pattern else iter(())

    def _whose(self, name: re.Match[str]) -> str:
        return self._names[_plain(name[0])]

    def _named(self, sentence: Sentence) -> list[Mention]:
        found = [
            Mention(self._then(self._whose(m), m, sentence), m[0], m.start(), m.end(), sentence)
            for m in self._names_in(sentence)
        ]
        # "Moor Council, Housing Options" is the department: the council in it is not named beside it.
        whole = {
            one.start
            for one, part in pairwise(found)
            if part.agency.startswith(f"{one.agency},") and sentence.text[one.end : part.start] == ", "
        }
        return self._placed([one for one in found if one.start not in whole])

    def _placed(self, found: list[Mention]) -> list[Mention]:
        """Takes a word for a kind of body for the one of that kind that is named with it ("her GP at Hill Surgery")."""
        for at, (one, after) in enumerate(pairwise(found)):
            alike = self.agencies[one.agency].sector == self.agencies[after.agency].sector
            if not alike or not _AT.fullmatch(one.sentence.text[one.end : after.start]):
                continue
            if any(_any_role().fullmatch(words) for words in (one.text, f"the {one.text}")):
                found[at] = replace(one, agency=after.agency)
        return found

    def _then(self, agency: str, words: re.Match[str], sentence: Sentence) -> str:
        """The agency that words mean at the date of a sentence: "Probation" is the body of its sector then at work."""
        alone = len(self._by_sector[self.agencies[agency].sector]) == 1
        as_role = _any_role().fullmatch(words[0])
        if alone or words[0] == agency or not as_role:
            return agency
        role = _role_of(as_role)
        alike = [a for a in self._by_sector[self.agencies[agency].sector] if self._is_named(a, role)] or [agency]
        if len(words[0].split()) > 1 and [a for a in alike if words[0] in a] == [agency]:
            return agency  # "Housing Options" is of "Moor Council Housing Options", and no word for the landlord
        others = self.at_work(alike, sentence)
        if len(others) == 1:
            return others[0]
        told = self.of_place_before(words.start(), others, sentence) or self.of_place(others, sentence)
        told = told or self._told_of(others, words.start(), sentence)
        return told or (agency if agency in others else max(others, key=lambda a: self._own_counts[a]))

    def _told_of(self, agencies: list[str], at: int, sentence: Sentence) -> str | None:
        """The one of these that was called by its own name last: before a place in a sentence, in its paragraph before
        that, or in those right above."""
        paragraph = sentence.paragraph
        earlier = sentence.before
        for above in self.document.paragraphs[max(0, paragraph.index - ABOVE) : paragraph.index][::-1]:
            if above.section.index != paragraph.section.index:
                break
            earlier = [*above.sentences, *earlier]
        own = (a for a, start in reversed(self._by_own_name(sentence)) if start < at)
        before = (a for other in reversed(earlier) for a, _ in reversed(self._by_own_name(other)))
        return next((a for a in (*own, *before) if a in agencies), None)

    def _by_own_name(self, sentence: Sentence) -> list[tuple[str, int]]:
        """The agencies that a sentence names by more than words for their kind, and where."""
        return [(self._whose(m), m.start()) for m in self._names_in(sentence) if self._is_own(m[0])]

    def _is_own(self, name: str) -> bool:
        """Whether words name one body: they are more than words for its kind, or there is but one that they fit."""
        as_role = _any_role().fullmatch(name)
        if as_role is None:
            return True
        role = _role_of(as_role)
        return role.named is not None and len(self._fitting(role)) == 1

    def _fitting(self, role: _Role) -> list[str]:
        """The agencies that a role's words may mean, by sector and name."""
        return [a for sector in role.sectors for a in self._by_sector.get(sector, ()) if self._is_named(a, role)]

    def at_work(self, agencies: list[str], sentence: Sentence) -> list[str]:
        """Those that were at work when the sentence plays; all of them where that is not known."""
        date = self._when(sentence)
        if date is None or len(date) < 7:
            return agencies
        held = {a: at_work(self._forms[a], date) for a in agencies}
        sure = [a for a in agencies if held[a]]
        return sure or [a for a in agencies if held[a] is None] or agencies

    def likely(self, agencies: list[str], words: str) -> list[str]:
        """Those of a sector's agencies that words for its staff can mean: a therapist is of the talking therapies."""
        for kind in _within_sector():
            fit = [a for a in agencies if bool(kind.name.search(a)) == bool(kind.words.search(words))]
            agencies = fit or agencies
        return agencies

    def _meant(
        self, role: _Role, words: str, sentence: Sentence, before: list[str], at: int | None = None
    ) -> str | None:
        """The agency that a role's words mean here; ``at`` is where they stand in the sentence, if they stand in it."""
        own = self.around(sentence)
        for sector in role.sectors:
            fit = [a for a in self._by_sector.get(sector, ()) if self._is_named(a, role)]
            if not fit:
                continue
            fit = self.at_work(self.likely(fit, words), sentence)
            if len(fit) == 1:
                return fit[0]
            if at is not None and (told := self.of_place_before(at, fit, sentence)):
                return told
            if own in fit:
                return own
            if there := self.of_place(fit, sentence):
                return there
            last = next((a for a in reversed(before) if a in fit), None) or self._latest(sentence, fit)
            return last or max(fit, key=lambda a: self._counts[a])
        return None

    def of_place(self, agencies: list[str], sentence: Sentence) -> str | None:
        """The only one of several whose name holds a place that the sentence plays in ("a midwife in Saltmarsh")."""
        if len(agencies) < 2:
            return None
        held = {a: self._places(a) for a in agencies}
        named = [m.span() for m in self._names_in(sentence)]
        told = {m[1] for m in _AT_A_PLACE.finditer(sentence.text) if not any(a <= m.start(1) < b for a, b in named)}
        fit = [a for a in agencies if any(w in told for w in held[a])]
        return fit[0] if len(fit) == 1 else None

    def of_place_before(self, at: int, agencies: list[str], sentence: Sentence) -> str | None:
        """The only one of several whose name holds the place right before words for staff, or for a kind of body, at
        an offset into the sentence."""
        m = _OF_A_PLACE.search(sentence.text, 0, at)
        fit = [a for a in agencies if m[1] in self._places(a)] if m else []
        return fit[0] if len(fit) == 1 else None

    def _places(self, agency: str) -> frozenset[str]:
        """The words of an agency's names that are proper names: the document never writes them small."""
        words = {w for form in self._forms[agency] for w in re.findall(r"\b[A-Z][a-z]{3,}\b", form)}
        return frozenset(w for w in words if w.lower() not in self._small)

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(w for s in self.document.sentences for w in re.findall(r"\b[a-z]{4,}\b", s.text))

    def _is_named(self, agency: str, role: _Role) -> bool:
        if role.named is None:
            return True
        return any(role.named.search(n) for n in self._forms[agency])

    def _latest(self, sentence: Sentence, fit: list[str]) -> str | None:
        """The one of these that was named last before the sentence, in its section."""
        named = self._in_section.get(sentence.section.index, ())
        for position, agency in reversed(named):
            if position < sentence.position and agency in fit:
                return agency
        return None

    @cached_property
    def _in_section(self) -> dict[int, list[tuple[tuple[int, int], str]]]:
        """By section, the agencies named in it by name, in order with their places."""
        held: dict[int, list[tuple[tuple[int, int], str]]] = {}
        for sentence in self.document.sentences:
            for mention in self.mentions(sentence):
                held.setdefault(sentence.section.index, []).append((sentence.position, mention.agency))
        return held

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(agency for named in self._in_section.values() for _, agency in named)

    @cached_property
    def _own_counts(self) -> Counter[str]:
        """How often the document calls each agency by its own name."""
        return Counter(agency for s in self.document.sentences for agency, _ in self._by_own_name(s))

    def of_section(self, section: Section) -> str | None:
        """The agency that a section is about, by its heading or that of a section around it."""
        if section.index not in self._headed:
            own = self._of_title(section.title, section.kind)
            if own is not None and not self._by_name(section.title, own):
                own = self._told_most(section, self.agencies[own].sector) or self._at_work_then(section, own)
            above = self.of_section(section.parent) if section.parent and not own else None
            if above and self.agencies[above].sector == "multi-agency-forum":
                above = None  # a forum is one theme among others: the headings after it are about others
            self._headed[section.index] = own or above or self._between(section)
        return self._headed[section.index]

    def _between(self, section: Section) -> str | None:
        """The agency whose part goes on under a heading that tells of none ("Hill Surgery", "The first visit", "Fern
        Police"): that of the last heading of its level that tells of one, where one that names another follows."""
        if section.number or section.kind not in _BY_AGENCY or self._tells_of_one(section):
            return None
        beside = [s for s in self.document.sections if s.parent is section.parent and s.level == section.level]
        at = beside.index(section)
        before, after = (next(filter(self._tells_of_one, side), None) for side in (beside[at::-1], beside[at:]))
        if before is None or after is None or not self._names_one(after):
            return None
        between = beside[beside.index(before) : beside.index(after) + 1]
        alike = {s.kind for s in between} == {section.kind}
        agency = self._of_title(before.title, before.kind) if alike and self._names_one(before) else None
        return None if agency is None or self.agencies[agency].sector == "multi-agency-forum" else agency

    def _tells_of_one(self, section: Section) -> bool:
        """Whether a heading has the name of an agency, or a word for one of a kind."""
        return self._of_title(section.title, section.kind) is not None or kind_of(section.title) is not None

    def _names_one(self, section: Section) -> bool:
        """Whether a heading is no more than an agency's name."""
        title = _BRACKET.sub("", section.title).strip(" *.:")
        m = next(self._matches(title), None)
        return m is not None and m[0] == title.removeprefix("The ").removeprefix("the ")

    def leading(self, paragraph: Paragraph) -> str | None:
        """The agency whose name alone leads a paragraph, as a heading on its line ("Hill Surgery. The GP did …"), or
        fills a cell of its row but the last."""
        if paragraph.index not in self._leading:
            self._leading[paragraph.index] = self._leads(paragraph)
        return self._leading[paragraph.index]

    def _leads(self, paragraph: Paragraph) -> str | None:
        if paragraph.kind == "heading" or not paragraph.sentences:
            return None
        if own := [self._names[c] for cell in paragraph.cells[:-1] if (c := _plain(cell.strip())) in self._names]:
            return own[0]
        text = paragraph.sentences[0].text
        m = next(iter(self.mentions(paragraph.sentences[0])), None)
        if m is None or text[: m.start].strip(" *–-").removeprefix("The").strip():
            return None
        return m.agency if _ENDS_NAME.match(text, m.end) and len(paragraph.text) > m.end + 40 else None

    def around(self, sentence: Sentence) -> str | None:
        """The agency that a sentence's paragraph is about, by the name that leads it, or its section by its heading."""
        agency = self.leading(sentence.paragraph) or self.of_part(sentence)
        return self.then(agency, sentence) if agency else None

    def of_part(self, sentence: Sentence) -> str | None:
        """The agency that a sentence's section is about; of several in its heading, the one that it named last."""
        own, several = self.of_section(sentence.section), self.of_heading(sentence.section)
        if own not in several or len(several) == 1:
            return own
        named = self._in_section.get(sentence.section.index, [])
        return next((a for at, a in reversed(named) if at < sentence.position and a in several), own)

    def then(self, agency: str, sentence: Sentence) -> str:
        """The agency, or the one that had taken its work over when a sentence plays ("Probation" of two bodies)."""
        alike = self._by_sector[self.agencies[agency].sector]
        if len(alike) < 2 or (date := self._when(sentence)) is None or len(date) < len("2021-06"):
            return agency
        if at_work(self._forms[agency], date) is not False:
            return agency
        sure = [a for a in alike if at_work(self._forms[a], date)]
        return sure[0] if len(sure) == 1 else agency

    def of_heading(self, section: Section) -> list[str]:
        """All agencies that a section's heading calls by name, or the nearest heading around it that names any."""
        for one in reversed(section.path):
            if named := list(dict.fromkeys(self._whose(m) for m in self._matches(one.title))):
                return named
        return []

    def _by_name(self, title: str, agency: str) -> bool:
        """Whether a title calls an agency by a name of its own, not by words for its kind ("Probation services")."""
        return any(not _any_role().fullmatch(m[0]) for m in self._matches(title) if self._whose(m) == agency)

    def _told_most(self, section: Section, sector: str) -> str | None:
        """The agency of a sector that a section calls by its own name most often."""
        told: Counter[str] = Counter()
        for paragraph in self.document.paragraphs:
            if section in paragraph.section.path:
                told.update(a for s in paragraph.sentences for a, _ in self._by_own_name(s))
        fit = [a for a in self._by_sector[sector] if told[a]]
        return max(fit, key=lambda a: told[a]) if fit else None

    def _at_work_then(self, section: Section, agency: str) -> str:
        """The agency, or the one of its sector that was at work when the section begins, where it was not."""
        first = next(
            (s for s in self.document.sentences if s.section is section and s.paragraph.kind != "heading"), None
        )
        fit = self.at_work(self._by_sector[self.agencies[agency].sector], first) if first else [agency]
        return agency if agency in fit else max(fit, key=lambda a: self._counts[a])

    def _of_title(self, title: str, kind: str) -> str | None:
        if m := next(self._matches(title), None):
            agency = self._whose(m)
            if self._names_another(title, m):
                return None
            # "The children and the family court" heads a theme, not what was seen of the court.
            if _any_role().fullmatch(m[0]) and len(m[0]) * 2 < len(title) and re.search(r"\band\b|&|,", title):
                return None
            # "Risk assessment and MARAC" heads what is said of a theme; "MARAC" what is said of the forum.
            if self.agencies[agency].sector != "multi-agency-forum" or len(m[0]) * 2 >= len(title):
                return agency
        # "Taken to hospital" heads what happened there, not the hospital's part of the report, as "Hospital" does.
        share = 1.0 if kind in _EVENTS else 0.5
        bare = re.sub(
            r"^(?:(?:involvement of|analysis of|response of|contact with)\s+)?(?:the\s+)?"
            r"|\s+(?:involvement|response|analysis)$",
            "",
            title.strip(),
            flags=re.I,
        )
        for text in (bare, bare.title().replace("’S", "’s").replace("'S", "'s")):
            m = _any_role().search(text)
            if not m or len(m[0]) < share * len(text):
                continue
            role = _role_of(m)
            fit = self._fitting(role)
            if fit:
                return max(fit, key=lambda a: self._counts[a])
        return None

    def _names_another(self, title: str, first: re.Match[str]) -> bool:
        """Whether a title means another body beside the first, by its kind: "A&E and mental health liaison"."""
        agency = self._whose(first)
        named = [m.span() for m in self._matches(title)]
        for m in _any_role().finditer(title) if " and " in title else ():
            if not any(a < m.end() and m.start() < b for a, b in named) and set(self._fitting(_role_of(m))) - {agency}:
                return True
        return False

    def in_view(self, sentence: Sentence) -> str | None:
        """The agency that a sentence which names none is most likely about: its section's, or the last one named in
        its paragraph before it."""
        return self.around(sentence) or self._last_named(sentence.paragraph, sentence)

    def _last_named(self, paragraph: Paragraph, before: Sentence) -> str | None:
        last = None
        for sentence in paragraph.sentences:
            if sentence.start >= before.start:
                break
            for mention in self.mentions(sentence):
                last = mention.agency
        return last

    def of_sector(self, sector: str) -> list[str]:
        """The names of the agencies of one sector."""
        return list(self._by_sector.get(sector, ()))


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("’", "'"))


#: What stands in brackets after a name.
_BRACKET = re.compile(r"\s*\([^()]*\)")
#: Between a word for a kind of body and the name of the one that is meant.
_AT = re.compile(r"\s(?:practice |surgery )?(?:at|from|of|in)\s(?:the )?")
#: What a body is, at the end of its name, as a text may write it small.
_GENERIC = re.compile(r"\w (Partnership|Council|Police|Hospital|Trust|Board)$")


def _forms(agency: Agency) -> list[str]:
    """The names of an agency as they may stand in the text: without a bracket, and what the bracket holds."""
    forms = []
    for name in (agency.name, *agency.aliases):
        forms.append(name)
        if m := re.fullmatch(r"(.+?)\s*\(([^()]+)\)", name):
            forms += [m[1], m[2]] if re.fullmatch(r"[A-Z][A-Za-z&]{1,11}", m[2]) else [m[1]]
        if re.match(r"(?:The|A)\s+[A-Z]", name):
            forms.append(name.split(" ", 1)[1])
        if m := _GENERIC.search(name):
            forms.append(name[: m.start(1)] + m[1].lower())  # "the Safer Fernshire partnership"
        if name.startswith("the "):
            forms.append(f"T{name[1:]}")  # as it opens a sentence
        forms += _endings(name)
    return forms


@cache
def _written_short() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in read_yaml("loaders.extract.agencies", "endings.yaml"))


def _endings(name: str) -> list[str]:
    """A name with its last words as others may write them ("Moorhill Hospitals NHSFT")."""
    for alike in _written_short():
        for ending in sorted(alike, key=len, reverse=True):
            if name.endswith(f" {ending}"):
                return [name.removesuffix(ending) + other for other in alike if other != ending]
    return []
