"""The frames of ``cues.yaml``, compiled, and which of them a clause fits."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from ontology.data import read_yaml

#: Sectors whose contacts are appointments where nothing else is told.
HEALTH = ("general-practice", "acute-health", "mental-health", "community-health")
#: The patterns that tell capitals from small letters.
CASED = ("court_named",)


@dataclass(frozen=True)
class Frame:
    """One way in which reports word a contact; see the head of ``cues.yaml`` for the fields."""

    rule: str
    kind: str
    verbs: frozenset[str]
    words: re.Pattern[str] | None
    not_words: re.Pattern[str] | None
    before: re.Pattern[str] | None
    actor: frozenset[str]
    actor_in: frozenset[str]
    target: bool
    giver: bool
    target_in: frozenset[str]
    passive: bool
    wide: bool
    object: bool
    alone: bool
    among: int
    together: bool
    whose: tuple[str, ...]
    default: tuple[str, ...]
    also: Frame | None


@dataclass(frozen=True)
class Note:
    """Words that tell the kind of a contact without a frame; ``sectors`` of the agency (none for any), and those it
    may not be of."""

    kind: str
    words: re.Pattern[str]
    sectors: frozenset[str]
    unless: frozenset[str]

    def tells(self, words: str, sector: str) -> bool:
        """Whether these words tell it of a body of this sector."""
        held = sector not in self.unless and (not self.sectors or sector in self.sectors)
        return held and self.words.search(words) is not None


@dataclass(frozen=True)
class Cues:
    """All of ``cues.yaml``.

    Attributes:
        by_verb: the frames that a verb's lemma may open, in order.
        hints: patterns and the sectors that they tell.
        more, less, rest, judged: how sure a finding is, by its rule; of a judging section alone.
        notes, not_noted, unmet: wordings of entries without a verb; finds what says that there was none, and what says
            that nobody was met, which is a contact all the same.
        roles: finds words for staff or body of a sector; the group's name is the sector, with ``_`` for ``-``.
        kin: by a word of a role, what the name of the body meant by it must hold.
        shared_staff: by a word for staff, the sectors whose body it means in the part of the report that is about it.
        instead: by sector, those whose bodies words for its staff mean where the review has none of it.
        own_workers: sectors whose own staff "the worker" is in the part of a report about one of their bodies.
        served_by: the sectors that words for the staff of any body may mean, by their noun; of the others under ''.
        any_staff: those of these words that the staff of several sectors may be called by.
        criminal_court: finds a court's name, if it may be that of a criminal one.
        court_named: finds words that name a court by its place.
        level, levels: finds a level of risk; the vocabulary's value for its words.
        narrative, judging, opening: kinds of section.
        no_act: lemmas of verbs with which an agency does nothing to anybody.
        happenings: lemmas of what "there is" where a story is told in the present.
        of_people: lemmas of verbs with which people turn to an agency, or speak to it, that no word names.
        not_then: finds words before a date that make it the end or the beginning of something, or a mark of it.
        not_done: finds words of a clause that no frame knows by which something was not done, or only asked for.
        missed: finds an appointment that somebody did not come to, which is a contact all the same.
        arranged, met: find what was arranged for a date, in the words before it, and that it was kept or missed, at the
            beginning of those after it.
        record_of, record_says: find an agency's record of a day, in the words before the date, and that it says what
            was, at the beginning of those after it.
        about_review: finds words of the review's own doings; undated: words for what went on over a time.
        same_day, later: kinds of contact that belong to the day of the paragraph before, unless such words are there.
        after_that, much_later, repeated, lasting: find words of a clause that leave the day told before uncertain: in
            the paragraph after it, and in its own; what was done several times, and what came in the course of a thing.
        discharged_to: finds to whom somebody was discharged.
        of_death, at_death: find headings, and words of a sentence, that speak of the day of the death.
    """

    by_verb: dict[str, tuple[Frame, ...]]
    hints: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    more: tuple[float, frozenset[str]]
    less: tuple[float, frozenset[str]]
    rest: float
    judged: float
    notes: tuple[Note, ...]
    worded: tuple[Note, ...]
    not_noted: re.Pattern[str]
    unmet: re.Pattern[str]
    closed: re.Pattern[str]
    roles: re.Pattern[str]
    kin: dict[str, re.Pattern[str]]
    shared_staff: dict[str, list[str]]
    instead: dict[str, list[str]]
    served_by: dict[str, frozenset[str]]
    own_workers: frozenset[str]
    any_staff: frozenset[str]
    criminal_court: re.Pattern[str]
    court_named: re.Pattern[str]
    level: re.Pattern[str]
    levels: dict[str, str]
    narrative: tuple[str, ...]
    no_act: frozenset[str]
    happenings: frozenset[str]
    of_people: frozenset[str]
    not_then: re.Pattern[str]
    not_done: re.Pattern[str]
    missed: re.Pattern[str]
    arranged: re.Pattern[str]
    met: re.Pattern[str]
    record_of: re.Pattern[str]
    record_says: re.Pattern[str]
    judging: tuple[str, ...]
    opening: tuple[str, ...]
    about_review: re.Pattern[str]
    undated: re.Pattern[str]
    same_day: frozenset[str]
    later: re.Pattern[str]
    after_that: re.Pattern[str]
    much_later: re.Pattern[str]
    repeated: re.Pattern[str]
    lasting: re.Pattern[str]
    discharged_to: re.Pattern[str]
    of_death: re.Pattern[str]
    at_death: re.Pattern[str]

    def noted(self, words: str, sector: str) -> str | None:
        """The kind of contact that the words of an entry of a body of this sector note; None where they note none."""
        return next((n.kind for n in self.notes if n.tells(words, sector)), None)

    def told(self, words: str, sector: str) -> str | None:
        """The kind of what words that no frame knows tell of a body of this sector; None where they tell none."""
        return self.noted(words, sector) or next((n.kind for n in self.worded if n.tells(words, sector)), None)

    def usual(self, sector: str) -> str:
        """The kind of a contact of a body of this sector of which nothing is told."""
        return "appointment" if sector in HEALTH else "other"


@cache
def cues() -> Cues:
    """The cues, read once."""
    data = read_yaml("loaders.extract.contacts", "cues.yaml")
    frames = [_frame(f, data["patterns"]) for f in data["frames"]]
    wanted = {f.name for f in fields(Cues)}
    patterns = {
        name: re.compile(words, 0 if name in CASED else re.I)
        for name, words in data["patterns"].items()
        if name in wanted
    }
    verbs = {v for f in frames for v in f.verbs}
    return Cues(
        by_verb={verb: tuple(f for f in frames if verb in f.verbs) for verb in verbs},
        hints=tuple((re.compile(h["words"], re.I), tuple(h["sectors"])) for h in data["hints"]),
        more=(data["confidence"]["more"]["of"], frozenset(data["confidence"]["more"]["rules"])),
        less=(data["confidence"]["less"]["of"], frozenset(data["confidence"]["less"]["rules"])),
        rest=data["confidence"]["rest"],
        judged=data["confidence"]["judged"],
        notes=_notes(data["notes"]),
        worded=_notes(data["worded"]),
        roles=_roles(data["roles"]),
        kin={word: re.compile(pattern) for word, pattern in data["kin"].items()},
        shared_staff=data["shared_staff"],
        instead=data["instead"],
        own_workers=frozenset(data["own_workers"]),
        served_by={"": frozenset(data["served_by"])} | {k: frozenset(v) for k, v in data["served_by_some"].items()},
        any_staff=frozenset(data["any_staff"]),
        levels=data["levels"],
        narrative=tuple(data["narrative"]),
        no_act=frozenset(data["no_act"]),
        happenings=frozenset(data["happenings"]),
        of_people=frozenset(data["of_people"]),
        judging=tuple(data["judging"]),
        opening=tuple(data["opening"]),
        same_day=frozenset(data["same_day"]),
        **patterns,
    )


def _notes(data: list[dict[str, Any]]) -> tuple[Note, ...]:
    return tuple(
        Note(n["kind"], re.compile(n["words"], re.I), frozenset(n.get("sectors", ())), frozenset(n.get("unless", ())))
        for n in data
    )


#: The number or letter by which a review tells several of a kind apart ("SW2", "CPN 1", "Officer A").
ONE_OF_SEVERAL = r"\s?[1-9]\d?|\s[A-Z](?![\w.’'])"


def _roles(data: dict[str, list[str]]) -> re.Pattern[str]:
    """One pattern for all roles; abbreviations keep their case, a role that is part of a longer word is none."""
    groups = []
    for sector, words in data.items():
        each = [w if re.fullmatch(r"[A-Z& ?]+s?\??(\W.*)?", w) else f"(?i:{w})" for w in words]
        each = [re.sub(r"(?<![\\(\[])\((?!\?)", "(?:", w) for w in each]
        groups.append(f"(?P<{sector.replace('-', '_')}>{'|'.join(each)})")
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(groups)})(?:{ONE_OF_SEVERAL})?(?![\w-])")


def _frame(data: dict[str, Any], patterns: dict[str, str]) -> Frame:
    def pattern(key: str) -> re.Pattern[str] | None:
        text = data.get(key)
        if text is None:
            return None
        for name, inserted in patterns.items():
            text = text.replace("{" + name + "}", inserted)
        return re.compile(text, re.I)

    def several(key: str) -> tuple[str, ...]:
        value = data.get(key, ())
        return (value,) if isinstance(value, str) else tuple(value)

    return Frame(
        rule=data.get("rule", ""),
        kind=data["kind"],
        verbs=frozenset(data.get("verbs", ())),
        words=pattern("words"),
        not_words=pattern("not_words"),
        before=pattern("before"),
        actor=frozenset(several("actor")),
        actor_in=frozenset(several("actor_in")),
        target=data.get("target") == "agency",
        giver=data.get("giver") == "agency",
        target_in=frozenset(several("target_in")),
        passive=data.get("passive", False),
        wide=data.get("wide", False),
        object=data.get("object", False),
        alone=data.get("alone", False),
        among=data.get("among", 0),
        together=data.get("together", False),
        whose=several("whose"),
        default=several("default"),
        also=_frame(data["also"], patterns) if "also" in data else None,
    )
