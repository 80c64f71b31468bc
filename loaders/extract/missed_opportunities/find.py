"""Finds the missed opportunities of a review, sentence by sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from loaders.document.model import Sentence
from loaders.extract.missed_opportunities.blame import Blame
from loaders.extract.missed_opportunities.clause import Party
from loaders.extract.missed_opportunities.cues import TIERS, cues
from loaders.extract.missed_opportunities.learned import ALONE, BESIDE, NARRATED, RESIDUAL, TRIGGER, Learned
from loaders.extract.missed_opportunities.merge import Failing, merged
from loaders.extract.missed_opportunities.persons_own import persons_own
from loaders.extract.missed_opportunities.plain import plain_words
from loaders.extract.missed_opportunities.scopes import Scope, Typed, scopes, type_of, types, words_of
from loaders.extract.reading import Reading, evidence
from loaders.extract.recommendations.entries import asks_for_future
from loaders.sheet import MissedOpportunity
from loaders.why import Cue, Reason

#: Characters of a summary.
SUMMARY = 140
_ADVICE = re.compile(r"\brecommend|\bassurance\b|\bshould ensure\b", re.I)
_ADVISES = re.compile(r"^\W*recommendation\b|\brecommend(?:s|ed)? that\b|\bit is recommended\b", re.I)
_LEARNING = re.compile(r"^(?:key )?(?:learning point|recommendation|action)\b", re.I)
#: Words after a wording that say by themselves what was not done.
SHORT = 5
#: Characters within which the sentences around one that tells no type may tell it.
NEAR = 700
#: Points back to what was told before.
_BACK = re.compile(
    r"^\W*(?:\w+ly )?(?:do so|do this|do it|happen|done|occur|take place|taken place|the case"
    r"|undertaken|carried out)\b",
    re.I,
)
#: The head of a sentence that is about what was told before it.
_POINTS_BACK = re.compile(
    r"^\W*(?:\w+ly,? |however,? |but |again,? )?(?:this|that|these|those|it|what|such|the same)\b", re.I
)
#: After this a sentence may take back what it approved.
_TURN = re.compile(r"\b(?:but|however|although|though|yet)\b", re.I)
#: What must be done, and words of what was.
_ASKED = re.compile(r"\b(?:needs? to|must|should|ought to)(?!(?: \w+)? have) \w", re.I)
_PAST = re.compile(r"\b(?:was|were|had|did|should have|could have)\b", re.I)
_UNKNOWN = re.compile(r"\b(?:unaware|not aware|not know|no knowledge)\b", re.I)
#: Wordings that blame no act where their own words tell none.
_VAGUE = frozenset(
    {"regrettable", "shortcoming", "poor", "lack", "wrong", "delay", "questionable", "if-had", "without"}
)
#: Wordings that speak of the past whatever stands before them.
_OF_PAST = frozenset(
    {"missed-opportunity", "opportunity-missed", "should-have", "should-not-have", "could-have", "had-then", "if-had"}
    | {"failure", "no-evidence", "did-not", "no-act", "would-have-been", "would-have-brought", "warranted"}
    | {"left-undone", "missed", "unaware", "not-until", "nothing-to-show", "never", "item", "no-agency", "unheard"}
    | {"left-out", "turned-away", "waited", "cut-short", "accepted", "partner-present", "unrecognised", "unowned"}
    | {"chance", "thin-record", "regrettable", "more-needed"}
)
#: How much less a finding is worth that only its topic tells, or that the narrative tells without blame.
LESS = {
    "decisive": 1.0,
    "named": 1.0,
    "verb": 0.95,
    "loose": 0.7,
    "fixed": 1.0,
    "topic": 0.7,
    "context": 0.6,
    "learned": 0.8,
    "fitted": 0.8,
}

#: What told a type that no cue tells, or chose another than the cue's, for a person who asks; {} is the type.
_READERS = {
    "learned": "missed_opportunities/types.npz",
    "fitted": "missed_opportunities/whom.yaml: types/{}",
}


def find(reading: Reading) -> list[MissedOpportunity]:
    """The missed opportunities of the document, in reading order.

    Reads what judges, what tells and what sums up (``cues.yaml`` says which kinds of section these are).
    """
    return merged(_failings(reading))


def _failings(reading: Reading) -> Iterator[Failing]:
    blame, plain = Blame(reading), plain_words(reading.persons, reading.agencies)
    judging, telling, summing = cues().judging, cues().telling, cues().summing
    sentences = [s for s in reading.sentences((*judging, *telling, *summing)) if s.paragraph.kind != "footnote"]
    learned = Learned(sentences, plain)
    letters = {s.position for s in _of_letters(sentences)}
    paragraph, above = None, set[str]()  # the types of the failings that the paragraph has told so far
    failed: dict[str, set[str]] = defaultdict(set)  # and those of each agency
    for sentence in sentences:
        kind, text = sentence.section.kind, sentence.text
        if sentence.paragraph is not paragraph:
            paragraph, above = sentence.paragraph, set()
            failed.clear()
        parties = blame.move_to(sentence)
        found = scopes(blame.without_doers(text, parties))
        if not found and kind in judging and learned.failing(sentence) >= ALONE:
            found = [_whole(sentence, parties)]
        void = _void_sentence(sentence, kind in summing) if found else None
        if sentence.position in letters:
            void = "it stands in a letter about the review", None
        cued: list[tuple[Scope, list[Typed]]] = []
        at_fault: list[str] = []
        for scope in found:
            if against := void or _against(sentence, scope, parties, blame, kind in judging, plain):
                _leave_out(reading, sentence, scope, learned, *against)
                continue
            told = types(scope, text, kind in judging, plain) or _by_context(
                scope, sentence, plain, blame.without_doers, parties, kind in judging
            )
            cued.append((scope, told))
        for n, (scope, told) in enumerate(cued):
            others = {one.type for m, (_, other) in enumerate(cued) if m != n for one in other}
            beside = others | (above if _POINTS_BACK.match(text) else set())
            told = _weighed(told, learned, sentence, scope, others, beside, kind in judging)
            failings = [(one, agency) for one in told for agency in blame.agencies(sentence, scope, parties, one.type)]
            for one, agency in failings:
                if agency is not None and one is told[0]:
                    sector = blame.bodies.sectors[agency]
                    one = learned.fitted(one, sentence, scope, sector, others, failed[agency])
                    failed[agency].add(one.type)
                what, how = _fit(one.type, agency, scope, blame), blame.how(agency, sentence, parties)
                trigger = _trigger(sentence, scope, learned)
                yield _failing(reading, sentence, scope, trigger, one, what, agency, how, kind in telling)
            if not failings:
                because = "it tells of no agency" if told else "its words tell no kind of missed opportunity"
                _leave_out(reading, sentence, scope, learned, because)
            above |= {one.type for one, _ in failings}
            at_fault += [agency for _, agency in failings if agency is not None]
        blame.passed(sentence, parties, at_fault)


def _weighed(
    told: list[Typed],
    learned: Learned,
    sentence: Sentence,
    scope: Scope,
    others: set[str],
    beside: set[str],
    judges: bool,
) -> list[Typed]:
    """The types of a scope: what the cues tell, as the readers weigh it; what these tell where no cue does.

    Args:
        told: by the cues.
        learned: the readers.
        sentence: that holds the scope.
        scope: whose words they are.
        others: the types that the sentence's other scopes tell.
        beside: these, and those told before, where the sentence points back to them: of them it says that they were
            wrong, and tells no failing of its own that way.
        judges: whether the section judges.
    """
    if told:
        told = learned.weighed(told, sentence, scope, others)
    elif learned.failing(sentence) >= (BESIDE if judges else NARRATED):
        told = learned.told(sentence, scope)
    return [one for one in told if one.type not in RESIDUAL] if beside - RESIDUAL else told


def _of_letters(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences of letters about the review: from their first words to their last, or to the next heading."""
    section = None
    for sentence in sentences:
        if cues().letter.search(sentence.text):
            section = sentence.section
        elif sentence.section is not section or cues().letter_ends.search(sentence.text):
            section = None
        if section is not None:
            yield sentence


def _whole(sentence: Sentence, parties: Sequence[Party]) -> Scope:
    """A sentence that states a failing in words that no trigger knows, as the clause of the agency that acts in it."""
    at = next((p.end for p in parties if p.acts), 0)
    return Scope(TRIGGER, at, at, sentence.text[:at], sentence.text[at:], 0)


def _by_context(
    scope: Scope,
    sentence: Sentence,
    plain: Callable[[str], str],
    masked: Callable[[str, Sequence[Party]], str],
    parties: Sequence[Party],
    judges: bool,
) -> list[Typed]:
    """The type of a failing that its own words do not tell ("This should have been done"), by what stands around it."""
    acts = judges and any(p.acts and scope.first <= p.start < scope.start for p in parties)
    if not (scope.trigger.critical or _BACK.match(scope.after) or acts) or scope.trigger.rule in _VAGUE:
        return []
    if (acts or len(scope.after.split()) < SHORT) and (found := type_of(plain(masked(sentence.text, parties)))):
        return [found]
    if acts and not scope.trigger.critical and not _BACK.match(scope.after) and len(scope.after.split()) >= SHORT:
        return []
    around = [*reversed(sentence.before[-2:]), *sentence.after[:1]]
    for near in [sentence, *(s for s in around if abs(s.start - sentence.start) < NEAR)]:
        if found := type_of(plain(near.text)):
            return [found]
    return []


#: Why a trigger tells no failing, for a person who asks, and the words that make it none, where words do.
Against = tuple[str, Cue | None]


def _void_sentence(sentence: Sentence, summing: bool) -> Against | None:
    """What makes all triggers of a sentence void."""
    if _asks(sentence, summing):
        return "the paragraph asks for something, rather than tells what was", None
    if m := cues().void_sentence.search(sentence.text):
        return "such a sentence tells no failing", _cue(m[0], "void", "void_sentence")
    return None


def _against(
    sentence: Sentence,
    scope: Scope,
    parties: Sequence[Party],
    blame: Blame,
    judges: bool,
    plain: Callable[[str], str],
) -> Against | None:
    """What makes a trigger void."""
    if scope.trigger.judged and not judges:
        return "so worded it is a failing only where the review judges", None
    if void := _excused(sentence, scope, plain):
        return void
    if not judges and (m := cues().void_telling.match(scope.after)):
        return "it is what those found who came", _cue(m[0], "void", "void_telling")
    if void := _void(scope, parties):
        return void
    if persons_own(sentence, scope, parties, blame.reading.person_index.mentions(sentence)):
        return "it is what a person of the case did or did not do, or said", None
    return None


def _excused(sentence: Sentence, scope: Scope, plain: Callable[[str], str]) -> Against | None:
    """What in the sentence, or in the next, takes the blame from a trigger."""
    text = sentence.text
    rest = _TURN.split(text[scope.end :], maxsplit=1)[0]
    if m := cues().approved.search(rest) or cues().approved_before.search(text[scope.first : scope.start]):
        return "the sentence approves of it", _cue(m[0], "approval", "approved")
    if not scope.trigger.critical and (m := cues().reason.search(plain(rest))):
        return "the reason told leaves no blame", _cue(m[0], "reason", "reason")
    if scope.trigger is TRIGGER and _ASKED.search(text) and not _PAST.search(text):
        return "told of the present or the future, or on a condition", None
    if _UNKNOWN.search(text) and sentence.after and (m := cues().could_not.search(sentence.after[0].text)):
        return "it could not have been known", _cue(m[0], "could not", "could_not")
    return None


def _void(scope: Scope, parties: Sequence[Party]) -> Against | None:
    """The words around a trigger that make it no failing."""
    if scope.trigger.rule not in _OF_PAST and (m := cues().void_clause.search(scope.before)):
        return "told of the present or the future, or on a condition", _cue(m[0], "hypothetical", "void_clause")
    if m := cues().review_itself.search(scope.before):
        return "told of the review itself", _cue(m[0], "the review", "review_itself")
    if scope.trigger.side == "sentence":
        return None
    if m := cues().void_after.match(scope.after):
        return "what follows is no act of an agency", _cue(m[0], "void", "void_after")
    chooses = not any(p.acts and scope.first <= p.start < scope.start for p in parties)
    if chooses and (m := cues().void_choice.match(scope.after)):
        return "it is for a person of the case to choose", _cue(m[0], "a person's choice", "void_choice")
    return None


def _cue(words: str, means: str, entry: str) -> Cue:
    return Cue(words.strip(), means, f"missed_opportunities/cues.yaml: {entry}")


def _trigger(sentence: Sentence, scope: Scope, learned: Learned) -> Cue:
    if scope.trigger is TRIGGER:
        return Cue(learned.words(sentence), "failing", "missed_opportunities/failings.npz")
    return _cue(sentence.text[scope.start : scope.end], "failing", f"triggers/{scope.trigger.rule}")


def _leave_out(
    reading: Reading, sentence: Sentence, scope: Scope, learned: Learned, because: str, cue: Cue | None = None
) -> None:
    reason = Reason(evidence(sentence), (_trigger(sentence, scope, learned),), (cue,) if cue else ())
    reading.leave_out("missed_opportunities", f"failing ({scope.trigger.rule})", because, reason)


def _fit(what: str, agency: str | None, scope: Scope, blame: Blame) -> str:
    """The type, or that which it becomes for an agency of a sector to which it does not belong."""
    for instead in cues().instead:
        if (
            instead.type != what
            or agency is None
            or (blame.bodies.sectors[agency] in instead.sectors) is not instead.of
        ):
            continue
        if instead.words is None or instead.words.search(scope.words):
            return instead.becomes
    return what


def _asks(sentence: Sentence, summing: bool) -> bool:
    """Whether a paragraph asks for something, rather than tells what was."""
    paragraph = sentence.paragraph
    if paragraph.lead is not None and _ADVICE.search(paragraph.lead.text):
        return True
    if _LEARNING.match(sentence.text) or asks_for_future(sentence):
        return True
    head = paragraph.text[:400].lower()
    return summing and (
        bool(paragraph.cells) or bool(_ADVISES.search(head)) or " should " in head or head.startswith(("to ", "ensure"))
    )


def _failing(
    reading: Reading,
    sentence: Sentence,
    scope: Scope,
    trigger: Cue,
    told: Typed,
    what: str,
    agency: str | None,
    how: str,
    tells: bool,
) -> Failing:
    words = " ".join(sentence.text.split())
    if len(words) > SUMMARY:
        words = words[: SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    confidence = scope.trigger.confidence * LESS[told.tier] * (0.9 if tells and not scope.trigger.critical else 1.0)
    date, dated = _date(reading, sentence, tells)
    where = f"/{told.tier}" if told.tier in TIERS else ""
    if told.tier in _READERS:
        wanting = Cue(told.words, what, _READERS[told.tier].format(told.type))
    else:
        wanting = _cue(words_of(told, sentence.text), what, f"types/{told.type}{where}")
    cued = [trigger, *([] if told.tier == "fixed" else [wanting])]
    notes = (("agency", f"{agency}: {how}" if agency else how), ("date", f"{date}: {dated}" if date else dated))
    place = evidence(sentence)
    return Failing(
        type=what,
        agency=agency,
        date=date,
        summary=words,
        place=place,
        rule=f"missed_opportunities.{scope.trigger.rule}",
        confidence=confidence,
        told=tells,
        sentence=sentence,
        reasons=[Reason(place, tuple(cued), (), notes)],
    )


def _date(reading: Reading, sentence: Sentence, tells: bool) -> tuple[str | None, str]:
    """When it was, and how that is known: the date of the sentence, else the last one before it in its paragraph, else
    the narrative's."""
    timeline = reading.timeline
    if dates := timeline.dates(sentence):
        return dates[0].iso, f"in the sentence: {dates[0].shown}"
    for other in reversed(sentence.before):
        if dates := timeline.dates(other):
            return dates[-1].iso, f"the last one before it in the paragraph: {dates[-1].shown}"
    running = timeline.running(sentence) if tells else None
    return (running[:7], "the month at which the narrative stands") if running else (None, "none told")
