"""Finds the contacts of a review: reads its sentences clause by clause and compares each with the frames."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from loaders.document.model import Paragraph, Section, Sentence
from loaders.extract.contacts.clauses import Clause, clauses
from loaders.extract.contacts.frames import ONE_OF_SEVERAL, Frame, cues
from loaders.extract.contacts.merge import Event, merged
from loaders.extract.contacts.parties import Named, Parties, named
from loaders.extract.contacts.pieces import Piece, pieces
from loaders.extract.reading import Reading, evidence
from loaders.sheet import Contact
from loaders.why import Cue, Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from loaders.extract.dates import When
    from loaders.extract.persons.index import Mention as PersonMention

#: Sectors that people are seen by at appointments.
SEEN = ("substance-misuse", "probation", "specialist-domestic-abuse", "voluntary-sector", "victim-support")
HEALTH = ("general-practice", "acute-health", "mental-health", "community-health")
#: Sectors of which a review names one body as a rule, so that an unnamed one is the first of them.
ALONE = ("police", "ambulance", "childrens-social-care")
#: Dated sentences of the sections that tell what happened, from which on they are the whole story, if there are at
#: least half as many of them as in those that judge.
STORY = 12
#: Rules that no frame words: a row of a chronology, and what an agency is said to have done on a day.
BY_GRAMMAR = ("entry", "acted")
#: Sectors that arrest, charge, sentence and recall.
ENFORCING = ("police", "criminal-justice", "probation")
#: Verbs and words by which an agency's files are quoted.
SHOWS = ("show", "indicate", "state", "note", "record", "document", "suggest", "confirm", "reveal", "detail")
RECORDS = ("records", "record", "notes", "files", "file", "chronology", "log", "logs", "entry", "entries", "imr")
#: Characters, and words, of a name in the column of a chronology that says whose entry it is.
SHORT_NAME, LONG_NAME = 5, 5
#: Characters of a summary.
SUMMARY = 110
#: How much more often than any other of its sector a body must be named to be the one meant.
CLEARLY = 2
#: The share of a heading that words for an agency's staff must be, for the section to be about that agency.
WHOLE = 0.6
#: Characters within which a paragraph's first date leads it.
OPENING = 30
#: Paragraphs without a date for which the story of a day goes on.
GOES_ON = 1
#: Paragraphs for which an agency named in one is that which words for its staff mean.
RECENT = 1
#: Days before a death that are told as one occasion.
LAST_DAYS = 2
#: Characters of an entry without a verb.
NOTE = 160
#: Those of one that follows the sentence with the date.
SHORT = 90
#: What joins an agency and words for its staff, either way round.
_JOINED_BEFORE = re.compile(r"(?:['’]s?)?\s+|['’]s?\s+\w+\s+|\s*\(", re.I)
_JOINED_AFTER = re.compile(r"(?:\s+\([^)]*\))?,?\s+(?P<by>from|at|of|within|employed by)\s+(?:the\s+)?", re.I)
_UNNUMBERED = re.compile(rf"(?:{ONE_OF_SEVERAL})$")
#: What joins the dates of one list ("on 3, 5 and 9 May").
_LISTED = re.compile(
    r"(?:st|nd|rd|th)?[\s,;&]*(?:and|then|again|for [\w’' ]{1,30})?[\s,]*(?:again )?(?:on |in )?(?:the )?", re.I
)


def find(reading: Reading) -> list[Contact]:
    """The contacts of the document, in the order of their dates and places.

    Reads the sections that tell what happened sentence by sentence, and of those that judge it the sentences that give
    a date (which sections these are stands in ``cues.yaml``).
    """
    return merged(_Finder(reading).events(), reading)


class _Finder:
    """One pass over a document; knows where in the narrative it is."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.sectors = {a.name: a.sector for a in reading.agencies}
        self.deaths = {d.date for d in reading.deaths if d.date}
        self._paragraph = -1
        self._last: str | None = None  # the agency that acted last in this paragraph
        self._row: str | None = None  # the one that has a cell of its own in this row
        self._carried: str | None = None  # the one that acted last before it, in the same section
        self._section: int | None = None
        self._headed: dict[int, str | None] = {}  # the agency of each section's heading
        self._staff: dict[str, str] = {}  # whose the staff is that this paragraph spoke of
        self._staff_before: dict[str, str] = {}  # and those before it in the section
        self._acted: dict[str, str] = {}  # when each agency acted in this paragraph
        self._acted_before: dict[str, str] = {}  # and in the one before it
        self._main: dict[str, str] = {}  # of each sector, the agency that the sentences read name most often
        self._clear: set[str] = set()  # sectors of which that one is named far more often than any other
        self._subject: Named | None = None  # the agency that was the subject of the clause before
        self._health: str | None = None  # the health body that was spoken of last
        self._day: str | None = None  # the day of the occasion that this paragraph goes on with
        self._recent: dict[str, tuple[str, int]] = {}  # of each sector, the agency named last, and in which paragraph
        self._since = 0  # paragraphs since the last that gives a date
        self._latest: str | None = None  # the date at which the narrative stands
        self._before: str | None = None  # the date at which it stood before this paragraph

    def events(self) -> Iterator[Event]:
        """Every telling of a contact, in reading order."""
        chosen = list(self._chosen())
        self._main = self._most_named(p.whole for p in chosen)
        parsed = self.reading.parse(p.sentence for p in chosen)
        for _, told in groupby(chosen, key=lambda p: p.whole.paragraph.index):
            row = list(told)
            events = [event for piece in row for event in self._of_piece(piece, parsed[piece.sentence])]
            yield from events or self._of_entry(row)

    def _of_piece(self, piece: Piece, doc: Doc) -> list[Event]:
        return list(self._of_sentence(piece, doc)) or list(self._of_note(piece))

    def _of_entry(self, row: list[Piece]) -> Iterator[Event]:
        """The contact that a row of a chronology holds whatever its words: it has a date and whose entry it is."""
        sentence = row[0].whole
        dates = self._dates(sentence)
        if self._row is None or not dates or not self._tells(sentence):
            return
        entry = max((p for p in row if p.whole == sentence), key=lambda p: len(p.sentence.text)).sentence
        people = self.reading.person_index.mentions(sentence)
        words = entry.text
        sector = self.sectors[self._row]
        noted = (n.kind for n in cues().notes if n.words.search(words) and (not n.sectors or sector in n.sectors))
        usual = "appointment" if sector in (*HEALTH, *SEEN[:2]) else "other"
        kind = "case-closure" if cues().closed.search(words) else next(noted, usual)
        because = _Because([words.split()[0]], "it has the row", "that of the row")
        yield self._telling(kind, "entry", self._row, dates[0].iso, entry, people, words, because)

    def _chosen(self) -> Iterator[Piece]:
        """The sentences worth parsing, or what is of them, each with its dates."""
        timeline = self.reading.timeline
        for sentence in self.reading.sentences((*cues().narrative, *cues().judging)):
            if sentence.paragraph.kind == "footnote" or (
                self._has_story and sentence.section.kind not in cues().narrative
            ):
                continue
            dates = self._dates(sentence)
            tells = self._tells(sentence) or self._led_by_date(sentence)
            if dates or (tells and timeline.running(sentence)):
                yield from pieces(sentence, dates, timeline)

    @cached_property
    def _has_story(self) -> bool:
        """Whether the review tells its story in sections of its own: what the analysis says again is told there."""
        story, judged = (
            sum(any(w.explicit for w in self._dates(s)) for s in self.reading.sentences(kinds))
            for kinds in (cues().narrative, cues().judging)
        )
        return story >= max(STORY, judged / 2)

    def _dates(self, sentence: Sentence) -> list[When]:
        """The dates at which something may have happened: not the end of a stretch, nor what is told in passing."""
        return [w for w in self.reading.timeline.events(sentence) if w.part != "to" and not w.aside]

    def _led_by_date(self, sentence: Sentence) -> bool:
        """Whether the paragraph begins with a date, as where the story is told agency by agency."""
        first = sentence.paragraph.sentences[0]
        return any(w.start <= OPENING and w.explicit for w in self._dates(first))

    def _tells(self, sentence: Sentence) -> bool:
        return sentence.section.kind in cues().narrative or self.reading.timeline.tells(sentence.section)

    def _of_note(self, piece: Piece) -> Iterator[Event]:
        """The contact that an entry without a verb notes ("Home visit by HV"), in a table or a list led by dates."""
        sentence = piece.sentence
        if len(sentence.text) > NOTE or cues().not_noted.search(sentence.text):
            return
        head = piece.head or self._head(piece)
        if head is None:
            return
        for note in cues().notes:
            if not (m := note.words.search(sentence.text)):
                continue
            agencies = self._named(sentence)
            fit = [n.agency for n in agencies if not note.sectors or n.sector in note.sectors]
            row = self._last
            if row and note.sectors and self.sectors.get(row) not in note.sectors and sentence.paragraph.cells:
                continue  # the row is another agency's entry
            if note.sectors and self.sectors.get(row or "") not in note.sectors:
                row = None
            only = [a for s in note.sectors for a in self.reading.agency_index.of_sector(s)]
            agency = row or next(iter(fit), None) or (only[0] if len(only) == 1 else None)
            if agency:
                people = self.reading.person_index.mentions(sentence)
                how = "it has the row" if agency == row else "the entry names it" if fit else "the only one of its kind"
                because = _Because([m[0]], how, "that of the entry, or of its row")
                yield self._telling(note.kind, "note", agency, head, sentence, people, sentence.text, because)
                return

    def _head(self, piece: Piece) -> str | None:
        """The date of an entry whose first sentence it leads, for the sentences after that."""
        sentence = piece.whole
        if (
            len(sentence.text) > SHORT
            or piece.dates
            or sentence.start == sentence.paragraph.sentences[0].start
            or not self._tells(sentence)
        ):
            return None
        return self._running(sentence) if self._led_by_date(sentence) else None

    def _of_sentence(self, piece: Piece, doc: Doc) -> Iterator[Event]:
        sentence = piece.sentence
        self._move_to(piece.whole)
        agencies = self._named(sentence)
        people = self.reading.person_index.mentions(sentence)
        for clause in clauses(doc, present=sentence.paragraph.kind == "row"):
            if clause.lemma in SHOWS and (of_records := self._of_records(clause, doc, agencies)):
                self._last = of_records
            who = Parties(clause, doc, agencies, people)
            frames = cues().by_verb.get(clause.lemma, ())
            if clause.against:
                if frame := next((f for f in frames if _fits(f, clause, who)), None):
                    self._leave_out(frame, clause, piece, *clause.against)
                continue
            if who.they and self._subject:
                who.actor, who.kinds = [self._subject], {"agency"}
            elif clause.actors:
                self._subject = who.actor[0] if who.actor else None
            if frames and cues().about_review.search(clause.text):
                continue
            worded: Frame | None = None
            for frame in frames:
                if not _fits(frame, clause, who):
                    continue
                worded = worded or frame
                whose = self._whose(frame, who, clause, sentence)
                if not whose:
                    continue
                dated = self._when(clause, piece)
                if not dated.dates:
                    self._leave_out(frame, clause, piece, dated.how)
                for agency, how in whose.items():
                    self._last = agency
                    for day in self._on_the_day(dated.dates, agency, frame, clause):
                        self._acted[agency] = day
                        because = _Because(_worded(frame, clause), how, dated.of(day))
                        yield self._event(frame, agency, day, sentence, clause, people, because)
                if frame.also:
                    for n in who.target:
                        if n.sector in frame.also.target_in:
                            for date in self._on_the_day(dated.dates, n.agency, frame.also, clause):
                                self._acted[n.agency] = date
                                because = _Because(_worded(frame, clause), _told(n, sentence.text), dated.of(date))
                                yield self._event(
                                    frame.also, n.agency, date, sentence, clause, people, because, frame.rule
                                )
                break
            else:
                if worded:
                    self._leave_out(worded, clause, piece, "the text does not tell whose contact it is")
                elif sentence.section.kind in cues().narrative and who.actor and clause.lemma not in cues().no_act:
                    yield from self._acted_on_a_day(clause, who.actor[0], piece, people)

    def _acted_on_a_day(self, clause: Clause, who: Named, piece: Piece, people: list[PersonMention]) -> Iterator[Event]:
        """What an agency did on a day that the clause gives, in words that no frame knows."""
        dates = [w for w in piece.dates if clause.start <= w.start < clause.end and w.explicit and len(w.iso) > 4]
        if not dates or cues().undated.search(clause.text):
            return
        text = piece.sentence.text
        because = _Because([clause.verb.text], _told(who, text), f"in the clause: {_written(dates[:1])}")
        words = text[clause.start : clause.end]
        noted = (n.kind for n in cues().notes if n.words.search(words) and (not n.sectors or who.sector in n.sectors))
        yield self._telling(
            next(noted, "other"), "acted", who.agency, dates[0].iso, piece.sentence, people, words, because
        )

    def _leave_out(self, frame: Frame, clause: Clause, piece: Piece, because: str, word: str = "") -> None:
        """Notes a clause that is worded like a contact and is none."""
        qualifiers = (Cue(word, because),) if word else ()
        reason = Reason(evidence(piece.sentence), (_cue(frame.kind, frame.rule, _worded(frame, clause)),), qualifiers)
        self.reading.leave_out("contacts", frame.kind, because, reason)

    @staticmethod
    def _of_records(clause: Clause, doc: Doc, agencies: list[Named]) -> str | None:
        """The agency whose records a clause quotes ("GP notes show that ..."): what follows is its contact."""
        if not any(doc[i].lower_ in RECORDS for i in clause.actors):
            return None
        starts = {doc[i].idx for i in clause.actors}
        return next((n.agency for n in agencies if any(n.start <= s < n.end for s in starts)), None)

    def _on_the_day(self, dated: list[str], agency: str, frame: Frame, clause: Clause) -> list[str]:
        """The dates of a contact; those of a month that the paragraph before gave are its day if the agency acted on it
        there, and this is a part of the same occasion (the assessment made when officers attended)."""
        day = self._acted_before.get(agency, "")
        if cues().later.search(clause.text):
            return dated
        if frame.kind in cues().same_day and len(day) == 10 and day[:7] in dated and self._since:
            self._day = day
        return [self._day if self._day and self._day[:7] == d else d for d in dated]

    def _health_of_heading(self, sentence: Sentence) -> str | None:
        agency = self._of_heading(sentence.section)
        return agency if self.sectors.get(agency or "") in HEALTH else None

    def _only(self, sectors: Iterable[str]) -> str | None:
        """The only agency of these sectors, if there is one."""
        held = [a for s in sectors for a in self.reading.agency_index.of_sector(s)]
        return held[0] if len(held) == 1 else None

    def _most_named(self, sentences: Iterable[Sentence]) -> dict[str, str]:
        count = Counter(m.agency for s in sentences for m in self.reading.agency_index.mentions(s))
        most: dict[str, str] = {}
        for name, sector in self.sectors.items():
            if sector not in most or count[name] > count[most[sector]]:
                most[sector] = name
        for sector, main in most.items():
            others = max((count[n] for n, s in self.sectors.items() if s == sector and n != main), default=0)
            if count[main] >= CLEARLY * max(others, 1):
                self._clear.add(sector)
        return most

    def _named(self, sentence: Sentence) -> list[Named]:
        """The agencies of a sentence: those that the index knows, and those that words for their staff mean."""
        known = named(self.reading.agency_index.mentions(sentence), self.sectors)
        found = list(known)
        text = sentence.text
        agency: str | None
        for m in cues().roles.finditer(text):
            if any(n.start < m.end() and m.start() < n.end for n in known):
                continue
            if told := self.reading.agency_index.staff.get(m[0]):
                found.append(Named(told, self.sectors[told], m.start(), m.end()))
                continue
            sector = (m.lastgroup or "").replace("_", "-")
            if sector == "health":
                # Nurses and doctors are of the health body spoken of last.
                joined = next(
                    (n.agency for n in known if n.sector in HEALTH and self._beside(n, m, n.sector, text)), None
                )
                before = [n.agency for n in found if n.end <= m.start() and n.sector in HEALTH]
                agency = joined or (before[-1] if before else self._health_of_heading(sentence) or self._health)
                if agency := agency or self._only(HEALTH):
                    found.append(Named(agency, self.sectors[agency], m.start(), m.end()))
                continue
            words = _UNNUMBERED.sub("", m[0]).lower()
            noun = words.split()[-1].rstrip("s")
            if sector == "any":
                # "The worker", "the service": of the agency beside it, of that whose such a one was spoken of, or of
                # the one that was named last.
                joined = next((n.agency for n in known if self._beside(n, m, n.sector, text)), None)
                before = [n.agency for n in found if n.end <= m.start()]
                agency = joined or self._staff.get(noun) or (before[-1] if before else self._told_before(sentence))
                if agency := agency or self._staff_before.get(noun) or self._of_heading(sentence.section):
                    self._staff[noun] = agency
                    found.append(Named(agency, self.sectors[agency], m.start(), m.end()))
                continue
            beside = next((n for n in known if self._beside(n, m, sector, text)), None)
            if beside:
                agency = beside.agency
            elif words in cues().any_staff:
                # "The officer" is of whichever agency had an officer in this paragraph before.
                agency = self._staff.get(noun) or self._of_role(
                    sector, m[0], sentence, [n for n in found if n.start < m.start()]
                )
            else:
                agency = self._staff.get(m[0].lower()) or self._of_role(
                    sector, m[0], sentence, [n for n in known if n.start < m.start()]
                )
            if agency:
                self._staff[noun] = self._staff[m[0].lower()] = agency
                found.append(Named(agency, self.sectors.get(agency, sector), m.start(), m.end()))
        found.sort(key=lambda n: n.start)
        self._recent.update((n.sector, (n.agency, sentence.paragraph.index)) for n in known)
        self._health = next((n.agency for n in reversed(found) if n.sector in HEALTH), self._health)
        return found

    def _told_before(self, sentence: Sentence) -> str | None:
        """The agency that the paragraph spoke of last before a sentence: that which acted, or else was named."""
        if self._last:
            return self._last
        earlier = [s for s in sentence.paragraph.sentences if s.start < sentence.start]
        named = (m.agency for s in reversed(earlier) for m in reversed(self.reading.agency_index.mentions(s)))
        return next(named, None)

    @staticmethod
    def _beside(agency: Named, staff: re.Match[str], sector: str, text: str) -> bool:
        """Whether words for staff stand beside the agency whose it is ("a nurse from the hospital"); "police at the
        hospital" are not the hospital's."""
        if _JOINED_BEFORE.fullmatch(text[agency.end : staff.start()]):
            return True
        m = _JOINED_AFTER.fullmatch(text[staff.end() : agency.start])
        kin = agency.sector == sector or (agency.sector in HEALTH and sector in HEALTH)
        return m is not None and (kin or m["by"].lower() in ("from", "employed by"))

    def _of_role(self, sector: str, words: str, sentence: Sentence, before: list[Named]) -> str | None:
        """The agency of a sector whose staff, or whose kind of body, a sentence speaks of without its name."""
        kin = next((p for word, p in cues().kin.items() if word in words.lower()), None)
        held = [a for a in self.reading.agency_index.of_sector(sector) if kin is None or kin.search(a)]
        for other in () if held else cues().instead.get(sector, ()):
            if held := list(self.reading.agency_index.of_sector(other)):
                sector = other
                break
        if not held:
            return None
        held = self.reading.agency_index.at_work(held, sentence)
        near = self._near(sentence, sector)
        there = self.reading.agency_index.of_place(held, sentence)
        for agency in (
            self._row,
            self._of_heading(sentence.section),
            there,
            *(n.agency for n in reversed(before)),
            near,
        ):
            if agency in held:
                return agency
        recent, where = self._recent.get(sector, (None, 0))
        if recent in held and sentence.paragraph.index - where <= RECENT:
            return recent
        return self._main[sector] if self._main[sector] in held else held[0]

    def _of_heading(self, section: Section) -> str | None:
        """The agency that a section's heading, or that of one around it, names, or that is its whole ("Mental health
        services"; "First report to the police" is of what happened)."""
        if section.index not in self._headed:
            agency = self.reading.agency_index.of_section(section)
            for one in reversed(section.path) if agency is None else ():
                for m in cues().roles.finditer(one.title):
                    if len(m[0]) >= WHOLE * len(one.title):
                        agency = agency or self._main.get((m.lastgroup or "").replace("_", "-"))
            self._headed[section.index] = agency
        return self._headed[section.index]

    def _move_to(self, sentence: Sentence) -> None:
        if sentence.paragraph.index != self._paragraph:
            self._carried = (self._last or self._carried) if sentence.section.index == self._section else None
            self._section = sentence.section.index
            self._staff_before = {**self._staff_before, **self._staff} if self._carried else self._staff
            self._staff, self._subject, self._day = {}, None, None
            self._acted_before, self._acted = {**(self._acted_before if self._since else {}), **self._acted}, {}
            self._paragraph = sentence.paragraph.index
            self._row = self._last = self._of_row(sentence.paragraph)
            self._before = self._latest
            dated = any(self._dates(s) for s in sentence.paragraph.sentences)
            self._since = 0 if dated else self._since + 1
        self._latest = self.reading.timeline.running(sentence) or self._latest

    def _of_row(self, row: Paragraph) -> str | None:
        """The agency that has a cell of its own in a table's row."""
        cells = [c.strip() for c in row.cells]
        for sentence in row.sentences if cells else ():
            for one in self._named(sentence):
                text = sentence.text[one.start : one.end]
                if any(text in cell and len(cell) <= 2 * len(text) for cell in cells):
                    return one.agency
        for cell in cells:
            # A column that says whose entry it is may cut a name short ("Fosseway" for the constabulary of Fosseway).
            short = re.compile(rf"(?:the )?{re.escape(cell)}\b", re.I)
            held = [a for a in self.sectors if short.match(a)]
            if len(held) == 1 and cell[0].isupper() and len(cell) >= SHORT_NAME and len(cell.split()) < LONG_NAME:
                return held[0]
        return None

    def _whose(self, frame: Frame, who: Parties, clause: Clause, sentence: Sentence) -> dict[str, str]:
        """The agencies whose contact it is, each with how that was decided."""
        for way in frame.whose:
            if found := _by_way(way, frame, who, clause.text):
                return {n.agency: _told(n, sentence.text) for n in found}
        if self._row and (frame.kind != "enforcement" or self.sectors[self._row] in ENFORCING):
            return {self._row: "it has the row"}
        if clause.verb.dep_ == "acl" and not sentence.paragraph.cells:
            return {}  # "the referral made in April" speaks of a contact that is told elsewhere
        for default in frame.default:
            if agency := self._by_default(default, clause, sentence):
                return {agency: self._in_view(agency, sentence)}
        return {}

    def _in_view(self, agency: str, sentence: Sentence) -> str:
        """For a person who asks why: how an agency is known that the clause does not name."""
        clause = "the clause names none;"
        if agency == self._last:
            return f"{clause} it acted last in this paragraph"
        if agency == self.reading.agency_index.in_view(sentence):
            return f"{clause} this part of the report is about it, or the paragraph named it last"
        if agency == self._of_heading(sentence.section):
            return f"{clause} the heading is about it"
        if agency == self._carried:
            return f"{clause} it acted last before this paragraph"
        if agency == self._near(sentence, self.sectors[agency]):
            return f"{clause} the paragraph names it, and such contacts are of its sector"
        return f"{clause} such contacts are of its sector, and it is the one of that sector, or the one named most"

    def _by_default(self, default: str, clause: Clause, sentence: Sentence) -> str | None:
        """The agency of a clause that names none: by what its words tell, or the one in view, or the only one."""
        view = (
            self._last
            or self.reading.agency_index.in_view(sentence)
            or self._of_heading(sentence.section)
            or self._carried
        )
        wanted: tuple[str, ...] = (default,)
        if default == "view":
            # Who referred somebody on is not guessed from afar.
            return self._last or self.reading.agency_index.in_view(sentence)
        if default in ("in-view", "in-view-health"):
            told = next((sectors for words, sectors in cues().hints if words.search(clause.text)), ())
            if not told:
                fits = default == "in-view" or self.sectors.get(view or "") in HEALTH + SEEN
                return view if fits else self._health if default == "in-view-health" else None
            wanted = told
        if view and self.sectors.get(view) in wanted:
            return view
        if default == "court":
            if court := self._court(sentence):
                return court
            wanted = ()
        for sector in wanted:
            near = self._near(sentence, sector)
            held = self.reading.agency_index.of_sector(sector)
            if near or (held and (len(held) == 1 or sector in ALONE or sector in self._clear)):
                return near or self._main[sector]
        return view if default == "in-view" else None

    def _court(self, sentence: Sentence) -> str | None:
        """The court that the paragraph names, or the only one of the sheet."""
        near = self._near(sentence, "criminal-justice")
        courts = [a for a in self.reading.agency_index.of_sector("criminal-justice") if cues().criminal_court.search(a)]
        return near if near in courts else courts[0] if len(courts) == 1 else None

    def _near(self, sentence: Sentence, sector: str) -> str | None:
        """The agency of a sector that the paragraph names, the one named last before the sentence if several."""
        found = None
        for other in sentence.paragraph.sentences:
            for mention in self.reading.agency_index.mentions(other):
                if self.sectors.get(mention.agency) == sector and (found is None or other.start <= sentence.start):
                    found = mention.agency
        return found

    def _when(self, clause: Clause, piece: Piece) -> _Dated:
        """The dates of a clause: its own, else the last before it, else that at which the narrative stands."""
        dates, sentence = piece.dates, piece.sentence
        if not dates and self.reading.timeline.dates(piece.whole, ("court", "process")):
            return _Dated([], "its date is that of a court or of the review")
        inside = [w for w in dates if clause.start <= w.start < clause.end]
        if inside:
            near = min(inside, key=lambda w: abs(w.start - clause.verb.idx))
            listed = _listed(inside, near, sentence.text)
            return _Dated([w.iso for w in listed], f"in the clause: {_written(listed)}")
        before = [w for w in dates if w.start < clause.verb.idx]
        if before:
            return _Dated([before[-1].iso], f"the last before it in the sentence: {_written(before[-1:])}")
        if piece.head:
            return _Dated([piece.head], "that of the row or the entry")
        if m := cues().undated.search(clause.text):
            return _Dated([], f"no date: “{m[0]}” tells what went on over a time")
        if running := self._running(piece.whole):
            return _Dated([running], "that at which the narrative stands, by the sentences before")
        if dates:
            return _Dated([dates[0].iso], f"after it in the sentence: {_written(dates[:1])}")
        return _Dated([], "nothing dates it")

    def _running(self, sentence: Sentence) -> str | None:
        """The date at which the narrative stands before the sentence: to the day if the paragraph right before gave it,
        which coders take to be one occasion, else its month, for what happened next need not have happened that day."""
        for other in reversed([s for s in sentence.paragraph.sentences if s.start < sentence.start]):
            if dates := self._dates(other):
                return dates[-1].iso
        if not self._tells(sentence):
            return None
        if self.deaths and (cues().of_death.search(sentence.section.title) or cues().at_death.search(sentence.text)):
            return max(self.deaths)
        own = self._dates(sentence)
        running = self._before if own else self.reading.timeline.running(sentence)
        if running is None:
            return None
        reached = self.reading.timeline.reached(sentence)
        return reached if reached and (self._since <= GOES_ON or self._last_days(reached)) else running[:7]

    def _last_days(self, date: str) -> bool:
        """Whether a day is one of the last before a death, which are told hour by hour."""
        if len(date) < 10:
            return False
        return any(len(d) == 10 and 0 <= (_day(d) - _day(date)).days <= LAST_DAYS for d in self.deaths)

    def _event(
        self,
        frame: Frame,
        agency: str,
        date: str,
        sentence: Sentence,
        clause: Clause,
        people: list[PersonMention],
        because: _Because,
        rule: str = "",
    ) -> Event:
        words = sentence.text[clause.start : clause.end]
        return self._telling(frame.kind, frame.rule or rule, agency, date, sentence, people, words, because)

    def _telling(
        self,
        kind: str,
        rule: str,
        agency: str,
        date: str,
        sentence: Sentence,
        people: list[PersonMention],
        words: str,
        because: _Because,
    ) -> Event:
        level = None
        if kind in ("assessment", "incident-report") and (m := cues().level.search(sentence.text)):
            level = cues().levels[next(g for g in m.groups() if g).lower()]
        place = evidence(sentence)
        notes = (("agency", f"{agency}: {because.agency}"), ("date", f"{date}: {because.date}"))
        return Event(
            date=date,
            agency=agency,
            kind=kind,
            persons=list(dict.fromkeys(p.label for p in people)),
            risk_level=level,
            summary=_summary(words),
            place=place,
            reason=Reason(place, (_cue(kind, rule, because.words),), () if rule != "note" else None, notes),
            rule=f"contacts.{rule}",
            told=self._tells(sentence),
            position=sentence.position,
        )


@dataclass(frozen=True)
class _Dated:
    """The dates of a clause, and how they were found; where there is none, why not."""

    dates: list[str]
    how: str

    def of(self, date: str) -> str:
        """How one of them was found; a day that stands for their month is that of the occasion."""
        return self.how if date in self.dates else f"{self.how}; the day on which the occasion before was"


@dataclass(frozen=True)
class _Because:
    """Why a telling is one: the words of the frame, and how agency and date were decided."""

    words: list[str]
    agency: str
    date: str


def _cue(kind: str, rule: str, words: list[str]) -> Cue:
    if rule in BY_GRAMMAR:
        return Cue(" … ".join(words), kind)
    where = "notes" if rule == "note" else f"frames/{rule}"
    return Cue(" … ".join(words), kind, f"contacts/cues.yaml: {where}")


def _worded(frame: Frame, clause: Clause) -> list[str]:
    """The words of a clause that the frame asks for: its verb, and what the frame's own words match."""
    m = frame.words.search(clause.wide if frame.wide else clause.text) if frame.words else None
    verb = clause.verb.text
    return [verb] if m is None or m[0].strip() == verb else [m[0]] if verb in m[0].split() else [verb, m[0]]


def _told(named: Named, text: str) -> str:
    return f"told here, by “{text[named.start : named.end]}”"


def _written(dates: list[When]) -> str:
    return " and ".join(w.shown for w in dates)


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _fits(frame: Frame, clause: Clause, who: Parties) -> bool:
    """Whether a clause with these parties is worded as the frame wants it."""
    if frame.words and not frame.words.search(clause.wide if frame.wide else clause.text):
        return False
    if frame.not_words and frame.not_words.search(clause.text):
        return False
    if frame.passive and not clause.is_passive:
        return False
    if frame.object and not (clause.is_passive or clause.has_object):
        return False
    actors = who.passive if frame.passive and frame.actor_in else who.actor
    if frame.actor and not (frame.actor & (who.kinds | ({"agency"} if actors else set()))):
        return False
    if frame.actor_in and not any(n.sector in frame.actor_in for n in actors):
        return False
    if frame.target and not who.target:
        return False
    if frame.alone and any(n.sector not in ALONE[:1] for n in who.everyone()):
        return False
    return not frame.target_in or any(n.sector in frame.target_in for n in who.target)


def _by_way(way: str, frame: Frame, who: Parties, words: str) -> list[Named]:
    """The agencies whose contact it is, by one of the ways that a frame may name (see the head of ``cues.yaml``)."""
    if way == "actor":
        actors = who.passive if frame.passive else who.actor
        return [n for n in actors if not frame.actor_in or n.sector in frame.actor_in]
    if way == "target":
        reached = [n for n in who.target if not frame.target_in or n.sector in frame.target_in]
        return reached if frame.kind == "disclosure" else reached[:1]
    if way == "between":
        # A meeting "between A and B", or "with" a person, is of the one named first.
        return who.target[:1] if re.search(r"\b(?:between|at|by|with)\b", words) else []
    if way == "source":
        return who.source or who.actor
    part, _, sectors = way.partition(":")
    held = {"any": who.everyone(), "actor": who.actor + who.passive, "target": who.target, "source": who.source}[part]
    allowed = HEALTH if sectors == "health" else tuple(sectors.split("+"))
    return [n for n in held if n.sector in allowed][:1]


def _listed(inside: list[When], near: When, text: str) -> list[When]:
    """The date next to the verb with those that stand in one list with it."""
    at = inside.index(near)
    first = last = at
    while first > 0 and _LISTED.fullmatch(text[inside[first - 1].end : inside[first].start]):
        first -= 1
    while last + 1 < len(inside) and _LISTED.fullmatch(text[inside[last].end : inside[last + 1].start]):
        last += 1
    before = text[: inside[first].start].rstrip().lower()
    return [near] if before.endswith(("between", "from")) else inside[first : last + 1]


def _summary(words: str) -> str:
    """The words of a clause or an entry, cut to a line."""
    words = words.replace("\t", " ").strip(" ,;:.-–")
    if len(words) > SUMMARY:
        words = words[: SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return words[:1].upper() + words[1:]
