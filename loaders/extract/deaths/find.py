"""Finds what a review says of each death: when, how, where, by whom, and what the courts made of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from loaders.document.model import Sentence
from loaders.extract.deaths.when import date_of
from loaders.extract.persons import ties
from loaders.extract.persons.labels import cues as persons_cues
from loaders.extract.persons.labels import relation, relation_words
from loaders.extract.reading import Reading, evidence, machine
from loaders.sheet import ByPerpetrator, Death, Evidence, Person
from loaders.why import Reason
from ontology.data import read_yaml

#: Parts that tell of the death, in which the people need not be named anew in each sentence.
_TELLING = ("background", "process", "other", "conclusions", "panel", "family")
_ELSEWHERE = ("contents", "glossary", "action-plan", "recommendations", "equality")
_INVERSE = {
    **dict.fromkeys(("spouse", "ex-spouse", "partner", "ex-partner", "sibling", "other-relative"), None),
    "parent": "child",
    "child": "parent",
    "household-member": "household-member",
}
_KINDS = {
    **dict.fromkeys(("spouse", "ex-spouse", "partner", "ex-partner"), "intimate-partner"),
    **dict.fromkeys(("child", "parent", "sibling", "other-relative"), "familial"),
    "household-member": "household",
}
_NUMBERS = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        range(1, 21),
        strict=True,
    )
)
_NUMBERS |= {f"twenty-{w}": 20 + n for w, n in list(_NUMBERS.items())[:9]}
_NUMBERS |= {"thirty": 30} | {f"thirty-{w}": 30 + n for w, n in list(_NUMBERS.items())[:9]}
#: Words that tell of the killing itself, not of earlier violence.
_FATAL = re.compile(
    r"murder|homicide|manslaughter|fatal|\bkill(?:ed|ing)\b|\bdead\b|\bdied\b|\bdeath|\bbody\b|post[- "
    r"]?mortem|cause of|the attack",
    re.I,
)


@cache
def cues() -> dict[str, Any]:
    """The content of ``cues.yaml``."""
    data: dict[str, Any] = read_yaml(__package__, "cues.yaml")
    return data


@cache
def _compiled(key: str) -> re.Pattern[str]:
    return re.compile(cues()[key], re.I)


@cache
def _kinds(key: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    return {kind: tuple(re.compile(p, re.I) for p in patterns) for kind, patterns in cues()[key].items()}


@cache
def _terms() -> tuple[re.Pattern[str], ...]:
    words = "|".join(sorted(_NUMBERS, key=len, reverse=True))
    number = rf"(?P<years>\d{{1,2}}(?:[.½]\d?)?|{words})(?: \(\d+\))?(?P<half>(?: and a half|½)?)"
    return tuple(re.compile(p.replace("{Y}", number), re.I) for p in cues()["terms"])


@dataclass
class Said:
    """What a review says of one question: votes by answer, and where."""

    votes: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[Sentence]] = field(default_factory=dict)

    def add(self, answer: str, sentence: Sentence, weight: int = 1) -> None:
        """One more voice for an answer."""
        self.votes[answer] += weight
        self.places.setdefault(answer, []).append(sentence)

    @property
    def best(self) -> str | None:
        """The answer with the most votes."""
        return self.votes.most_common(1)[0][0] if self.votes else None


def find(reading: Reading) -> list[Death]:
    """One death for each victim among ``reading.persons``, in their order."""
    victims = [p for p in reading.persons if p.role == "victim"]
    killers = [p for p in reading.persons if p.role == "perpetrator"]
    about = _about(reading)
    return [_death(victim, victims, killers, about, reading) for victim in victims]


def _about(reading: Reading) -> list[Sentence]:
    """The sentences that may speak of this death."""
    stems, elsewhere = cues()["about"], _compiled("elsewhere")
    out = []
    for s in reading.sentences(without=_ELSEWHERE):
        lower = s.text.lower()
        if any(stem in lower for stem in stems) and not elsewhere.search(lower):
            out.append(s)
    return out


def _said_of(person: Person, only: bool) -> re.Pattern[str]:
    return re.compile(ties.spoken([person.label, *person.aliases], person.role if only else None), re.I)


def _death(
    victim: Person, victims: list[Person], killers: list[Person], about: list[Sentence], reading: Reading
) -> Death:
    only_victim, only_killer = len(victims) == 1, len(killers) == 1
    him = [_said_of(k, only_killer) for k in killers]
    her = _said_of(victim, only_victim)
    date, dated = date_of(victim, her, only_victim, about, reading)
    kind, kinds = _type(her, him, about)
    tie = {k.label: _relationship(victim, victims, k, killers, reading) for k in killers}
    outcomes = {k.label: _outcome(mine, kind, killers, about) for k, mine in zip(killers, him, strict=True)}
    terms = {k.label: _term(mine, outcomes[k.label][0], killers, about) for k, mine in zip(killers, him, strict=True)}
    telling = _tellings(her, him, about)
    method, how = _method(her, him, kind, about, telling)
    location, where = _location(her, him, about, telling)
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
        homicide_kind=_KINDS.get(relationship or "") if kind != "victim-suicide" else None,
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


def _type(her: re.Pattern[str], him: list[re.Pattern[str]], about: list[Sentence]) -> tuple[str, list[Sentence]]:
    """The kind of death, with the sentences that tell it."""
    both, own, open_ = _compiled("homicide_suicide"), _compiled("victim_suicide"), _compiled("unexplained")
    said = Said()
    for s in about:
        text = s.text
        if re.search(r"\b(?:murder|manslaughter|homicide)\b", text, re.I) and not re.search(
            r"domestic homicide|homicide review", text, re.I
        ):
            if re.search(r"convict|guilty|sentenced|charged|was murdered|murder of", text, re.I):
                said.add("homicide", s)
        elif re.search(r"\b(?:killed|murdered|stabbed to death) (?:her|him|by)\b|unlawful(?:ly)? kill", text, re.I):
            said.add("homicide", s)
        if (m := both.search(text)) and any(h.search(text[: m.end() + 40]) for h in him):
            said.add("homicide-suicide", s, 3)
        if both.search(text):
            continue
        if (m := own.search(text)) and not re.search(
            r"\b(?:attempt\w*|threat\w*|thoughts?|ideation|risk|tried|tendenc\w+|considered|feel\w*|felt|plans?|intent\w*|note|prevention|"
            r"not|no|if|would|could)\b[^.;]{0,40}$",
            text[: m.start()],
            re.I,
        ):
            before, after = text[: m.start()], text[m.end() : m.end() + 30]
            if re.match(
                r"\s*(?:attempt|thoughts?|ideation|risk|prevention|note|notes|threats?|plan|awareness|strategy)",
                after,
                re.I,
            ):
                continue
            near = before[-120:]
            if her.search(near) and not any(h.search(near[her_end(her, near) :]) for h in him):
                said.add("victim-suicide", s, 2)
            elif re.search(r"^\W*(?:death by |by |the )?$", before) and her.search(text):
                said.add("victim-suicide", s)
            elif any(h.search(near) for h in him) and re.search(r"own li|hang|suicide", m[0], re.I) and "own" in m[0]:
                said.add("killer-suicide", s)
        if open_.search(text) and her.search(text):
            said.add("unexplained", s)
    v = said.votes
    if v["victim-suicide"] >= 2 and v["victim-suicide"] > v["homicide"]:
        kind = "victim-suicide"
    elif v["homicide-suicide"] >= 3 and not _convicted(him, about):
        kind = "homicide-suicide"
    elif v["unexplained"] and v["homicide"] < 2 and not _convicted(him, about):
        kind = "unexplained"
    else:
        kind = "homicide"
    return kind, said.places.get(kind, [])


def her_end(her: re.Pattern[str], text: str) -> int:
    """Where the last mention ends."""
    end = 0
    for m in her.finditer(text):
        end = m.end()
    return end


def _convicted(him: list[re.Pattern[str]], about: list[Sentence]) -> bool:
    kinds = _kinds("outcomes")
    guilty = [p for k in ("convicted-murder", "convicted-manslaughter") for p in kinds[k]]
    return any(any(p.search(s.text) for p in guilty) and any(h.search(s.text) for h in him) for s in about)


def _of_him(sentence: Sentence, mine: re.Pattern[str], previous: bool) -> bool:
    """Whether it is about the perpetrator: named, or meant by the first word after a sentence that named him."""
    return bool(mine.search(sentence.text)) or (
        previous
        and bool(
            re.match(
                r"\W*(?:he|she|they|the judge|sentenc\w+|at (?:court|trial)|following|a |the |on |in )\b",
                sentence.text,
                re.I,
            )
        )
    )


def _outcome(
    mine: re.Pattern[str], kind: str, killers: list[Person], about: list[Sentence]
) -> tuple[str | None, list[Sentence]]:
    """What the criminal process came to for one perpetrator, with the sentences that tell it."""
    said = Said()
    cleared = None
    last: Sentence | None = None
    for s in about:
        of_him = _of_him(s, mine, last is not None and last.paragraph.index >= s.paragraph.index - 2) or (
            len(killers) == 1
            and s.section.kind == "background"
            and re.search(r"sentenced|guilty|convicted|charged", s.text, re.I) is not None
        )
        if mine.search(s.text):
            last = s
        if not of_him:
            continue
        lower = s.text.lower()
        if not any(word in lower for word in cues()["court"]):
            continue
        if _compiled("cleared").search(s.text):
            cleared = s
        for outcome, patterns in _kinds("outcomes").items():
            for p in patterns:
                m = p.search(s.text)
                if m and not _taken_back(s.text, m, outcome):
                    said.add(outcome, s)
                    break
    v = said.votes
    dim, murder, manslaughter = (
        "convicted-manslaughter-diminished-responsibility",
        "convicted-murder",
        "convicted-manslaughter",
    )
    if kind == "homicide-suicide":
        outcome = "died-before-trial"
    elif v[murder] and not (cleared and (v[dim] or v[manslaughter])) and v[murder] * 2 >= v[dim] + v[manslaughter]:
        outcome = murder
    elif v["hospital-order"] and not v[manslaughter] and (not v[dim] or _unfit(said)):
        outcome = "hospital-order"
    elif v[dim] and (v[manslaughter] or v[dim]):
        outcome = dim
    elif v[manslaughter]:
        outcome = manslaughter
    elif v[murder]:
        outcome = murder
    elif v["died-before-trial"]:
        outcome = "died-before-trial"
    elif v["convicted-other"] and kind != "homicide":
        outcome = "convicted-other"
    elif v["acquitted"]:
        outcome = "acquitted"
    elif v["convicted-other"]:
        outcome = "convicted-other"
    elif v["not-charged"] and kind in ("victim-suicide", "unexplained"):
        outcome = "not-charged"
    else:
        return None, []
    return outcome, said.places.get(outcome, [])


def _unfit(said: Said) -> bool:
    return any(re.search(r"unfit|not fit|insan", s.text, re.I) for s in said.places["hospital-order"])


def _taken_back(text: str, m: re.Match[str], outcome: str) -> bool:
    """Whether the words before or in the finding deny it, or put it to another time or a wish."""
    before = text[max(0, m.start() - 60) : m.start()]
    if outcome.startswith("convicted-m"):
        if re.search(
            r"\b(?:not|nor|never|if|rather than|instead of|until|whether|cleared of|acquitted of|denied being|"
            r"previous\w*)\b(?: \w+)? ?$",
            before,
            re.I,
        ):
            return True
        if (
            re.search(r"\b(?:not guilty|manslaughter)\b", m[0], re.I)
            and outcome == "convicted-murder"
            and re.search(r"not guilty", m[0], re.I)
        ):
            return True
        if re.search(r"\battempted\b|\bconspir", m[0], re.I):
            return True
        if outcome == "convicted-murder" and re.search(
            r"\bguilty\b[^.;]{0,60}\bmanslaughter\b[^.;]{0,40}\bmurder", m[0], re.I
        ):
            return True
        if "diminished" in outcome and re.search(
            r"\b(?:reject\w*|not accept\w*|refus\w+|dismiss\w*|denied|disput\w*|offered)\b", text, re.I
        ):
            return True
    return bool(
        outcome == "hospital-order"
        and re.search(r"\b(?:previous\w*|earlier|in (?:19|20)\d\d,? he had)\b", before, re.I)
    )


def _term(
    mine: re.Pattern[str], outcome: str | None, killers: list[Person], about: list[Sentence]
) -> tuple[float | None, list[Sentence]]:
    """The minimum term in years, as the text has it (whole years; a half where it says so), with its sentences."""
    if outcome is None or not outcome.startswith("convicted"):
        return None, []
    said: Counter[float] = Counter()
    places: dict[float, list[Sentence]] = {}
    last: Sentence | None = None
    for s in about:
        near = last is not None and last.paragraph.index >= s.paragraph.index - 2
        if mine.search(s.text):
            last = s
        elif not (near or (len(killers) == 1 and s.section.kind in _TELLING)):
            continue
        if not re.search(
            r"sentenc|life|imprison|tariff|minimum|jail|custod|prison|parole|\bserv(?:e|ing|ed)\b", s.text, re.I
        ):
            continue
        for pattern in _terms():
            m = pattern.search(s.text)
            if m and 3 <= (years := _years(m)) <= 60:
                said[years] += 1
                places.setdefault(years, []).append(s)
                break
    if not said:
        return None, []
    years = said.most_common(1)[0][0]
    return years, places[years]


def _years(m: re.Match[str]) -> float:
    raw = m["years"].lower()
    digits = re.match(r"\d+(?:\.\d+)?", raw)
    value = float(digits[0]) if digits else float(_NUMBERS[raw])
    return value + (0.5 if m["half"] or "½" in raw else 0)


#: Words that make what stands beside them the cause of the death.
_CAUSE = re.compile(
    r"cause of (?:\w+ )?death|cause of death|post[- ]?mortem|\bdied (?:from|of|as a (?:result|consequence)|"
    r"due to)|\bto death\b|"
    r"\b(?:was|were|been) (?:\w+ ){0,2}(?:killed|murdered) (?:by|with|when|using)|fatal\w*|\bkilled (?:her|"
    r"him|them)\b|pathologist|autopsy",
    re.I,
)


def _tellings(her: re.Pattern[str], him: list[re.Pattern[str]], about: list[Sentence]) -> set[int]:
    """The paragraphs that tell of the killing, and those beside them."""
    told = re.compile(
        r"\b(?:charged|arrested|convicted|pleaded|guilty)\b[^.;]{0,60}\b(?:murder|manslaughter)|\b(?:was|were|"
        r"been) (?:\w+ ){0,2}(?:killed|murdered|"
        r"stabbed to death|pronounced dead|found dead|found deceased)|\bfound (?:\w+ ){0,3}(?:dead|deceased|"
        r"body)|\bfatal|the body of|cause of death|"
        r"post[- ]?mortem|took (?:her|his|their) own life|\bdied (?:on|at|in|from)\b|set fire|(?:date|day|"
        r"night|evening) of the (?:homicide|murder|death|killing|incident)|\bkilled\b",
        re.I,
    )
    out: set[int] = set()
    for s in about:
        if s.section.kind in ("lessons", "terms-of-reference", "equality", "good-practice"):
            continue
        named = (
            her.search(s.paragraph.text)
            or any(h.search(s.paragraph.text) for h in him)
            or s.section.kind == "background"
        )
        if s.section.kind == "background" and re.search(
            r"homicide|murder|death|fatal|incident|killing|circumstances|the facts", s.section.title, re.I
        ):
            out.add(s.paragraph.index)
        if told.search(s.text) and named:
            out |= {s.paragraph.index - 1, s.paragraph.index, s.paragraph.index + 1}
    return out


def _method(
    her: re.Pattern[str], him: list[re.Pattern[str]], kind: str, about: list[Sentence], telling: set[int]
) -> tuple[str | None, list[Sentence]]:
    """How the victim was killed."""
    if kind == "victim-suicide":
        return "self-inflicted", []
    said = Said()
    for s in about:
        named = bool(her.search(s.text)) or any(h.search(s.text) for h in him)
        here = s.paragraph.index in telling
        if not (named or here):
            continue
        around = s.paragraph.text if len(s.paragraph.text) < 900 and here else s.text
        cause = _CAUSE.search(s.text)
        for method, patterns in _kinds("methods").items():
            hits = [m for p in patterns if (m := p.search(s.text))]
            if not hits:
                continue
            if re.search(cues()["not_fatal"], s.text[: hits[0].end()], re.I) and not cause:
                continue
            weight = 8 if cause else 4 if here and _CAUSE.search(around) else 2 if here else 0
            if method == "hitting-kicking":
                weight = weight if cause else weight // 4
            if weight:
                said.add(method, s, weight)
    v = said.votes
    if v["blunt-instrument"] and v["hitting-kicking"]:
        v["blunt-instrument"] += v.pop("hitting-kicking")
    if v["ligature-strangulation"] and v["manual-strangulation"]:
        v["ligature-strangulation"] += v.pop("manual-strangulation")
    best = said.best
    return best, said.places.get(best or "", [])


def _location(
    her: re.Pattern[str], him: list[re.Pattern[str]], about: list[Sentence], telling: set[int]
) -> tuple[str | None, list[Sentence]]:
    """Where the victim was killed."""
    said = Said()
    for s in about:
        here = s.paragraph.index in telling
        if not here:
            continue
        event = re.search(
            r"\bkill(?:ed|ing)\b|murdered|stabbed|\bbody\b|\bfound\b|fatal|the attacks?\b|\bdied\b|pronounced|"
            r"took (?:her|his) own life|"
            r"emergency services|ambulance|paramedics|called to|attended|discovered|entry to|strangled|shot\b|"
            r"set fire|assaulted|attacked",
            s.text,
            re.I,
        )
        if not event:
            continue
        for place, patterns in _kinds("locations").items():
            for p in patterns:
                if m := p.search(s.text):
                    strong = re.search(r"in public|outside|sight|view", m[0], re.I)
                    said.add(place, s, 3 if strong else 1 + bool(_FATAL.search(s.text)))
                    break
    best = said.best
    return best, said.places.get(best or "", [])


def _relationship(
    victim: Person, victims: list[Person], killer: Person, killers: list[Person], reading: Reading
) -> tuple[str | None, list[Sentence]]:
    """What the perpetrator was to the victim (contract vocabulary), with the sentences that say so."""
    # What the machine itself drew from the text is drawn anew below, with more care.
    stated = killer.origin is None or killer.origin.by == "person" or killer.origin.rule == "persons.table"
    told = _from_label(victim, killer) if stated else None
    if kin := re.fullmatch(rf"{re.escape(victim.label)}['’]s ({relation_words()})", killer.label, re.I):
        return relation(kin[1]).get("relationship"), []
    her = ties.spoken([victim.label, *victim.aliases], "victim" if len(victims) == 1 else None)
    his = ties.spoken([killer.label, *killer.aliases], "perpetrator" if len(killers) == 1 else None)
    apart = victim.sex != killer.sex
    # Rows are read by the persons' tables, whose word is added below.
    sentences = [s for s in reading.sentences(without=_ELSEWHERE) if s.paragraph.kind != "row"]
    said = Said()
    for word, s, sure in ties.between(sentences, his, her, ties.PRONOUN.get(victim.sex or "") if apart else None):
        # A word of the other sex is of someone else.
        if (kind := relation(word).get("relationship")) and relation(word).get("sex", killer.sex) in (killer.sex, None):
            said.add(kind, s, _weight(kind, sure))
    for word, s, sure in ties.between(sentences, her, his, ties.PRONOUN.get(killer.sex or "") if apart else None):
        kind = relation(word).get("relationship")
        if kind in _INVERSE and relation(word).get("sex", victim.sex) in (victim.sex, None):
            said.add(_INVERSE[kind] or kind, s, _weight(kind, sure))
    if told:
        said.add(told, Sentence(reading.document.paragraphs[0], 0, 0), 20 if told.startswith("ex-") else 10)
    _parted(said, sentences, her, his)
    if sum(n for k, n in said.votes.items() if k != "parted") < 40:
        _by_marriage(said, sentences, her, his, victim, killer, len(victims) == 1)
    if not said.votes and (other := _through_relative(victim, victims, killer)):
        return other, []
    return _settled(said), said.places.get(_settled(said) or "", [])


def _weight(kind: str, sure: bool) -> int:
    """How much one statement counts: "her son" may be another woman's, "her husband" hardly."""
    return 3 if kind == "other" else 10 if sure or _KINDS.get(kind) == "intimate-partner" else 2


def _from_label(victim: Person, killer: Person) -> str | None:
    """From the relation that the persons' table gave: "estranged husband of Adult 1"."""
    text, adj = killer.relation or "", persons_cues()["adjectives"]
    for m in re.finditer(rf"\b({relation_words()})(?: (?:of|to) |(?=['’]s)|\Z)", text, re.I):
        rest = text[m.end() :]
        owners = [victim.label, *victim.aliases, "the victim", "victim", "deceased"]
        if any(
            re.match(
                rf"(?:the )?{re.escape(o)}(?![\w'’])(?![^.;]*['’]s? (?:\w+ )?(?:child|son|daughter|baby))", rest, re.I
            )
            for o in owners
        ) or (
            m.end() == len(text)
            and any(
                re.fullmatch(rf"(?:.*\b)?(?:the )?{re.escape(o)}['’]?s? {adj}", text[: m.start()], re.I) for o in owners
            )
        ):
            told = relation(m[1])
            if told.get("sex", killer.sex) in (killer.sex, None) or killer.sex is None:
                return told.get("relationship")
    text = victim.relation or ""
    for m in re.finditer(rf"\b({relation_words()}) (?:of|to) ", text, re.I):
        owners = [killer.label, *killer.aliases, "the perpetrator", "perpetrator"]
        if any(re.match(rf"(?:the )?{re.escape(o)}(?![\w'’])", text[m.end() :], re.I) for o in owners):
            kind = relation(m[1]).get("relationship")
            return _INVERSE.get(kind or "") or kind
    return None


def _parted(said: Said, sentences: list[Sentence], her: str, his: str) -> None:
    """That the two had parted, in sentences that name both."""
    one, other = re.compile(her, re.I), re.compile(his, re.I)
    parted = re.compile(
        r"\b(?:had|were|was|recently|already|since) (?:\w+ )?(?:separated|divorced|estranged|split up)\b|"
        r"\bseparated from\b|\btheir separation\b|"
        r"\bended (?:the|their|her|his) (?:relationship|marriage)|\b(?:relationship|marriage) (?:had )"
        r"?(?:ended|broken down|broke down|was over)|"
        rf"\bleft (?:{his}|him)(?! (?:alone|to|with|in|at|a|the|and)\b)|\bmoved out\b",
        re.I,
    )
    ended = re.compile(r"\bended (?:the|their) (?:relationship|marriage)\b", re.I)
    for s in sentences:
        if (
            parted.search(s.text)
            and (
                (one.search(s.text) and other.search(s.text))
                or (one.match(s.text) and other.search(s.paragraph.text) and ended.search(s.text))
            )
            and not re.search(
                r"\b(?:unclear|whether|if they|previously|had not|not separated|reconcil\w+|in the past|"
                r"years? (?:ago|earlier))\b",
                s.text,
                re.I,
            )
        ):
            said.add("parted", s, 1)


def _by_marriage(
    said: Said, sentences: list[Sentence], her: str, his: str, victim: Person, killer: Person, alone: bool
) -> None:
    """ "They were married"; "her ex-partner" without a name, where only one can be meant."""
    one, other = re.compile(her, re.I), re.compile(his, re.I)
    pair = rf"(?:they|(?:the|a|both|this) couple|both|{her} and {his}|{his} and {her})"
    married = re.compile(
        rf"{pair}[^.;]{{0,30}}? (?:were|had been|got|had|are) (?:\w+ ){{0,2}}married|\bhusband and wife\b|"
        rf"\btheir marriage\b|\bmarried couple\b|"
        rf"\b(?:{her}[^.;]{{0,30}} married {his}|{his}[^.;]{{0,30}} married {her})",
        re.I,
    )
    together = re.compile(
        r"\b(?:began|started|formed|entered|resumed) (?:an? |into an? |their )?(?:(?:intimate|new|sexual|"
        r"romantic|on-off|long-term|dating) ){0,2}relationship|"
        r"\bin (?:an? )?(?:(?:intimate|new|sexual|romantic|on-off|long-term|same-sex) ){0,2}relationship\b|"
        r"\b(?:intimate|romantic|sexual) relationship|"
        r"\b(?:the|as a|young) couple\b|\bcohabit",
        re.I,
    )
    for s in sentences:
        if alone and other.search(s.text) and re.search(r"\bwhom (?:she|he) (?:was|had been|had|lived)\b", s.text):
            said.add("spouse" if married.search(s.text) else "partner", s, 3)
            continue
        if not (one.search(s.text) and other.search(s.text)):
            continue
        if married.search(s.text):
            said.add("spouse", s, 3)
        elif together.search(s.text):
            said.add("partner", s, 3)
    # "her husband", "his ex-partner", whoever is named beside it: weak, but of a whole report it tells.
    if alone and victim.sex and killer.sex and victim.sex != killer.sex:
        pronoun = ties.PRONOUN[victim.sex]
        loose = re.compile(
            rf"\b{pronoun} (?:\w+ )?((?:ex|former|estranged|separated)?[- ]?(?:husband|wife|partner|boyfriend|"
            rf"girlfriend|{'son|father|brother' if killer.sex == 'male' else 'daughter|mother|sister'}))\b"
            r"[^.;]{0,40}\b(?:murder|kill|stabb|strangl)|\b(?:killed|murdered|stabbed|strangled)\b[^.;]{0,30} by "
            rf"{pronoun} (?:\w+ )?([\w-]+(?: \w+)?)",
            re.I,
        )
        for s in sentences:
            for m in loose.finditer(s.text):
                words = re.search(relation_words(), m[1] or m[2] or "", re.I)
                if words and (kind := relation(words[0]).get("relationship")):
                    said.add(kind, s, 10)
        # "His mother" all through a report tells as well, whoever is named beside it.
        hers, of_him = ties.PRONOUN[victim.sex], ties.PRONOUN[killer.sex]
        owned = re.compile(rf"\b(?P<owner>{hers}|{of_him}) (?P<rel>{relation_words()})\b(?!['’]s)", re.I)
        for s in sentences:
            for m in owned.finditer(s.text):
                told, mine = relation(m["rel"]), m["owner"].lower() == of_him
                kind = told.get("relationship")
                # Parents and siblings of either are spoken of in every review; a victim's son may be the killer.
                if (kind == "parent") != mine and kind in ("parent", "sibling", "other-relative"):
                    continue
                if (
                    kind in _KINDS
                    and kind not in ("sibling", "other-relative")
                    and told.get("sex") == (victim if mine else killer).sex
                ):
                    said.add((_INVERSE[kind] or kind) if mine else kind, s, 1)


def _settled(said: Said) -> str | None:
    """The relationship, ended ones weighed against living ones."""
    v = Counter({k: n for k, n in said.votes.items() if k != "parted"})
    if not v:
        return None
    love = {k: v[k] for k in ("spouse", "partner", "ex-spouse", "ex-partner")}
    best = v.most_common(1)[0][0]
    if best not in love:
        return best
    # That they had parted counts for itself only where nothing says "former" or "estranged": many left and came back.
    ended = love["ex-spouse"] + love["ex-partner"] or 6 * said.votes["parted"]
    living = love["spouse"] + love["partner"]
    wed = (
        love["spouse"] + love["ex-spouse"] >= love["partner"] + love["ex-partner"]
        or love["ex-spouse"] * 2 >= love["ex-partner"] + love["partner"] > 0 == love["spouse"]
    )
    base = "spouse" if wed else "partner"
    return f"ex-{base}" if ended * 2.4 >= living and ended else base


def _through_relative(victim: Person, victims: list[Person], killer: Person) -> str | None:
    """A second victim who was a relative of the first, of whom the perpetrator was the partner."""
    for other in victims:
        if other is victim:
            continue
        if (victim.relation and other.label in victim.relation) or (other.relation and victim.label in other.relation):
            return "other-relative"
    return None
