"""What the rules of this family share: the review's text where it is about the case, and what speaks for a label."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from loaders.extract.persons.labels import died_by_initials, masked, printed, relation_names, trimmed
from loaders.extract.persons.tables import Row
from loaders.extract.reading import Reading, evidence
from loaders.sheet import Evidence

#: Parts of a report that are not about this case, or only repeat it.
ELSEWHERE = ("contents", "glossary", "action-plan", "recommendations")
_FRONT_LINES = 45
_ROLE_WORDS = {
    "victim": ("victim", "deceased"),
    "perpetrator": ("perpetrator", "offender", "suspect", "accused", "defendant"),
}


@dataclass
class Candidate:
    """What speaks for a label being a person of the two main roles."""

    declared: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    rows: list[Row] = field(default_factory=list)
    titled: bool = False
    #: Found by nothing plainer than company and conduct.
    hinted: bool = False
    #: Killed the victim, then took his own life.
    ended_own_life: bool = False

    def score(self, role: str) -> float:
        """Declarations weigh more than events; who killed and then died is no victim, whatever the title says."""
        if self.ended_own_life and role == "victim":
            return 0
        return 6 * self.declared[role] + self.told[role]

    def has(self, role: str) -> bool:
        """Whether anything speaks for the role."""
        return self.score(role) > 0


class Text:
    """The sentences of a review that are about the case, and how often it uses a label."""

    def __init__(self, reading: Reading) -> None:
        self.sentences = reading.sentences(without=ELSEWHERE)
        self.all = "\n".join(s.text for s in self.sentences)
        self.front = [p for p in reading.document.paragraphs if p.first <= _FRONT_LINES]
        self.headings = [p for p in reading.document.paragraphs if p.kind == "heading"]
        self.titles = "\n".join(p.text for p in [*self.front, *self.headings])
        #: A page or two: names need not come twice.
        self.short = len(self.all) < 6000
        #: Labels with a row of their own.
        self.tabled: set[str] = set()
        self._counts: dict[str, int] = {}

    @cached_property
    def kin(self) -> dict[str, str]:
        """The words for relatives that the report uses as names, and what it calls each: "Mother", "the Son".

        In capitals within sentences, of nobody's ("her Mother"), and oftener than the same in small letters. Beside
        them the initials that mean something else in other reports, where this one says that their bearer died.
        """
        found = {initials: initials for initials in died_by_initials(f"{self.titles}\n{self.all}")}
        for word in (w for w in relation_names() if w in self.all):
            named = re.findall(rf"(?<=[\w,] )[“\"‘']?(the )?[“\"‘']?{word}(?![\w-])(?! [A-Z\d])", self.all)
            owned = re.findall(rf"\b(?:[Hh]er|[Hh]is|[Tt]heir|[Mm]y|[\w]+['’]s) {word}(?![\w-])", self.all)
            common = len(re.findall(rf"\bthe {word.lower()}(?![\w-])", self.all))
            if len(named) - len(owned) > common and (self.short or len(named) - len(owned) >= 5):
                article = sum(map(bool, named)) * 2 > len(named)
                found[word] = f"the {word}" if article else word
        return found

    def masked(self, text: str) -> tuple[str, list[str]]:
        """A sentence with one sign for each label, and the labels (see ``labels.masked``)."""
        return masked(text, self.kin)

    def label(self, words: str) -> str | None:
        """What the report calls a person, at the start of captured words (see ``labels.trimmed``)."""
        return trimmed(words) or self.kin.get(words.removeprefix("The "))

    def count(self, label: str) -> int:
        """How often the text says it, as a word of its own."""
        if label not in self._counts:
            self._counts[label] = len(re.findall(rf"(?<![\w-]){printed(label)}(?![\w-])", self.all))
        return self._counts[label]

    def first(self, label: str) -> list[Evidence]:
        """The first places that name it, those of front page and headings last."""
        said = re.compile(rf"(?<![\w-]){printed(label)}(?![\w-])", re.I)
        found = [evidence(s) for s in self.sentences if said.search(s.text)][:2]
        return found or [evidence(p) for p in [*self.front, *self.headings] if said.search(p.text)][:1] or self._start()

    def _start(self) -> list[Evidence]:
        return [evidence(p, 0, min(len(p.text), 200)) for p in self.front[:1]]

    def role_word(self, role: str) -> tuple[str, int]:
        """The commonest word for the role without a name ("the victim") and its count."""
        counts = {}
        for word in _ROLE_WORDS[role]:
            counts[f"the {word}"] = len(re.findall(rf"\bthe (?:alleged )?{word}\b(?! support)", self.all, re.I))
            # "Victim told Perpetrator": the word alone, as a name.
            counts[word.capitalize()] = len(
                re.findall(
                    rf"(?<![Tt]he )(?<![\w-]){word.capitalize()}(?= [a-z]|['’]s|[,.])(?! (?:and|or|of) )", self.all
                )
            )
        best = max(counts, key=lambda w: counts[w])
        return best, counts[best]
