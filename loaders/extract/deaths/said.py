"""What a review says of one question: the votes for each answer, and the sentences that gave them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from loaders.document.model import Sentence


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
