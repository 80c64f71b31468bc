"""What a review says of one question: the votes for each answer, and the sentences that gave them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from loaders.document.model import Sentence


@dataclass
class Said:
    """What a review says of one question: votes by answer, and where."""

    votes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    places: dict[str, list[Sentence]] = field(default_factory=dict)

    def add(self, answer: str, sentence: Sentence, weight: float = 1) -> None:
        """One more voice for an answer."""
        self.votes[answer] += weight
        self.places.setdefault(answer, []).append(sentence)

    @property
    def best(self) -> str | None:
        """The answer with the most votes."""
        told = {answer: n for answer, n in self.votes.items() if n > 0}
        return max(told, key=lambda answer: told[answer], default=None)
