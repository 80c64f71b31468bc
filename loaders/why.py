"""Why a rule put an item in the sheet, or left it out: what `kg extract --explain` prints.

Reasons live with the run that made them. They are no part of the coding sheet: they are in no file and no graph, and a
sheet that was read from a file has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from loaders.sheet import Evidence


class _Kept:
    """What is never changed once it is made, and so need not be copied."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


@dataclass(frozen=True)
class Cue(_Kept):
    """Words of the text that a rule, or a qualifier, took notice of.

    Attributes:
        words: as they stand in the text.
        means: the term that they stand for (``strangulation``), or what they do (``negated``).
        entry: the entry of a file under ``loaders/extract`` that holds the wording, '' for what is told by grammar:
            ``risk_factors/cues.yaml: factors/strangulation/strong``.
    """

    words: str
    means: str
    entry: str = ""


@dataclass(frozen=True)
class Reason(_Kept):
    """What one place of the text gave to an item.

    Attributes:
        place: where it stands; its quote is the sentence.
        cues: the words that the rule took notice of.
        qualifiers: the words that qualify them (negate them, call them alleged …), and what was made of it; None where
            the rule asks for none.
        notes: (topic, words for a person): 'about', 'agency', 'date' and the like, and how each was decided.
    """

    place: Evidence
    cues: tuple[Cue, ...] = ()
    qualifiers: tuple[Cue, ...] | None = None
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Why(_Kept):
    """Why an item is in the sheet.

    Attributes:
        raw: how sure the rule is by itself, from 0 to 1, before that is compared with coded reviews.
        reasons: one for each place that tells it, the first one first.
    """

    raw: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class LeftOut(_Kept):
    """What a rule had a cue for and did not put in the sheet.

    Attributes:
        kind: the list of the sheet that it would have stood in.
        claim: what it would have said, in a few words.
        because: what kept it out.
        reason: the place, its cues and the qualifiers.
    """

    kind: str
    claim: str
    because: str
    reason: Reason
