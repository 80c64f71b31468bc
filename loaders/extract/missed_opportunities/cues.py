"""The contents of ``cues.yaml``, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from ontology.data import read_yaml

TIERS = ("decisive", "named", "verb", "loose", "topic")


@dataclass(frozen=True)
class Trigger:
    """A wording of a failing; the head of the triggers in ``cues.yaml`` explains the fields."""

    rule: str
    hints: tuple[str, ...]
    words: re.Pattern[str]
    side: str
    critical: bool
    active: bool
    judged: bool
    type: str | None
    needs: re.Pattern[str] | None
    confidence: float
    otherwise: str | None = None


@dataclass(frozen=True)
class Instead:
    """What a type becomes for agencies of some sectors (or, where ``of`` is False, of all but these)."""

    type: str
    sectors: frozenset[str]
    of: bool
    words: re.Pattern[str] | None
    becomes: str


@dataclass(frozen=True)
class Cues:
    """All of ``cues.yaml``.

    Attributes:
        judging, telling, summing: kinds of section.
        triggers: in the order of the file, which is that of their precedence.
        void_sentence, review_itself, void_clause, hearsay, void_choice, void_after: what makes a trigger void.
        void_telling: the same where the narrative tells it.
        approved, approved_before, reason: what after or before a trigger takes the blame from it.
        could_not: what the next sentence says to follow from not having known.
        letter, letter_ends: where a letter in the text begins and ends.
        general: words for agencies in general.
        judges, judging_verbs: bodies that judge others, and what follows an agency's name where it judges.
        roles: the words for the people of the sectors, each in a group that is named for its sector (with "_" for "-").
        or_else: the sector whose people the words mean where the review has no body of the first.
        shared_words: words of ``roles``, each with the other sectors whose people are called so.
        speaks_for: by sector of bodies that see nobody themselves, the sector of those that do.
        fitting: by type, the sectors whose work it is.
        instead: types that become another for some agencies.
        called: by sector, the words for a body of it that stand for its name where that does not tell what it is.
        no_referral: a MARAC that is named, with no referral to it told of.
    """

    judging: frozenset[str]
    telling: frozenset[str]
    summing: frozenset[str]
    triggers: tuple[Trigger, ...]
    void_sentence: re.Pattern[str]
    review_itself: re.Pattern[str]
    void_clause: re.Pattern[str]
    hearsay: re.Pattern[str]
    void_choice: re.Pattern[str]
    void_after: re.Pattern[str]
    approved: re.Pattern[str]
    approved_before: re.Pattern[str]
    reason: re.Pattern[str]
    could_not: re.Pattern[str]
    letter: re.Pattern[str]
    letter_ends: re.Pattern[str]
    void_telling: re.Pattern[str]
    general: re.Pattern[str]
    judges: re.Pattern[str]
    judging_verbs: re.Pattern[str]
    roles: re.Pattern[str]
    or_else: dict[str, str]
    shared_words: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    speaks_for: dict[str, str]
    fitting: dict[str, frozenset[str]]
    instead: tuple[Instead, ...]
    called: dict[str, str]
    no_referral: re.Pattern[str]
    tiers: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]

    @cached_property
    def hints(self) -> frozenset[str]:
        """The letters of which a sentence holds some if it holds a trigger, in lower case."""
        return frozenset(hint for trigger in self.triggers for hint in trigger.hints)


@cache
def cues() -> Cues:
    """The cues, read once."""
    data = read_yaml("loaders.extract.missed_opportunities", "cues.yaml")

    def pattern(text: str) -> re.Pattern[str]:
        for name, inserted in data["patterns"].items():
            text = text.replace("{" + name + "}", inserted)
        return re.compile(text, re.I)

    def any_of(texts: list[str]) -> re.Pattern[str]:
        return pattern("|".join(f"(?:{text})" for text in texts))

    return Cues(
        judging=frozenset(data["judging"]),
        telling=frozenset(data["telling"]),
        summing=frozenset(data["summing"]),
        triggers=tuple(
            Trigger(
                rule=t["rule"],
                hints=tuple(t["hints"]),
                words=pattern(t["words"]),
                side=t["side"],
                critical=t["critical"],
                active=t.get("active", False),
                judged=t.get("judged", False),
                type=t.get("type"),
                needs=pattern(t["needs"]) if "needs" in t else None,
                confidence=t["confidence"],
                otherwise=t.get("otherwise"),
            )
            for t in data["triggers"]
        ),
        void_sentence=any_of(data["void_sentence"]),
        review_itself=pattern(data["review_itself"]),
        void_clause=pattern(data["void_clause"]),
        hearsay=pattern(data["hearsay"]),
        void_choice=pattern(data["void_choice"]),
        void_after=any_of(data["void_after"]),
        approved=pattern(data["approved"]),
        approved_before=pattern(data["approved_before"]),
        reason=pattern(data["reason"]),
        could_not=pattern(data["could_not"]),
        letter=pattern(data["letter"]),
        letter_ends=pattern(data["letter_ends"]),
        void_telling=pattern(data["void_telling"]),
        general=pattern(data["general"]),
        judges=pattern(data["judges"]),
        judging_verbs=pattern(data["judging_verbs"]),
        roles=pattern("|".join(f"(?P<{s.replace('-', '_')}>{words})" for s, words in data["roles"].items())),
        or_else=data["or_else"],
        shared_words=tuple((pattern(d["words"]), frozenset(d["sectors"])) for d in data["shared_words"]),
        speaks_for=data["speaks_for"],
        fitting={kind: frozenset(sectors) for kind, sectors in data["fitting"].items()},
        instead=tuple(
            Instead(
                type=d["type"],
                sectors=frozenset(d.get("of") or d["unless"]),
                of="of" in d,
                words=pattern(d["words"]) if "words" in d else None,
                becomes=d["becomes"],
            )
            for d in data["instead"]
        ),
        called=data["called"],
        no_referral=pattern(data["no_referral"]),
        tiers={tier: tuple((t["type"], pattern(t[tier])) for t in data["types"] if tier in t) for tier in TIERS},
    )
