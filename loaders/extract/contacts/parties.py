"""Which agencies and people act in a clause, and which are reached."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.extract.agencies.index import Mention as AgencyMention
from loaders.extract.contacts.clauses import Clause
from loaders.extract.contacts.frames import Frame
from loaders.extract.persons.index import Mention as PersonMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

PRONOUNS = {"he", "she", "they", "who", "both", "him", "her", "them"}
#: Words for people who may call an agency, be they parties to the case or not.
PEOPLE = re.compile(
    r"\b(victim|perpetrator|offender|suspect|husband|wife|partner|ex-partner|mother|father|parents?|sister|brother|son|"
    r"daughter|child(ren)?|baby|couple|family|relatives?|neighbours?|friends?|caller|man|woman|male|female|public|"
    r"anonymous|concierge|colleague|landlord|someone|informant|witness(es)?|aunt|uncle|cousin|boyfriend|"
    r"girlfriend|fianc[eé]e?|spouse|stepfather|stepmother|grandmother|grandfather|nephews?|niece|resident|residents|tenant|"
    r"passer-?by|passers-?by|bystanders?|driver|shopkeeper|stranger|lodger|housemate|flatmate|employer|callers?|adults?)\b",
    re.I,
)


@dataclass(frozen=True)
class Named:
    """An agency that a sentence names, with its sector."""

    agency: str
    sector: str
    start: int
    end: int


class Parties:
    """The agencies of a clause by their part in it, and what kind of party acts.

    Attributes:
        actor, passive, target, source, giver: agencies that act, are acted on in a passive clause, are reached, stand
            after "from", or after the "from" of what was received; each agency once, in the order of the text.
        inside: all agencies of the clause, whatever their part.
        they: whether no more than "they" acts.
        kinds: of the one who acts: 'agency', 'person' (and 'pronoun'), 'nobody' or 'other'.
    """

    def __init__(self, clause: Clause, doc: Doc, named: list[Named], people: list[PersonMention]) -> None:
        at = {token.i: n for n in named for token in doc if n.start <= token.idx < n.end}

        def within(indices: Iterable[int]) -> list[Named]:
            once: dict[str, Named] = {}
            for i in sorted(indices):
                if i in at:
                    once.setdefault(at[i].agency, at[i])
            return list(once.values())

        if not clause.actors and not clause.is_passive:
            clause.actors |= _lost_subject(clause, doc, at, people)
        self.actor = within(clause.actors)
        self.passive = within(clause.passive)
        self.target = within(clause.reached | clause.passive)
        self.source = within(clause.source)
        self.giver = within(clause.giver)
        self.inside = within(clause.own)
        self.kinds = set(self._kinds(clause, doc, people))
        self.they = not self.actor and {doc[i].lower_ for i in clause.actors} == {"they"}

    def _kinds(self, clause: Clause, doc: Doc, people: list[PersonMention]) -> Iterable[str]:
        if self.actor:
            return ["agency"]
        if not clause.actors:
            return ["nobody"]
        words = {doc[i].lower_ for i in clause.actors}
        starts = {doc[i].idx for i in clause.actors}
        if words & PRONOUNS:
            return ["person", "pronoun"]
        text = " ".join(doc[i].text for i in sorted(clause.actors))
        if PEOPLE.search(text) or any(p.start in starts for p in people):
            return ["person"]
        return ["other"]

    def everyone(self) -> list[Named]:
        """All agencies of the clause, those that act first."""
        return [*self.actor, *self.passive, *self.target, *self.source]


def _lost_subject(clause: Clause, doc: Doc, at: dict[int, Named], people: list[PersonMention]) -> set[int]:
    """The name or word for a person right before a verb that the parser left without a subject ("On 3 May the school
    rang her"), as happens after a date."""
    i = clause.verb.i - 1
    while i >= 0 and (doc[i].pos_ in ("ADV", "AUX", "PART") or doc[i].dep_ in ("aux", "neg")):
        i -= 1
    if i < 0 or i not in clause.own:
        return set()
    token = doc[i]
    if token.lower_ in PRONOUNS - {"him", "them"} or i in at or PEOPLE.fullmatch(token.text):
        return {i}
    return {t.i for p in people for t in doc if p.start <= t.idx < p.end and p.start <= token.idx < p.end}


def named(mentions: Iterable[AgencyMention], sectors: dict[str, str]) -> list[Named]:
    """The agencies that these mentions name, with their sectors."""
    return [Named(m.agency, sectors.get(m.agency, "other"), m.start, m.end) for m in mentions]


def fits(frame: Frame, clause: Clause, who: Parties) -> bool:
    """Whether a clause with these parties is worded as the frame wants it."""
    text = clause.wide if frame.wide else clause.text
    if frame.words and not frame.words.search(text):
        return False
    if frame.not_words and frame.not_words.search(text):
        return False
    if frame.before and not frame.before.search(clause.verb.doc.text[: clause.verb.idx]):
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
    if frame.giver and all(n in who.actor for n in who.giver):
        return False
    if frame.among and len({n.sector for n in actors}) > frame.among:
        return False
    if frame.together and len({n.agency for n in actors}) < 2:
        return False
    if frame.alone and any(n.sector != "police" for n in (*who.everyone(), *who.inside)):
        return False
    return not frame.target_in or any(n.sector in frame.target_in for n in who.target)
