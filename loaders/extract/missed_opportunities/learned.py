"""What two small learned readers say of a sentence: whether it states a failing, and of which type.

``python -m tests.extraction.learn`` trains them. Alone, on whole paragraphs that nobody had read, the first is right in
0.90 of what it finds and finds 0.89; the second tells 0.73 of the types right, where the cues tell 0.31. The cues know
the usual words well and no others: so they have the first word, which weighs as often as such a word is right
(``reliable.yaml``), and the readers weigh in where more speaks against it, or where there is no cue.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property

from loaders.document.model import Sentence
from loaders.extract.learned import Place, ReadInOneGo, reader
from loaders.extract.missed_opportunities.cues import Trigger
from loaders.extract.missed_opportunities.scopes import Scope, Typed
from loaders.extract.missed_opportunities.whom import weights
from ontology.data import read_yaml

#: What a cue's word for a type weighs that is always right, as a share of the learned reader's whole.
CUE = 0.65
#: The tiers whose word for a type stands, whichever agency is blamed.
NO_DOUBT = ("decisive", "fixed")
#: The types that the contract keeps for what no other fits.
RESIDUAL = frozenset(("policy-not-followed", "other"))
#: What it weighs, beside the readers' whole, that agencies of a sector fail so e times as often as others do.
OF_SECTOR = 0.15
#: What it weighs against a type that an agency has failed by before in the paragraph: coders count such once.
AGAIN = 0.2
#: How sure the first reader must be of a failing that no wording tells, and of one whose wording tells no type, where
#: the review judges and where it narrates.
ALONE, BESIDE, NARRATED = 0.7, 0.6, 0.9
#: How sure it must be of one for its types to be read beforehand.
LIKELY = 0.1
#: Words of a sentence at most that is read for its type with the one before it.
SHORT = 25
#: What must speak for the type of either.
SURE = 0.3
#: The trigger of a failing that no wording tells.
TRIGGER = Trigger(
    rule="learned",
    hints=(),
    words=re.compile("(?!)"),
    side="sentence",
    critical=True,
    active=False,
    judged=True,
    type=None,
    needs=None,
    confidence=0.5,
)


class Learned(ReadInOneGo):
    """The readers' word on the sentences of one document."""

    @cached_property
    def _failing(self) -> dict[Place, float]:
        shares = self._read(reader(__package__, "failings.npz"))
        return {place: float(share[0]) for place, share in shares.items()}

    @cached_property
    def _types(self) -> dict[Place, dict[str, float]]:
        """By sentence; at first those that are likely to be asked about, which are read in one go."""
        likely = [s for s in self._sentences if self._failing[s.position] >= LIKELY]
        shares = reader(__package__, "types.npz").read([self._plain(_in_context(s)) for s in likely])
        return {s.position: _named(row) for s, row in zip(likely, shares, strict=True)}

    def _type(self, sentence: Sentence) -> dict[str, float]:
        if sentence.position not in self._types:
            self._types[sentence.position] = self._alone(_in_context(sentence))
        return self._types[sentence.position]

    @cached_property
    def _of_clauses(self) -> dict[str, dict[str, float]]:
        """By the words of a clause: it is asked for its types again once the agency is known."""
        return {}

    def _alone(self, text: str) -> dict[str, float]:
        if text not in self._of_clauses:
            self._of_clauses[text] = _named(reader(__package__, "types.npz").read([self._plain(text)])[0])
        return self._of_clauses[text]

    def failing(self, sentence: Sentence) -> float:
        """How sure it is that a sentence states a failing, from 0 to 1."""
        return self._failing[sentence.position]

    def words(self, sentence: Sentence) -> str:
        """The words of a sentence that speak most for its stating a failing."""
        return " … ".join(reader(__package__, "failings.npz").speaks(sentence.text, "failing"))

    def weighed(self, told: list[Typed], sentence: Sentence, scope: Scope, others: Collection[str] = ()) -> list[Typed]:
        """The types that the cues tell, the first of them another where much more speaks for that.

        Args:
            told: by the cues of a scope.
            sentence: that holds it.
            scope: whose words they are.
            others: the types that the cues of the sentence's other scopes tell; what speaks for these in the sentence
                speaks for those scopes.
        """
        first, whole = told[0], self._type(sentence)
        weight = _weight(first)
        if all((share + 1) / 2 <= weight for kind, share in whole.items() if kind != first.type):
            return told  # whatever the clause says
        best = _best(self._open_to(first, sentence, scope, others), first.type, weight)
        return told if best == first.type else [_typed(best, sentence), *(t for t in told[1:] if t.type != best)]

    def fitted(
        self,
        told: Typed,
        sentence: Sentence,
        scope: Scope,
        sector: str,
        others: Collection[str] = (),
        before: Collection[str] = (),
    ) -> Typed:
        """The type told so far, or another: that agencies of the sector that is blamed fail by much more often, or by
        which this one has not failed before in the paragraph.

        Args:
            told: by the cues of a scope, or by the readers.
            sentence: that holds it.
            scope: whose words they are.
            sector: of the agency.
            others: the types that the cues of the sentence's other scopes tell.
            before: those of the agency's failings that the paragraph has told so far.
        """
        if told.tier in NO_DOUBT and told.type not in before:
            return told
        of, shares = weights().types, self._open_to(told, sentence, scope, others)
        more = {
            kind: share + OF_SECTOR * of.get(kind, {}).get(sector, 0.0) - AGAIN * (kind in before)
            for kind, share in shares.items()
        }
        best = _best(more, told.type, 0.0 if told.tier == "learned" else _weight(told))
        if best == told.type:
            return told
        return replace(_typed(best, sentence), tier="fitted")

    def _open_to(self, told: Typed, sentence: Sentence, scope: Scope, others: Collection[str]) -> dict[str, float]:
        """What speaks for the type told and for each that may take its place.

        None that the sentence's other scopes tell may, and none that no other fits: that one gives way to whatever a
        cue tells.
        """
        shares = self._shares(sentence, scope)
        return {k: v for k, v in shares.items() if k == told.type or (k not in RESIDUAL and k not in others)}

    def told(self, sentence: Sentence, scope: Scope | None = None) -> list[Typed]:
        """The type of a failing for which there is no cue; none where too little speaks for any."""
        shares = self._shares(sentence, scope)
        best = max(shares, key=lambda kind: shares[kind])
        return [_typed(best, sentence)] if shares[best] >= SURE else []

    def _shares(self, sentence: Sentence, scope: Scope | None) -> dict[str, float]:
        """What speaks for each type: the sentence, and as much the clause alone."""
        whole = self._type(sentence)
        if scope is None or scope.trigger is TRIGGER:
            return whole
        part = self._alone(f"{scope.before}{sentence.text[scope.start : scope.end]}{scope.after}")
        return {kind: (whole[kind] + part[kind]) / 2 for kind in whole}


@cache
def _reliable() -> Mapping[str, Mapping[str, float]]:
    """By tier and type, how often a cue's word is right; under "any", of whatever type."""
    shares: dict[str, dict[str, float]] = read_yaml("loaders.extract.missed_opportunities", "reliable.yaml")
    return shares


def _weight(told: Typed) -> float:
    """What a cue's word for a type weighs."""
    shares = _reliable()[told.tier]
    return CUE * shares.get(told.type, shares["any"])


def _best(shares: Mapping[str, float], told: str, weight: float) -> str:
    """The type for which most speaks; for the one told there speaks its cue's weight too."""
    return max(shares, key=lambda kind: shares[kind] + (weight if kind == told else 0.0))


def _in_context(sentence: Sentence) -> str:
    """The words of a sentence; of a short one ("This was not done.") with the sentence before it in its paragraph."""
    if len(sentence.text.split()) > SHORT:
        return sentence.text
    return " ".join(s.text for s in [*sentence.before[-1:], sentence])


def _typed(kind: str, sentence: Sentence) -> Typed:
    return Typed(kind, "learned", " … ".join(reader(__package__, "types.npz").speaks(sentence.text, kind)))


def _named(row: Iterable[float]) -> dict[str, float]:
    return dict(zip(reader(__package__, "types.npz").labels, map(float, row), strict=True))
