"""Finds the contacts of a review: reads its sentences clause by clause and compares each with the frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from loaders.document.model import Sentence
from loaders.extract.contacts.against import SAYING, UNDONE
from loaders.extract.contacts.clauses import Clause, clauses, in_present, main_verbs
from loaders.extract.contacts.dating import Dated, Dating, listed, written
from loaders.extract.contacts.frames import HEALTH, Frame, cues
from loaders.extract.contacts.merge import Event, merged
from loaders.extract.contacts.parties import Named, Parties, fits
from loaders.extract.contacts.pieces import Piece, pieces
from loaders.extract.contacts.staff import Staff
from loaders.extract.contacts.standing import Standing
from loaders.extract.contacts.telling import Because, Teller, cue, worded
from loaders.extract.contacts.whose import ALONE, SEEN, Whose, told_by
from loaders.extract.reading import Reading, evidence
from loaders.sheet import Contact
from loaders.why import Cue, Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from loaders.extract.dates import When

#: Dated sentences of the sections that tell what happened, from which on they are the whole story, if there are at
#: least half as many of them as in those that judge.
STORY = 12
#: Verbs and words by which an agency's files are quoted.
SHOWS = ("show", "indicate", "state", "note", "record", "document", "suggest", "confirm", "reveal", "detail")
RECORDS = ("records", "record", "notes", "files", "file", "chronology", "log", "logs", "entry", "entries", "imr")
#: Verbs of what somebody said to a worker, which also the month alone dates ("During May he said that he drank less").
SAID = ("say", "state", "tell", "admit", "express", "disclose", "complain", "describe", "ask", "request", "deny")
#: Characters of an entry without a verb.
NOTE = 160


def find(reading: Reading) -> list[Contact]:
    """The contacts of the document, in the order of their dates and places.

    Reads the sections that tell what happened sentence by sentence, and of those that judge it the sentences that give
    a date (which sections these are stands in ``cues.yaml``). Where no section tells the story, the review's opening
    parts may: of them, the sentences that date an event about the people of the case.
    """
    return merged(_Finder(reading).events(), reading)


@dataclass(frozen=True)
class _Told:
    """A clause of a piece, and who does what to whom in it."""

    clause: Clause
    piece: Piece
    who: Parties

    @cached_property
    def words(self) -> str:
        """The clause's stretch of the sentence, for a summary."""
        return self.piece.sentence.text[self.clause.start : self.clause.end]


@dataclass(frozen=True)
class _Framed:
    """A clause with the frame that takes it for a contact, and when that was."""

    told: _Told
    frame: Frame
    dated: Dated

    def because(self, how: str, day: str) -> Because:
        """Why it tells of a contact on a day; ``how`` says how the agency was decided."""
        return Because(self.frame.rule, worded(self.frame, self.told.clause), how, self.dated.of(day))


class _Finder:
    """One pass over a document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.at = Standing()
        self.staff = Staff(reading.agency_index, {a.name: a.sector for a in reading.agencies}, self.at)
        self.dating = Dating(reading.timeline, {d.date for d in reading.deaths if d.date}, self.at)
        self.whose = Whose(self.staff, self.at)
        self.teller = Teller(reading, self.dating)
        self._subject: Named | None = None  # the agency that was the subject of the clause before

    def events(self) -> Iterator[Event]:
        """Every telling of a contact, in reading order."""
        chosen = list(self._chosen())
        self.staff.count(p.whole for p in chosen)
        parsed = self.reading.parse(p.sentence for p in chosen)
        for _, told in groupby(chosen, key=lambda p: p.whole.paragraph.index):
            row = list(told)
            events = [event for piece in row for event in self._of_piece(piece, parsed[piece.sentence])]
            yield from events or self._of_entry(row)

    def _of_piece(self, piece: Piece, doc: Doc) -> list[Event]:
        self._move_to(piece.whole)
        agencies = self.staff.named(piece.sentence)
        told = clauses(doc, present=piece.sentence.paragraph.kind == "row" or self._in_present(piece, doc))
        ways = (
            self._of_sentence(piece, doc, told, agencies),
            self._of_note(piece),
            self._of_day(piece, doc, told, agencies),
        )
        events = next((events for way in ways if (events := list(way))), [])
        return [*(events or self._of_dated_record(piece, agencies)), *self._of_arranged(piece, agencies)]

    def _in_present(self, piece: Piece, doc: Doc) -> bool:
        """Whether the story is told in the present here ("On 3 May 2015 Ada calls the police").

        By the tense of the sentence's main verb, if a month or a day dates it, else of the last one that was dated.
        """
        if not self.dating.tells(piece.whole):
            return False
        if any(w.stated and len(w.iso) > 4 for w in piece.dates) or piece.head:
            people = {m.start for m in self.reading.person_index.mentions(piece.sentence)}
            if (verb := next((v for v in main_verbs(doc) if self._tells(v, people)), None)) is not None:
                self.at.present = in_present(verb)
        return self.at.present

    @staticmethod
    def _tells(verb: Token, people: set[int]) -> bool:
        """Whether a verb's tense is that of the story: what is done, what a person says, or "there is an incident"."""
        if verb.lemma_.lower() not in cues().no_act:
            return True
        if any(c.dep_ == "expl" for c in verb.children):
            return any(c.dep_ == "attr" and c.lemma_.lower() in cues().happenings for c in verb.children)
        said_by = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        return verb.lemma_.lower() in SAYING and said_by is not None and said_by.idx in people

    def _of_entry(self, row: list[Piece]) -> Iterator[Event]:
        """The contact that a row of a chronology holds whatever its words: it has a date and whose entry it is."""
        sentence = row[0].whole
        dates = self.dating.dates(sentence)
        if self.at.row is None or not dates or not dates[0].iso or not self.dating.tells(sentence):
            return
        entry = max((p for p in row if p.whole == sentence), key=lambda p: len(p.sentence.text)).sentence
        words, sector = entry.text, self.staff.sectors[self.at.row]
        usual = "appointment" if sector in SEEN[:2] else cues().usual(sector)
        kind = "case-closure" if cues().closed.search(words) else cues().told(words, sector) or usual
        because = Because("entry", [words.split()[0]], "it has the row", "that of the row")
        yield self.teller.tell(kind, self.at.row, dates[0].iso, entry, words, because)

    def _chosen(self) -> Iterator[Piece]:
        """The sentences worth parsing, or what is of them, each with its dates."""
        timeline = self.reading.timeline
        for sentence in self.reading.sentences((*cues().narrative, *cues().judging, *cues().opening)):
            kind = sentence.section.kind
            if sentence.paragraph.kind == "footnote" or (self._has_story and kind not in cues().narrative):
                continue
            dates = self.dating.dates(sentence)
            if kind in cues().opening and not self._of_the_case(sentence, dates):
                continue
            tells = self.dating.tells(sentence) or self.dating.led_by_date(sentence)
            if dates or (tells and (timeline.running(sentence) or self.dating.on_the_last_day(sentence))):
                yield from pieces(sentence, dates, timeline)

    def _of_the_case(self, sentence: Sentence, dates: list[When]) -> bool:
        """Whether a sentence of a review's opening parts tells a dated event about the people of the case."""
        if not any(w.explicit and len(w.iso) > 4 for w in dates) or _about_review(sentence.text):
            return False
        return any(self.reading.person_index.mentions(s) for s in sentence.paragraph.sentences)

    @cached_property
    def _dated(self) -> tuple[int, int]:
        """How many sentences of the sections that tell what happened, and of those that judge it, give a date."""
        story, judged = (
            sum(any(w.explicit for w in self.dating.dates(s)) for s in self.reading.sentences(kinds))
            for kinds in (cues().narrative, cues().judging)
        )
        return story, judged

    @cached_property
    def _has_story(self) -> bool:
        """Whether the review tells its story in sections of its own: what the analysis says again is told there."""
        story, judged = self._dated
        return story >= max(STORY, judged / 2)

    @cached_property
    def _told_by_agency(self) -> bool:
        """Whether the sections that judge tell the story too, agency by agency."""
        return not self._has_story and self._dated[1] >= STORY

    def _narrates(self, sentence: Sentence) -> bool:
        """Whether a sentence tells the story: in its own part of the review, or, where there is none, in the part that
        tells what each agency did under its name, and judges it there."""
        kind = sentence.section.kind
        if kind in cues().narrative or kind not in cues().judging or not self._told_by_agency:
            return kind in cues().narrative
        return self.reading.agency_index.of_section(sentence.section) is not None

    def _of_note(self, piece: Piece) -> Iterator[Event]:
        """The contact that an entry without a verb notes ("Home visit by HV"), in a table or a list led by dates."""
        sentence = piece.sentence
        if len(sentence.text) > NOTE:
            return
        head = piece.head or self.dating.head(piece)
        if head is None:
            return
        if cues().not_noted.search(sentence.text):
            entry = piece.head or any(w.start <= 2 for w in self.dating.dates(sentence.paragraph.sentences[0]))
            if not entry or not cues().unmet.search(sentence.text):
                return
        for note in cues().notes:
            if not (m := note.words.search(sentence.text)):
                continue
            agencies = self.staff.named(sentence)
            fit = [n.agency for n in agencies if not note.sectors or n.sector in note.sectors]
            row = self.at.last
            if row and note.sectors and self.staff.sectors.get(row) not in note.sectors and sentence.paragraph.cells:
                continue  # the row is another agency's entry
            if note.sectors and self.staff.sectors.get(row or "") not in note.sectors:
                row = None
            only = [a for s in note.sectors for a in self.reading.agency_index.of_sector(s)]
            agency = row or next(iter(fit), None) or (only[0] if len(only) == 1 else None)
            if agency:
                how = "it has the row" if agency == row else "the entry names it" if fit else "the only one of its kind"
                because = Because("note", [m[0]], how, "that of the entry, or of its row")
                yield self.teller.tell(note.kind, agency, head, sentence, sentence.text, because)
                return

    def _of_sentence(self, piece: Piece, doc: Doc, told: list[Clause], agencies: list[Named]) -> Iterator[Event]:
        """What the clauses of a sentence tell, one by one: in words that a frame knows, or on a day that one gives."""
        people = self.reading.person_index.mentions(piece.sentence)
        for clause in told:
            yield from self._of_missed(clause, piece, agencies)
            if clause.lemma in SHOWS and (of_records := self._of_records(clause, doc, agencies)):
                self.at.last = of_records
            who = Parties(clause, doc, agencies, people)
            if self.at.row and who.kinds == {"person"} and not who.everyone():
                who.target = [Named(self.at.row, self.staff.sectors[self.at.row], 0, 0)]  # "Mrs A reports that ..."
            yield from self._of_clause(_Told(clause, piece, who))

    def _of_clause(self, told: _Told) -> Iterator[Event]:
        """What one clause tells, if it happened and is not of the review's own doings."""
        clause = told.clause
        frames = cues().by_verb.get(clause.lemma, ())
        if clause.against:
            if frame := next((f for f in frames if fits(f, clause, told.who)), None):
                self._leave_out(frame, told, *clause.against)
            return
        self._follow_subject(clause, told.who)
        if not (frames and _about_review(clause.text)):
            yield from self._by_frame(told, frames)

    def _follow_subject(self, clause: Clause, who: Parties) -> None:
        """Takes "they" for the agency that was the subject of the clause before, and keeps the subject of this one."""
        if who.they and self._subject:
            who.actor, who.kinds = [self._subject], {"agency"}
        elif clause.actors:
            self._subject = who.actor[0] if who.actor else None

    def _by_frame(self, told: _Told, frames: tuple[Frame, ...]) -> Iterator[Event]:
        """What a clause tells by the first of the frames that fits it and finds whose contact it is.

        Where none fits, what an agency did on a day may be one all the same.
        """
        clause, who, sentence = told.clause, told.who, told.piece.sentence
        alike: Frame | None = None
        for frame in frames:
            if not fits(frame, clause, who):
                continue
            alike = alike or frame
            if whose := self.whose.of(frame, who, clause, sentence):
                yield from self._framed(told, frame, whose)
                return
        if alike:
            self._leave_out(alike, told, "the text does not tell whose contact it is")
        elif self._narrates(sentence) and who.actor and clause.lemma not in cues().no_act:
            yield from self._acted_on_a_day(clause, who.actor[0], told.piece)

    def _framed(self, told: _Told, frame: Frame, whose: dict[str, str]) -> Iterator[Event]:
        """The contacts of a clause that a frame fits, and those that it makes of the agencies that are reached."""
        dated = self.dating.when(told.clause, told.piece)
        if not dated.dates:
            self._leave_out(frame, told, dated.how)
        framed = _Framed(told, frame, dated)
        for agency, how in whose.items():
            self.at.last = agency
            yield from self._on_its_days(framed, frame, agency, how)
        if goes_on := self._goes_on_with(frame, told.who, whose):
            self.at.last = goes_on
        if also := frame.also:
            for n in told.who.target:
                if n.sector in also.target_in:
                    yield from self._on_its_days(framed, also, n.agency, told_by(n, told.piece.sentence.text))

    def _on_its_days(self, framed: _Framed, of: Frame, agency: str, how: str) -> Iterator[Event]:
        """The contact of one agency on each of its days.

        Args:
            framed: the clause, with the frame that fits it.
            of: the frame of this contact: that one, or what it tells also.
            agency: whose contact it is, and ``how`` that was decided.
        """
        for day in self.dating.on_the_day(framed.dated.dates, agency, of, framed.told.clause):
            self.at.acted[agency] = day
            because = framed.because(how, day)
            yield self.teller.tell(of.kind, agency, day, framed.told.piece.sentence, framed.told.words, because)

    def _goes_on_with(self, frame: Frame, who: Parties, whose: Iterable[str]) -> str | None:
        """The agency of which a story goes on once a frame has told whose contact it was: who received the referral.

        Of what the police refer on, the story goes on with what else they did about the incident.
        """
        if who.actor and not any(n.agency in whose for n in who.actor):
            return who.actor[0].agency
        if frame.kind != "referral" or any(self.staff.sectors[a] in ALONE for a in whose):
            return None
        return next((n.agency for n in who.target if n.agency not in whose and n.sector in cues().served_by[""]), None)

    def _acted_on_a_day(self, clause: Clause, who: Named, piece: Piece) -> Iterator[Event]:
        """What an agency did on a day that the clause gives, in words that no frame knows."""
        dates = [w for w in piece.dates if clause.start <= w.start < clause.end and w.stated and len(w.iso) > 4]
        if not dates or cues().undated.search(clause.text):
            return
        text = piece.sentence.text
        words = text[clause.start : clause.end]
        kind = cues().told(words, who.sector) or cues().usual(who.sector)
        held = listed(dates, dates[0], text)
        because = Because("acted", [clause.verb.text], told_by(who, text), f"in the clause: {written(held)}")
        for when in held:
            yield self.teller.tell(kind, who.agency, when.iso, piece.sentence, words, because)

    def _of_day(self, piece: Piece, doc: Doc, told: list[Clause], agencies: list[Named]) -> Iterator[Event]:
        """What the story tells of a day in words that no frame knows: of the agency that it names, or that is in view.

        With people who only did something (verbs that are not ``of_people``) no agency need have been in contact.
        """
        sentence = piece.sentence
        if not self._narrates(sentence) or sentence.paragraph.cells:
            return
        people = self.reading.person_index.mentions(sentence)
        for clause in told:
            least = 7 if clause.lemma in SAID else 10
            # "He failed to attend on 2 July": the day of what was not done is that of the failing.
            others = [] if clause.lemma in UNDONE else [c for c in told if c is not clause]
            held = [w for w in piece.dates if clause.start <= w.start < clause.end and w.stated]
            dates = [w for w in held if len(w.iso) >= least and not any(c.holds(w.start) for c in others)]
            if not dates or cues().undated.search(sentence.text) or _about_review(clause.text):
                continue
            if not _done(clause) or cues().not_then.search(sentence.text[: dates[0].start]):
                return
            who = Parties(clause, doc, agencies, people)
            turned = clause.lemma in cues().of_people or who.everyone() or self.whose.hinted(clause.text)
            own = self.reading.agency_index.of_part(sentence)  # whose part of the report it is
            if "person" in who.kinds and not (turned or own):
                continue
            for agency, how in self.whose.of_day(clause.text, sentence, agencies).items():
                sector = self.staff.sectors[agency]
                kind = cues().told(clause.wide if clause.lemma in UNDONE else clause.text, sector)
                said = clause.lemma in SAID and "person" in who.kinds and clause.holds(dates[0].start)
                if kind is None and said and sector in (*HEALTH, *SEEN):
                    kind = "appointment"
                # not "The first contact was on 6 July, when ..."
                if kind is None and agency == own and clause.lemma != "be":
                    kind = cues().usual(sector)
                if kind is None:
                    continue
                self.at.last = agency
                because = Because("day", [clause.verb.text], how, f"in the clause: {written(dates[:1])}")
                yield self.teller.tell(kind, agency, dates[0].iso, sentence, sentence.text, because)
            return

    def _of_missed(self, clause: Clause, piece: Piece, agencies: list[Named]) -> Iterator[Event]:
        """The appointments that somebody did not come to on the days that a clause gives."""
        undone = clause.lemma in UNDONE or (clause.against or ("",))[0] == "negated"
        if not undone or not self._narrates(piece.sentence) or not cues().missed.search(clause.wide):
            return
        days = [w for w in piece.dates if clause.holds(w.start) and w.stated and len(w.iso) == 10]
        held = [n for n in agencies if clause.holds(n.start)]
        for agency, how in self.whose.of_day(clause.text, piece.sentence, held or agencies).items():
            sector = self.staff.sectors[agency]
            kind = cues().told(clause.wide, sector) or ("appointment" if sector in (*HEALTH, *SEEN) else "")
            for when in days if kind else ():
                because = Because("missed", [clause.verb.text], how, f"in the clause: {written([when])}")
                yield self.teller.tell(kind, agency, when.iso, piece.sentence, piece.sentence.text, because)

    def _of_arranged(self, piece: Piece, agencies: list[Named]) -> Iterator[Event]:
        """What was arranged for a day and kept or missed, which no verb of the sentence has as its date."""
        sentence = piece.sentence
        if not self._narrates(sentence) or sentence != piece.whole:
            return
        for when, arranged in self.dating.met(sentence):
            words = sentence.text[: when.end]
            kind = {"visit": "home-visit", "meeting": "meeting", "assessment": "assessment"}.get(
                arranged, "appointment"
            )
            for agency, how in self.whose.of_day(words, sentence, agencies).items():
                because = Because("arranged", [arranged], how, f"arranged for {written([when])}, then kept or missed")
                yield self.teller.tell(kind, agency, when.iso, sentence, words, because)

    def _of_dated_record(self, piece: Piece, agencies: list[Named]) -> Iterator[Event]:
        """What an agency's record of a day says ("GP notes for 3 May 2014 show that he felt low"): whom it saw then."""
        sentence = piece.sentence
        if not self._narrates(sentence) or not self.reading.person_index.mentions(sentence):
            return
        for when in piece.dates:
            before = sentence.text[: when.start]
            named = [n for n in agencies if n.end <= when.start]
            if len(when.iso) < 10 or not named or not cues().record_of.search(before):
                continue
            if not (m := cues().record_says.match(sentence.text[when.end :])):
                continue
            kind = cues().told(sentence.text, named[0].sector) or cues().usual(named[0].sector)
            because = Because("record", [m[0].strip(" ,")], told_by(named[0], sentence.text), written([when]))
            yield self.teller.tell(kind, named[0].agency, when.iso, sentence, sentence.text, because)
            return

    def _leave_out(self, frame: Frame, told: _Told, because: str, word: str = "") -> None:
        """Notes a clause that is worded like a contact and is none."""
        qualifiers = (Cue(word, because),) if word else ()
        worded_as = cue(frame.kind, frame.rule, worded(frame, told.clause))
        reason = Reason(evidence(told.piece.sentence), (worded_as,), qualifiers)
        self.reading.leave_out("contacts", frame.kind, because, reason)

    @staticmethod
    def _of_records(clause: Clause, doc: Doc, agencies: list[Named]) -> str | None:
        """The agency whose records a clause quotes ("GP notes show that ..."): what follows is its contact."""
        if not any(doc[i].lower_ in RECORDS for i in clause.actors):
            return None
        starts = {doc[i].idx for i in clause.actors}
        return next((n.agency for n in agencies if any(n.start <= s < n.end for s in starts)), None)

    def _move_to(self, sentence: Sentence) -> None:
        if not self.at.is_at(sentence):
            self.at.turn_to(sentence, dated=any(self.dating.dates(s) for s in sentence.paragraph.sentences))
            self.staff.turn()
            self._subject = None
            self.at.row = self.staff.of_row(sentence.paragraph)
            self.at.last = self.at.row or self.reading.agency_index.leading(sentence.paragraph)
        self.at.latest = self.reading.timeline.running(sentence) or self.at.latest


def _about_review(text: str) -> bool:
    """Whether words tell of the review's own doings; "on the night of the homicide" places something in the case."""
    return cues().about_review.search(cues().at_death.sub("", text)) is not None


def _done(clause: Clause) -> bool:
    """Whether what a clause tells was done; an appointment that somebody missed is a contact all the same."""
    undone = clause.against is not None or clause.lemma in UNDONE or cues().not_done.search(clause.text) is not None
    return not undone or cues().missed.search(clause.wide) is not None
