"""Whose the staff is that a review speaks of: "officers", "the health visitor", "the worker", "the service"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from loaders.document.model import Paragraph, Section, Sentence
from loaders.extract.agencies.index import AgencyIndex
from loaders.extract.contacts.frames import HEALTH, ONE_OF_SEVERAL, cues
from loaders.extract.contacts.parties import Named, named
from loaders.extract.contacts.standing import Standing

#: Characters, and words, of a name in the column of a chronology that says whose entry it is.
SHORT_NAME, LONG_NAME = 5, 5
#: How much more often than any other of its sector a body must be named to be the one meant.
CLEARLY = 2
#: The share of a heading that words for an agency's staff must be, for the section to be about that agency.
WHOLE = 0.6
#: Paragraphs for which an agency named in one is that which words for its staff mean.
RECENT = 4
#: What joins an agency and words for its staff, either way round.
_JOINED_BEFORE = re.compile(r"(?:['’]s?)?\s+|['’]s?\s+\w+\s+|\s*\(", re.I)
_JOINED_AFTER = re.compile(r"(?:\s+\([^)]*\))?,?\s+(?P<by>from|at|in|of|within|employed by)\s+(?:the\s+)?", re.I)
#: The court's liaison worker is a health body's, the family court adviser of Cafcass.
_LIAISON = re.compile(r"\s+(?:and\s+)?liaison\b|\s+advis[eo]rs?\b", re.I)
#: Before the one to whom somebody is discharged.
_DISCHARGED = re.compile(
    r"\bdischarg(?:ed|ing)\b(?: (?:him|her|them|back|[A-Z]\w+)){0,2} (?:in)?to "
    r"(?:the )?(?:care of )?(?:the |his |her |their )?(?:own )?$",
    re.I,
)
#: Sectors of bodies that have helplines and advisers, whatever they are for.
HAVE_ADVISERS = {"specialist-domestic-abuse", "voluntary-sector", "victim-support"}
#: Words for one of several of a kind, without its number.
_UNNUMBERED = re.compile(rf"(?:{ONE_OF_SEVERAL})$")


class Staff:
    """Finds the agencies of a sentence, also those that only words for their staff mean.

    Attributes:
        main: of each sector, the agency that the sentences read name most often.
        clear: sectors of which that one is named far more often than any other.
        health, hospital: the health body that was spoken of last, and that other than a practice.
    """

    def __init__(self, index: AgencyIndex, sectors: dict[str, str], at: Standing) -> None:
        self.index = index
        self.sectors = sectors
        self.at = at
        self.main: dict[str, str] = {}
        self.clear: set[str] = set()
        self.health: str | None = None
        self.hospital: str | None = None
        self._headed: dict[int, str | None] = {}  # the agency of each section's heading
        self._of: dict[str, str] = {}  # whose the staff is that this paragraph spoke of
        self._of_earlier: dict[str, str] = {}  # and those before it in the section
        self._recent: dict[str, tuple[str, int]] = {}  # of each sector, the agency named last, and in which paragraph

    def turn(self) -> None:
        """Begins a paragraph."""
        self._of_earlier = {**self._of_earlier, **self._of} if self.at.carried else self._of
        self._of = {}

    def count(self, sentences: Iterable[Sentence]) -> None:
        """Notes which agency of each sector these sentences name most."""
        count = Counter(m.agency for s in sentences for m in self.index.mentions(s))
        most: dict[str, str] = {}
        for name, sector in self.sectors.items():
            if sector not in most or count[name] > count[most[sector]]:
                most[sector] = name
        for sector, main in most.items():
            others = max((count[n] for n, s in self.sectors.items() if s == sector and n != main), default=0)
            if count[main] >= CLEARLY * max(others, 1):
                self.clear.add(sector)
        self.main = most

    def named(self, sentence: Sentence) -> list[Named]:
        """The agencies of a sentence: those that the index knows, and those that words for their staff mean."""
        known = [
            n
            for n in named(self.index.called(sentence), self.sectors)
            if n.sector != "criminal-justice" or not _LIAISON.match(sentence.text, n.end)
        ]
        found = list(known)
        for m in cues().roles.finditer(sentence.text):
            if any(n.start < m.end() and m.start() < n.end for n in known):
                continue
            if agency := self._meant(m, sentence, known, found):
                found.append(Named(agency, self.sectors[agency], m.start(), m.end()))
        # "The crisis team at the hospital" is the mental health trust's: the hospital is no more than the place.
        places = {n for n in known for by in found if self._is_place_of(n, by, sentence.text)}
        # The GP to whom somebody is discharged had no contact by that.
        places |= {n for n in found if n.sector == "general-practice" and _DISCHARGED.search(sentence.text[: n.start])}
        found = sorted((n for n in found if n not in places), key=lambda n: n.start)
        self._recent.update((n.sector, (n.agency, sentence.paragraph.index)) for n in known)
        self.health = next((n.agency for n in reversed(found) if n.sector in HEALTH), self.health)
        self.hospital = next((n.agency for n in reversed(found) if n.sector in HEALTH[1:]), self.hospital)
        return found

    def _meant(self, m: re.Match[str], sentence: Sentence, known: list[Named], found: list[Named]) -> str | None:
        """The agency that words for staff mean, in a sentence that names these and in which these are found so far."""
        sector = (m.lastgroup or "").replace("_", "-")
        if sector == "health":
            return self._of_health(m, sentence, known, found)
        words = _UNNUMBERED.sub("", m[0]).lower()
        noun = words.split()[-1].rstrip("s")
        if sector == "any":
            if agency := self._of_any(noun, m, sentence, known, found):
                self._of[noun] = agency
            return agency
        # "The officer" is of whichever agency had an officer in this paragraph before.
        any_staff = words in cues().any_staff
        agency = next((n.agency for n in known if self._beside(n, m, sector, sentence.text)), None)
        agency = agency or self.index.of_place_before(m.start(), self.index.of_sector(sector), sentence)
        agency = agency or self._of.get(noun if any_staff else m[0].lower())
        if agency is None:
            before = [n for n in (found if any_staff else known) if n.start < m.start()]
            agency = self._of_role(sector, m[0], sentence, before)
        if agency:
            self._of[noun] = self._of[m[0].lower()] = agency
        return agency

    def _of_health(self, m: re.Match[str], sentence: Sentence, known: list[Named], found: list[Named]) -> str | None:
        """The body of nurses and doctors: the one beside them, or the health body spoken of last."""
        text = sentence.text
        joined = (n.agency for n in known if n.sector in HEALTH and self._beside(n, m, n.sector, text))
        by = _JOINED_AFTER.match(text, m.end())
        team = cues().roles.match(text, by.end()) if by else None
        if team and (team.lastgroup or "").replace("_", "-") in HEALTH:
            # "A nurse from the CMHT": the team's, though no name of the body that it belongs to stands here.
            return next(joined, None) or self._meant(team, sentence, known, found)
        before = (n.agency for n in reversed(found) if n.end <= m.start() and n.sector in HEALTH)
        agency = next(joined, None) or next(before, None)
        return agency or self._health_of_heading(sentence) or self.health or self._only(HEALTH)

    def _of_any(
        self, noun: str, m: re.Match[str], sentence: Sentence, known: list[Named], found: list[Named]
    ) -> str | None:
        """The body of "the worker", "the service": the one beside it, that of such a one before, or the last named."""
        serves = cues().served_by.get(noun, cues().served_by[""])
        joined = (n.agency for n in known if self._beside(n, m, n.sector, sentence.text))
        before = (n.agency for n in reversed(found) if n.end <= m.start())
        headed = self.headed(sentence)
        told = (*before, *self._told_before(sentence), self.at.carried, self._of_earlier.get(noun), headed)
        if headed and self.sectors[headed] in cues().own_workers and "worker" in noun:
            told = (headed, *told)
        agency = next(joined, None) or self._of.get(noun)
        return agency or next((a for a in told if a and self.sectors[a] in serves), None)

    def _told_before(self, sentence: Sentence) -> Iterator[str]:
        """The agencies of which the paragraph spoke before a sentence: that which acted, then those named last."""
        if self.at.last:
            yield self.at.last
        yield from (m.agency for s in reversed(sentence.before) for m in reversed(self.index.mentions(s)))

    def _beside(self, agency: Named, staff: re.Match[str], sector: str, text: str) -> bool:
        """Whether words for staff stand beside the agency whose it is ("a nurse from the hospital").

        "Police at the hospital" are not the hospital's, nor is "the crisis team at the hospital" where there is a body
        of mental health.
        """
        if _JOINED_BEFORE.fullmatch(text[agency.end : staff.start()]):
            return True
        m = _JOINED_AFTER.fullmatch(text[staff.end() : agency.start])
        of_health = agency.sector in HEALTH and sector in HEALTH and not self.index.of_sector(sector)
        kin = agency.sector == sector or of_health
        charity = agency.sector in HAVE_ADVISERS and sector in HAVE_ADVISERS  # "the helpline of Safe Distance"
        return m is not None and (kin or charity or m["by"].lower() in ("from", "employed by"))

    @staticmethod
    def _is_place_of(place: Named, staff: Named, text: str) -> bool:
        """Whether one health body is named only as the place where another's staff are."""
        both = place.sector in HEALTH and staff.sector in HEALTH and place.sector != staff.sector
        m = _JOINED_AFTER.fullmatch(text[staff.end : place.start]) if both else None
        return m is not None and m["by"].lower() in ("at", "within")

    def _of_role(self, sector: str, words: str, sentence: Sentence, before: list[Named]) -> str | None:
        """The agency of a sector whose staff, or whose kind of body, a sentence speaks of without its name."""
        headed = self.headed(sentence)
        shared = next((s for word, s in cues().shared_staff.items() if word in words.lower()), ())
        if headed and self.sectors[headed] in shared:
            return headed
        kin = next((p for word, p in cues().kin.items() if word in words.lower()), None)
        held = [a for a in self.index.of_sector(sector) if kin is None or kin.search(a)]
        for other in () if held else cues().instead.get(sector, ()):
            if held := list(self.index.of_sector(other)):
                sector = other
                break
        if not held:
            return None
        held = self.index.at_work(self.index.likely(held, words), sentence)
        near = self.near(sentence, sector)
        there = self.index.of_place(held, sentence)
        for agency in (
            self.at.row,
            headed,
            there,
            *(n.agency for n in reversed(before)),
            near,
        ):
            if agency in held:
                return agency
        recent, where = self._recent.get(sector, (None, 0))
        if recent in held and sentence.paragraph.index - where <= RECENT:
            return recent
        return self.main[sector] if self.main[sector] in held else held[0]

    def headed(self, sentence: Sentence) -> str | None:
        """The agency of a sentence's part of the report, or what had become of it by then."""
        agency = self.index.of_part(sentence) or self.of_heading(sentence.section)
        return self.index.then(agency, sentence) if agency else None

    def of_heading(self, section: Section) -> str | None:
        """The agency that a section's heading, or that of one around it, names, or that is its whole ("Mental health
        services"; "First report to the police" is of what happened)."""
        if section.index not in self._headed:
            agency = self.index.of_section(section)
            for one in reversed(section.path) if agency is None else ():
                for m in cues().roles.finditer(one.title):
                    if len(m[0]) >= WHOLE * len(one.title):
                        agency = agency or self.main.get((m.lastgroup or "").replace("_", "-"))
            self._headed[section.index] = agency
        return self._headed[section.index]

    def of_row(self, row: Paragraph) -> str | None:
        """The agency that has a cell of its own in a table's row."""
        cells = [c.strip() for c in row.cells]
        for sentence in row.sentences if cells else ():
            for one in self.named(sentence):
                text = sentence.text[one.start : one.end]
                if any(text in cell and len(cell) <= 2 * len(text) for cell in cells):
                    return one.agency
        for cell in cells:
            # A column that says whose entry it is may cut a name short ("Fosseway" for the constabulary of Fosseway).
            held = self.index.beginning_with(cell)
            # or leave the council out ("Housing Options").
            held = held or self.index.ending_with(cell)
            if len(held) == 1 and cell[0].isupper() and len(cell) >= SHORT_NAME and len(cell.split()) < LONG_NAME:
                return held[0]
            # or leave out an article ("Surgery", "School").
            if (m := cues().roles.fullmatch(f"the {cell[:1].lower()}{cell[1:]}")) and row.sentences:
                sector = (m.lastgroup or "").replace("_", "-")
                if sector not in ("any", "health") and (agency := self._of_role(sector, cell, row.sentences[0], [])):
                    return agency
        return None

    def near(self, sentence: Sentence, sector: str) -> str | None:
        """The agency of a sector that the paragraph names, the one named last before the sentence if several."""
        found = None
        for other in sentence.paragraph.sentences:
            for mention in self.index.mentions(other):
                if self.sectors.get(mention.agency) == sector and (found is None or other.start <= sentence.start):
                    found = mention.agency
        return found

    def discharging(self, sentence: Sentence) -> str | None:
        """The health body other than a practice that acted, or was named, last before a sentence."""
        told = (self.at.carried, *self._told_before(sentence), self.headed(sentence), self.hospital)
        return next((a for a in told if a and self.sectors[a] in HEALTH[1:]), None)

    def _health_of_heading(self, sentence: Sentence) -> str | None:
        agency = self.headed(sentence)
        return agency if self.sectors.get(agency or "") in HEALTH else None

    def _only(self, sectors: Iterable[str]) -> str | None:
        """The only agency of these sectors, if there is one."""
        held = [a for s in sectors for a in self.index.of_sector(s)]
        return held[0] if len(held) == 1 else None
