"""Whose contact a clause tells of: that of an agency that it names, or of the one in view where it names none."""

from __future__ import annotations

import re

from loaders.document.model import Sentence
from loaders.extract.agencies.found import MONTH
from loaders.extract.contacts.clauses import Clause
from loaders.extract.contacts.frames import HEALTH, Frame, cues
from loaders.extract.contacts.parties import Named, Parties
from loaders.extract.contacts.staff import Staff
from loaders.extract.contacts.standing import Standing

#: Sectors that people are seen by at appointments.
SEEN = ("substance-misuse", "probation", "specialist-domestic-abuse", "voluntary-sector", "victim-support")
#: And those that people come to, which a clause means only where its part of the report is about them.
VISITED = ("education", "housing", "benefits", "employer", "immigration", "local-authority")
#: Sectors of which a review names one body as a rule, so that an unnamed one is the first of them.
ALONE = ("police", "ambulance", "childrens-social-care")
#: Sentences from an emergency call on in which the text says who came.
GOES_ON = 3
#: Sectors that arrest, charge, sentence and recall.
ENFORCING = ("police", "criminal-justice", "probation")

_SENDING = "sent|posted|faxed|e-?mailed|copied|addressed|forwarded"
#: To whom something was sent, and the words before whoever that is.
_SENT_TO = re.compile(rf"\b(?:{_SENDING}|written)\b[^.;,]{{0,30}}?( to \b.*)", re.I)
_SENT_AS_FAR = re.compile(rf"\b(?:{_SENDING}|wrote)\b[^.;,]{{0,40}} to (?:the |her |his |their )?$", re.I)


#: How a sentence begins that goes on to another day ("A review took place on 5 September").
_NEW_DAY = re.compile(
    rf"(?:On|In|By|At|From|Between|During|An?|The)\b[^.;]{{0,80}}?(?:\b{MONTH}\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2}})"
)


class Whose:
    """Tells the agencies of a clause that is worded as a frame wants it."""

    def __init__(self, staff: Staff, at: Standing) -> None:
        self.staff = staff
        self.at = at

    def of(self, frame: Frame, who: Parties, clause: Clause, sentence: Sentence) -> dict[str, str]:
        """The agencies whose contact it is, each with how that was decided."""
        for way in frame.whose:
            if found := _by_way(way, frame, who, clause.text):
                return {n.agency: told_by(n, sentence.text) for n in found}
        if self.at.row and (frame.kind != "enforcement" or self.staff.sectors[self.at.row] in ENFORCING):
            return {self.at.row: "it has the row"}
        if clause.verb.dep_ == "acl" and not sentence.paragraph.cells:
            return {}  # "the referral made in April" speaks of a contact that is told elsewhere
        words = cues().discharged_to.sub("", clause.text) if clause.lemma == "discharge" else clause.text
        sent = _SENT_TO.search(words) if clause.is_passive else None
        if sent:
            words = words[: sent.start(1)]  # to whom a letter was sent tells nothing of who sent it
        for default in frame.default:
            if default == "police" and "court" in frame.default and cues().court_named.search(clause.text):
                return {}  # the court is named, though the review does not list it
            agency = self._by_default(default, words, sentence)
            if words != clause.text and self.staff.sectors.get(agency or "") == "general-practice":
                agency = self.staff.discharging(sentence)  # the GP, to whom somebody is discharged, discharges nobody
            if agency and not (sent and agency in {n.agency for n in who.target}):
                return {agency: self._in_view(agency, sentence)}
        return {}

    @staticmethod
    def hinted(words: str) -> tuple[str, ...]:
        """The sectors of the body that words for what happens there, or for its staff, tell of."""
        return next((sectors for hint, sectors in cues().hints if hint.search(words)), ())

    def of_day(self, words: str, sentence: Sentence, named: list[Named]) -> dict[str, str]:
        """The agency of a day that the story tells in words that no frame knows, with how that was decided.

        Args:
            words: of the clause.
            sentence: where it stands.
            named: the agencies that the sentence names, in their order.
        """
        acting = [n for n in named if not _SENT_AS_FAR.search(sentence.text[: n.start])]
        if acting:
            return {acting[0].agency: told_by(acting[0], sentence.text)}
        if named:
            return {}
        agency = self._by_default("in-view", words, sentence)
        return {agency: self._in_view(agency, sentence)} if agency else {}

    def _in_view(self, agency: str, sentence: Sentence) -> str:
        """For a person who asks why: how an agency is known that the clause does not name."""
        clause = "the clause names none;"
        if agency == self.at.last:
            return f"{clause} it acted last in this paragraph"
        if agency == self.staff.index.in_view(sentence):
            return f"{clause} this part of the report is about it, or the paragraph named it last"
        if agency == self.staff.headed(sentence):
            return f"{clause} the heading is about it"
        if agency == self.at.carried:
            return f"{clause} it acted last before this paragraph"
        if agency == self.staff.near(sentence, self.staff.sectors[agency]):
            return f"{clause} the paragraph names it, and such contacts are of its sector"
        return f"{clause} such contacts are of its sector, and it is the one of that sector, or the one named most"

    def answering(self, sentence: Sentence) -> str:
        """The sector that answers an emergency call: that of which the text goes on to speak, or the police."""
        for told in [sentence, *sentence.after][:GOES_ON]:
            spoken: set[str | None] = {self.staff.sectors[m.agency] for m in self.staff.index.mentions(told)}
            spoken |= {m.lastgroup for m in cues().roles.finditer(told.text)}
            if came := [s for s in ("police", "ambulance") if s in spoken]:
                return came[0]
        return "police"

    def _of_new_day(self, sentence: Sentence) -> str | None:
        """The agency that the heading is about, where a sentence begins a new day: whoever acted in passing before it
        ("seen by the liaison nurse at the hospital") does not go on acting."""
        return self.staff.index.of_part(sentence) if _NEW_DAY.match(sentence.text) else None

    def _by_default(self, default: str, words: str, sentence: Sentence) -> str | None:
        """The agency of a clause that names none: by what its words tell, or the one in view, or the only one."""
        view = (
            self._of_new_day(sentence)
            or self.at.last
            or self.staff.index.in_view(sentence)
            or self.staff.headed(sentence)
            or self.at.carried
        )
        if default == "emergency":
            default = self.answering(sentence)
        wanted: tuple[str, ...] = (default,)
        if default == "view":
            # Who referred somebody on is not guessed from afar.
            return self._of_new_day(sentence) or self.at.last or self.staff.index.in_view(sentence)
        if default in ("in-view", "in-view-health"):
            told = self.hinted(words)
            if not told:
                fits = default == "in-view" or self._sees(view, sentence)
                return view if fits else self.staff.health if default == "in-view-health" else None
            wanted = told
        if view and self.staff.sectors.get(view) in wanted:
            return view
        if default == "court":
            if court := self._court(words, sentence):
                return court
            wanted = ()
        for sector in wanted:
            near = self.staff.near(sentence, sector)
            held = self.staff.index.of_sector(sector)
            if near or (held and (len(held) == 1 or sector in ALONE or sector in self.staff.clear)):
                return near or self.staff.main[sector]
        return view if default == "in-view" else None

    def _sees(self, agency: str | None, sentence: Sentence) -> bool:
        """Whether people are seen by an agency at appointments, or come to it where the part of the report is its."""
        sector = self.staff.sectors.get(agency or "")
        headed = agency is not None and agency == self.staff.index.of_part(sentence)
        return sector in HEALTH + SEEN or (headed and sector in VISITED)

    def _court(self, words: str, sentence: Sentence) -> str | None:
        """The court that the paragraph names, or the only one of the sheet; "magistrates" sit in no other court."""
        near = self.staff.near(sentence, "criminal-justice")
        courts = [a for a in self.staff.index.of_sector("criminal-justice") if cues().criminal_court.search(a)]
        if "magistrate" in words.lower():
            courts = [a for a in courts if "magistrate" in a.lower()]
        return near if near in courts else courts[0] if len(courts) == 1 else None


def told_by(named: Named, text: str) -> str:
    """How an agency is known that the sentence tells, for a person who asks why."""
    return f"told here, by “{text[named.start : named.end]}”" if named.end else "it has the row"


def _by_way(way: str, frame: Frame, who: Parties, words: str) -> list[Named]:
    """The agencies whose contact it is, by one of the ways that a frame may name (see the head of ``cues.yaml``)."""
    if way == "actor":
        actors = who.passive if frame.passive else who.actor
        return [n for n in actors if not frame.actor_in or n.sector in frame.actor_in]
    if way == "target":
        reached = [n for n in who.target if not frame.target_in or n.sector in frame.target_in]
        return reached if frame.kind == "disclosure" else reached[:1]
    if way == "between":
        # A meeting "between A and B" is of both; one "with" a person, or "at" a place, of the one named first.
        if re.search(r"\bbetween\b", words):
            return who.target
        return who.target[:1] if re.search(r"\b(?:at|by|with)\b", words) else []
    if way == "giver":
        return [n for n in who.giver if n not in who.actor]
    if way == "source":
        return who.source or who.actor
    if way == "inside":
        return who.inside[:1]
    part, _, sectors = way.partition(":")
    held = {"any": who.everyone(), "actor": who.actor + who.passive, "target": who.target, "source": who.source}[part]
    allowed = HEALTH if sectors == "health" else tuple(sectors.split("+"))
    return [n for n in held if n.sector in allowed][:1]
