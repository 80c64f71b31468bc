"""Where in the narrative the reading stands: its paragraph, and who acted there and when."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.document.model import Sentence


@dataclass
class Standing:
    """What of the paragraphs read so far the next sentence goes on with.

    Attributes:
        last: the agency that acted last in this paragraph.
        row: the agency that has a cell of its own in this row.
        carried: the agency that acted last before this paragraph, in the same section.
        acted, acted_before: when each agency acted, in this paragraph and in those before it.
        day: the day of the occasion that this paragraph goes on with.
        loose: whether this paragraph has told of something that need not have been on the day told before it.
        since: paragraphs since the last that gives a date.
        latest: the date at which the narrative stands.
        before: the date at which it stood before this paragraph.
        present: whether the section's last dated sentence tells what happened in the present tense.
    """

    last: str | None = None
    row: str | None = None
    carried: str | None = None
    acted: dict[str, str] = field(default_factory=dict)
    acted_before: dict[str, str] = field(default_factory=dict)
    day: str | None = None
    loose: bool = False
    since: int = 0
    latest: str | None = None
    before: str | None = None
    present: bool = False
    _paragraph: int = -1
    _section: int | None = None

    def is_at(self, sentence: Sentence) -> bool:
        """Whether the sentence is of the paragraph where the reading stands."""
        return sentence.paragraph.index == self._paragraph

    def turn_to(self, sentence: Sentence, *, dated: bool) -> None:
        """Begins the paragraph of a sentence; ``dated`` says whether one of its sentences gives a date."""
        same = sentence.section.index == self._section
        self.carried = (self.last or self.carried) if same else None
        self.present = self.present and same
        self._section, self._paragraph = sentence.section.index, sentence.paragraph.index
        self.acted_before, self.acted = {**(self.acted_before if self.since else {}), **self.acted}, {}
        self.day = self.row = self.last = None
        self.loose = False
        self.before = self.latest
        self.since = 0 if dated else self.since + 1
