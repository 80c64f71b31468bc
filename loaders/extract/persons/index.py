"""Finds which person a stretch of text means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from loaders.document.model import Document, Sentence
from loaders.extract.persons.labels import cues, relation, relation_words
from loaders.extract.persons.ties import is_child_of
from loaders.sheet import Person

_ROLE_WORDS = {
    "victim": r"(?:the|both) (?:victims?|deceased)",
    "perpetrator": r"(?:the|both) (?:alleged )?(?:perpetrators?|offenders?|suspects?|accused|defendants?)",
}
_GROUPS = r"the (?P<group>couple|children|child|baby)"
_COUPLE = ("spouse", "partner", "ex-spouse", "ex-partner")
#: Before "husband" and the like: he is not the one of this review.
_ANOTHER = re.compile(r"\b(?:first|late|other|then)\b", re.I)
_SEX = {"she": "female", "her": "female", "hers": "female", "herself": "female"} | dict.fromkeys(
    ("he", "him", "his", "himself"), "male"
)


@dataclass(frozen=True)
class Mention:
    """A person named in a sentence; offsets are into ``sentence.text``."""

    label: str
    role: str
    start: int
    end: int
    sentence: Sentence


#: Whoever is younger is a child.
OF_AGE = 18


class PersonIndex:
    """The persons of one sheet, findable by label, alias, role words ('the victim') and kin ('her mother').

    ``mentions`` leaves pronouns alone; ``pronoun`` and ``subject_of`` help with them.
    """

    def __init__(self, persons: list[Person], document: Document) -> None:
        self.persons = {p.label: p for p in persons}
        self.document = document
        self._names = {n: p.label for p in persons for n in [p.label, *p.aliases] if n}
        self._lower = {n.lower(): label for n, label in self._names.items()}
        names = "|".join(
            # "The perpetrator" is a name as well in the middle of a sentence.
            rf"[Tt]he {re.escape(n[4:])}" if n.lower().startswith("the ") else re.escape(n)
            for n in sorted(self._names, key=len, reverse=True)
        )
        roles = "|".join(rf"(?P<{role}>{words})" for role, words in _ROLE_WORDS.items())
        kin = (
            rf"(?P<owner>\b(?:her|his|their)|(?:(?-i:{names or '(?!)'})|the (?:victim|deceased|perpetrator|"
            rf"offender))['’]s?) {cues()['adjectives']}(?P<rel>{relation_words()})"
        )
        plain = rf"(?P<name>(?-i:{names}))" if names else r"(?P<name>(?!))"
        self._pattern = re.compile(rf"(?<!\w)(?:{kin}|{plain}|{roles}|{_GROUPS})(?!\w)", re.I) if persons else None
        self._plain = re.compile(rf"(?<!\w)(?:{plain}|{roles}|{_GROUPS})(?!\w)", re.I) if persons else None
        self._kin: dict[tuple[str, str], str | None] = {}

    def with_role(self, role: str) -> list[str]:
        """The labels of the persons of one role, in the sheet's order."""
        return [p.label for p in self.persons.values() if p.role == role]

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """The persons that the sentence names, in order; "the couple" and "the children" give one mention for each.

        "Adult A's mother" is her mother if the sheet has her, else Adult A; "her mother" is found where only one of the
        victims and perpetrators can be meant by "her" and the sheet has her mother.
        """
        return list(self._mentions(sentence))

    def _mentions(self, sentence: Sentence) -> Iterator[Mention]:
        if self._pattern is None or self._plain is None:
            return
        text, at = sentence.text, 0
        last: str | None = None
        while m := self._pattern.search(text, at):
            labels = self._meant(m)
            if last and m["rel"] is not None and self._is_child_of(last, m["owner"]):
                labels = [parent] if (parent := self._parent(last, m["rel"].lower())) else []
            if not labels and m["rel"] is not None:
                # Kin that the sheet does not have: at least their owner is named.
                owner = self._plain.match(text, m.start())
                if owner is None:
                    at = m.end("owner")
                    continue
                m, labels = owner, self._meant(owner)
            for label in labels:
                yield Mention(label, self.persons[label].role, m.start(), m.end(), sentence)
                last = label
            at = max(m.end(), at + 1)

    def _is_child_of(self, label: str, owner: str) -> bool:
        """Whether "his" can mean a child who was the last to be named: "Philip has seen his father hit her"."""
        person, sex = self.persons[label], _SEX.get(owner.lower())
        return self.is_own_child(label) and sex is not None and person.sex in (None, sex)

    def is_own_child(self, label: str) -> bool:
        """Whether somebody is a child, grown up or not, of a victim or perpetrator."""
        return label in self._own_children

    @cached_property
    def _own_children(self) -> frozenset[str]:
        return frozenset(label for label, p in self.persons.items() if is_child_of(p, self._main))

    @cached_property
    def _main(self) -> list[Person]:
        """The victims and the perpetrators."""
        return [p for p in self.persons.values() if p.role in ("victim", "perpetrator")]

    def _parent(self, child: str, word: str) -> str | None:
        """The victim or the perpetrator whom "father" or "mother" of a child of the two means."""
        told = relation(word)
        if told.get("relationship") != "parent" or not self.couple:
            return None
        fitting = [p for p in self._main if p.sex is not None and p.sex == told.get("sex")]
        others = [p for p in self._main if p not in fitting]
        named = self.persons[child].relation or ""
        if len(fitting) != 1 or (any(p.label in named for p in others) and fitting[0].label not in named):
            return None
        return fitting[0].label

    def _meant(self, m: re.Match[str]) -> list[str]:
        groups = m.groupdict()
        if groups.get("rel"):
            label = self._names.get(m[0]) or self._lower.get(m[0].lower())
            if label is None and not _ANOTHER.search(m[0][m.end("owner") - m.start() : m.start("rel") - m.start()]):
                label = self._relative(groups["owner"], groups["rel"].lower())
            return [label] if label else []
        if groups["name"]:
            return [self._names.get(m[0]) or self._lower[m[0].lower()]]
        for role in _ROLE_WORDS:
            if groups[role]:
                labels = self.with_role(role)
                plural = re.search(r"s$|^both", groups[role], re.I)
                return labels if plural or len(labels) == 1 else []
        if groups["group"].lower() == "couple":
            return [*self.with_role("victim")[:1], *self.with_role("perpetrator")[:1]] if self.couple else []
        killed = [p.label for p in self._main if p.role == "victim" and p.age is not None and p.age < OF_AGE]
        children = [*self.with_role("child"), *killed]
        return children if groups["group"].lower() == "children" or len(children) == 1 else []

    @cached_property
    def couple(self) -> bool:
        """Whether victim and perpetrator are, or were, partners: unless the sheet gives another relation of the two."""
        for person in self.persons.values():
            if person.role in ("victim", "perpetrator") and person.relation:
                words = re.findall(rf"\b{relation_words()}\b", person.relation, re.I)
                kinds = {relation(w).get("relationship") for w in words}
                if person.role == "perpetrator" and kinds & set(_COUPLE):
                    return True
                if person.role == "perpetrator" and kinds:
                    return False
        return True

    def pronoun(self, word: str) -> str | None:
        """Who "she" or "his" means among victims and perpetrators; None where more than one could be meant."""
        sex = _SEX.get(word.lower())
        if sex is None or any(p.sex is None for p in self._main):
            return None
        fitting = [p.label for p in self._main if p.sex == sex]
        return fitting[0] if len(fitting) == 1 else None

    def subject_of(self, sentence: Sentence) -> str | None:
        """Whom the sentence is about: the first it names or, if it begins with a pronoun, whom that can only mean."""
        if m := re.match(r"\W*(?:\w+, )?(he|she|his|her)\b", sentence.text, re.I):
            return self.pronoun(m[1])
        first = next(iter(self.mentions(sentence)), None)
        if first is not None:
            return first.label
        m = re.search(r"\b(he|she)\b", sentence.text, re.I)
        return self.pronoun(m[1]) if m else None

    def _relative(self, owner: str, word: str) -> str | None:
        key = (owner.lower(), word)
        if key not in self._kin:
            self._kin[key] = self._find_relative(owner, word)
        return self._kin[key]

    def _find_relative(self, owner: str, word: str) -> str | None:
        bare = re.sub(r"['’]s?$", "", owner)
        if owner.lower() in ("her", "his"):
            whose = self.pronoun(owner)
        elif owner.lower() == "their":
            whose = None
        else:
            whose = self._names.get(bare) or self._lower.get(bare.lower())
            if whose is None and (m := re.fullmatch(r"the (victim|deceased|perpetrator|offender)", bare, re.I)):
                labels = self.with_role("victim" if m[1].lower() in ("victim", "deceased") else "perpetrator")
                whose = labels[0] if len(labels) == 1 else None
        if whose is None:
            return None
        plain = re.escape(word)
        for person in self.persons.values():
            if person.label == whose:
                continue
            named = [person.label, *person.aliases]
            if any(n.lower() == f"{whose}'s {word}".lower() for n in named):
                return person.label
            if person.relation and re.search(
                rf"\b{plain} (?:of|to) (?:the )?{re.escape(whose)}(?![\w'’])", person.relation, re.I
            ):
                return person.label
        return self._partner(whose, word)

    def _partner(self, whose: str, word: str) -> str | None:
        """The other of the couple for "husband" and the like, if the sexes fit and nobody else is such."""
        told = relation(word)
        if told.get("relationship") not in _COUPLE or not self.couple:
            return None
        role = {"victim": "perpetrator", "perpetrator": "victim"}.get(self.persons[whose].role)
        others = self.with_role(role) if role else []
        if len(others) != 1 or told.get("sex") not in (None, self.persons[others[0]].sex):
            return None
        former = any(p.role == "former-partner" for p in self.persons.values())
        return None if former and told["relationship"].startswith("ex-") else others[0]
