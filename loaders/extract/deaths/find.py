"""One death for each victim, put together from what the other modules find of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.document.model import Sentence
from loaders.extract.deaths.court import outcome_of
from loaders.extract.deaths.manner import type_of
from loaders.extract.deaths.method import method_of
from loaders.extract.deaths.place import place_of
from loaders.extract.deaths.relationship import KINDS, relationship_of
from loaders.extract.deaths.telling import about_deaths, attacks, tellings
from loaders.extract.deaths.term import term_of
from loaders.extract.deaths.when import date_of
from loaders.extract.persons import ties
from loaders.extract.persons.labels import kin_words
from loaders.extract.reading import Reading, evidence, machine
from loaders.sheet import ByPerpetrator, Death, Evidence, Person
from loaders.why import Reason


def find(reading: Reading) -> list[Death]:
    """One death for each victim among ``reading.persons``, in their order."""
    victims = [p for p in reading.persons if p.role == "victim"]
    killers = [p for p in reading.persons if p.role == "perpetrator"]
    about = about_deaths(reading)
    deaths = [_death(victim, victims, killers, about, reading) for victim in victims]
    for death in deaths:
        for other in deaths:
            _take_over(death, other)
    return deaths


def _take_over(death: Death, other: Death) -> None:
    """Gives a death what is told of another by the same hand, and not of itself: one incident is told but once."""
    if other is death or death.perpetrators != other.perpetrators or "suicide" in (death.death_type or ""):
        return
    for field in ("date", "method", "location", "outcome", "minimum_term_years"):
        if getattr(death, field) is None and (told := getattr(other, field)) is not None:
            setattr(death, field, told)
            death.evidence += [e for e in other.evidence[:2] if all(e.lines != p.lines for p in death.evidence)]


#: What is told of all victims alike.
_THEY_WERE = (
    r"^\W*(?:They|Both|Both (?:women|men)|The two (?:women|men)|All (?:three|of them))(?= were (?:\w+ ){0,2}"
    r"(?:shot|stabbed|killed|murdered|strangled|found|attacked|beaten|set)\b)"
)


def _said_of(person: Person, only: bool) -> re.Pattern[str]:
    said = ties.spoken([person.label, *person.aliases], person.role if only else None)
    return re.compile(f"{said}|{_THEY_WERE}" if person.role == "victim" and not only else said, re.I)


def _or_kin(mine: re.Pattern[str], killer: Person, relationship: str | None) -> re.Pattern[str]:
    """A pattern for the one who killed that fits "her son" too, where he is the victim's."""
    words = kin_words(relationship, killer.sex) if relationship else ()
    if not words:
        return mine
    kin = rf"(?:own |adult |elder |younger )?(?:{'|'.join(words)})"
    return re.compile(rf"{mine.pattern}|\b(?:her|his|the (?:victim|deceased)['’]s) {kin}\b", re.I)


def _death(
    victim: Person, victims: list[Person], killers: list[Person], about: list[Sentence], reading: Reading
) -> Death:
    only_victim, only_killer = len(victims) == 1, len(killers) == 1
    him = [_said_of(k, only_killer) for k in killers]
    her = _said_of(victim, only_victim)
    others = [_said_of(v, False) for v in victims if v is not victim]
    date, dated = date_of(victim, her, others, about, reading)
    apart = victim.sex and all(k.sex and k.sex != victim.sex for k in killers)
    pronoun = {"female": "she", "male": "he"}.get(victim.sex or "") if apart else None
    kind, kinds = type_of(her, him, about, pronoun)
    tie = {k.label: relationship_of(victim, victims, k, killers, reading) for k in killers}
    kin = [_or_kin(mine, k, tie[k.label][0] if only_killer else None) for k, mine in zip(killers, him, strict=True)]
    outcomes = {k.label: outcome_of(mine, kind, killers, about) for k, mine in zip(killers, kin, strict=True)}
    terms = {k.label: term_of(mine, outcomes[k.label][0], killers, about) for k, mine in zip(killers, him, strict=True)}
    telling = tellings(her, him, about, date)
    method, how = method_of(her, him, kind, date, about, telling, others, pronoun=pronoun)
    location, where = place_of(her, him, about, telling)
    plainest = attacks(her, him, about, reading, date) if method is None or location is None else set()
    if method is None:
        method, how = method_of(her, him, kind, date, about, plainest, others, pronoun=pronoun, any_day=True)
    if location is None:
        location, where = place_of(her, him, about, telling | plainest)
    first = killers[0].label if killers else None
    relationship = tie[first][0] if first else None
    outcome, ruled = outcomes[first] if first else (None, [])
    term, termed = terms[first] if first else (None, [])
    attributions = []
    if len(killers) > 1 and len({(tie[k.label][0], outcomes[k.label][0], terms[k.label][0]) for k in killers}) > 1:
        attributions = [
            ByPerpetrator(
                perpetrator=k.label,
                relationship=tie[k.label][0],
                outcome=outcomes[k.label][0],
                minimum_term_years=terms[k.label][0],
            )
            for k in killers
        ]
    places = _places(dated[:1], kinds[:1], how[:1], ruled[:1], termed[:1], where[:1]) or victim.evidence[:2]
    facts = (
        ("date", date, dated),
        ("type", kind, kinds),
        ("method", method, how),
        ("outcome", outcome, ruled),
        ("minimum term", f"{term:g} years" if term else None, termed),
        ("location", location, where),
    )
    return Death(
        victim=victim.label,
        perpetrators=[k.label for k in killers],
        date=date,
        death_type=kind,
        homicide_kind=KINDS.get(relationship or ""),
        relationship=relationship,
        method=method,
        location=location,
        outcome=outcome,
        minimum_term_years=term,
        by_perpetrator=attributions,
        evidence=places,
        origin=machine("deaths.told", 0.9 if date and relationship else 0.75, _reasons(facts)),
    )


def _reasons(facts: Iterable[tuple[str, str | None, list[Sentence]]]) -> list[Reason]:
    """For each sentence that was the first to give a fact, what it gave."""
    gave: dict[Sentence, list[tuple[str, str]]] = {}
    for topic, value, said in facts:
        if value and said:
            gave.setdefault(said[0], []).append((topic, value))
    return [Reason(evidence(sentence), notes=tuple(notes)) for sentence, notes in gave.items()]


def _places(*groups: list[Sentence]) -> list[Evidence]:
    out: list[Evidence] = []
    for group in groups:
        for sentence in group:
            place = evidence(sentence)
            if place.lines[1] - place.lines[0] < 15 and all(place.lines != p.lines for p in out):
                out.append(place)
    return out
