"""One body while it is being gathered, and what the modules that gather bodies share of the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from loaders.document.model import Paragraph, Sentence
from loaders.extract.agencies.kinds import Kind, marks
from loaders.extract.agencies.names import cues

#: Sections that tell of the case.
NARRATIVE = {"chronology", "background", "analysis", "lessons", "conclusions", "good-practice", "family", "other"}
#: Sections that tell how the review was made.
MAKING = {"process", "panel", "terms-of-reference"}
#: The months, by which a date after a name is told from the name.
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
#: Sections that name bodies without telling of them.
UNREAD = {"contents", "glossary", "appendix"}


@dataclass
class Found:
    """One organisation while it is being gathered: its names with how often, and where the text speaks of it."""

    kind: Kind | None
    names: Counter[str] = field(default_factory=Counter)
    marks: frozenset[str] = frozenset()
    abbreviations: set[str] = field(default_factory=set)
    listed: list[tuple[Paragraph, int, int]] = field(default_factory=list)
    headed: list[tuple[Paragraph, int, int]] = field(default_factory=list)
    addressed: list[tuple[Paragraph, int, int]] = field(default_factory=list)
    told: list[tuple[Paragraph, int, int]] = field(default_factory=list)
    said: list[tuple[Paragraph, int, int]] = field(default_factory=list)
    gave: set[str] = field(default_factory=set)
    panel: bool = False
    role: bool = False
    called: str | None = None
    family: bool = False
    process: bool = False
    within: set[str] = field(default_factory=set)
    numbered: bool = False
    sector: str | None = None

    @property
    def name(self) -> str:
        """The fullest of its names."""
        # What is of a trust, its hospital or its memory service, is no fuller name of it.
        hospital = self.kind is not None and self.kind.id == "hospital"
        trust = re.compile(r"\bTrust\b" if hospital else r"\bNHS (?:Foundation )?Trust\b")
        return self.called or max(
            self.names,
            key=lambda n: (
                len(n) < 110,
                bool(trust.search(n)),
                len(marks(n)),
                len(n.split()),
                self.names[n],
                n,
            ),
        )

    @property
    def all_names(self) -> set[str]:
        """All that it is called."""
        return set(self.names) | self.abbreviations

    def called_also(self, other: Found) -> None:
        """Takes all that another body is called for what this one is called."""
        self.abbreviations |= other.all_names


@dataclass(frozen=True)
class Raw:
    """A name at one place of the text, and how the text speaks of it there."""

    name: str
    paragraph: Paragraph
    start: int
    how: str  # listed, headed, addressed, told, said
    gave: str | None = None
    panel: bool = False
    within: str | None = None


@cache
def _general() -> re.Pattern[str]:
    return re.compile(cues()["general"])


def in_general(sentence: Sentence) -> bool:
    """Whether a sentence speaks of the law, of guidance or of research rather than of the case."""
    return bool(_general().search(sentence.text))


def sentence_at(paragraph: Paragraph, start: int) -> Sentence | Paragraph:
    """The sentence of a paragraph that holds an offset; the paragraph where none does."""
    return next((s for s in paragraph.sentences if s.start <= start < s.end), paragraph)
