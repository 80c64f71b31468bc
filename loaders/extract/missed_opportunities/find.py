"""Finds the missed opportunities of a review, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from loaders.document.model import Sentence
from loaders.extract.missed_opportunities.blame import Blame, Party
from loaders.extract.missed_opportunities.cues import TIERS, cues
from loaders.extract.missed_opportunities.merge import Failing, merged
from loaders.extract.missed_opportunities.scopes import Scope, Typed, scopes, type_of, types
from loaders.extract.reading import Reading, evidence
from loaders.sheet import MissedOpportunity
from loaders.why import Cue, Reason

#: Characters of a summary.
SUMMARY = 140
_ADVICE = re.compile(r"\brecommend|\bassurance\b|\bshould ensure\b", re.I)
_ADVISES = re.compile(r"^\W*recommendation\b|\brecommend(?:s|ed)? that\b|\bit is recommended\b", re.I)
_LEARNING = re.compile(r"^(?:key )?(?:learning point|recommendation|action)\b", re.I)
#: Words after a wording that say by themselves what was not done.
SHORT = 5
#: Points back to what was told before.
_BACK = re.compile(
    r"^\W*(?:\w+ly )?(?:do so|do this|do it|happen|done|occur|take place|taken place|the case"
    r"|undertaken|carried out)\b",
    re.I,
)
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
)
#: How much less a finding is worth that only its topic tells, or that the narrative tells without blame.
LESS = {"decisive": 1.0, "named": 1.0, "verb": 0.95, "loose": 0.7, "fixed": 1.0, "topic": 0.7, "context": 0.6}


def find(reading: Reading) -> list[MissedOpportunity]:
    """The missed opportunities of the document, in reading order.

    Reads what judges, what tells and what sums up (``cues.yaml`` says which kinds of section these are).
    """
    return merged(_failings(reading))


def _failings(reading: Reading) -> Iterator[Failing]:
    blame, plain = Blame(reading), _roles_for_names(reading)
    judging, telling, summing = cues().judging, cues().telling, cues().summing
    for sentence in reading.sentences((*judging, *telling, *summing)):
        if sentence.paragraph.kind == "footnote":
            continue
        kind, text = sentence.section.kind, sentence.text
        parties = blame.move_to(sentence)
        if not _asks(sentence, kind in summing) and not cues().void_sentence.search(text):
            for scope in scopes(blame.without_doers(text, parties)):
                if scope.trigger.judged and kind not in judging:
                    continue
                if because := _because(sentence, scope, parties, blame):
                    reading.leave_out("missed_opportunities", scope.trigger.rule, because, _reason(sentence, scope))
                    continue
                told = types(scope, text, kind in judging, plain) or _by_context(
                    scope, sentence, plain, blame.without_doers, parties, kind in judging
                )
                for one in told:
                    for agency in blame.agencies(sentence, scope, parties, one.type):
                        yield _failing(
                            reading, sentence, scope, one, _fit(one.type, agency, scope, blame), agency, kind in telling
                        )
        blame.passed(parties)


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
    near = [s for s in sentence.paragraph.sentences if abs(s.start - sentence.start) < 700]
    before = [s.text for s in reversed(near) if s.start < sentence.start][:2]
    after = [s.text for s in near if s.start > sentence.start][:1]
    for words in [sentence.text, *before, *after]:
        if found := type_of(plain(words)):
            return [found]
    return []


def _roles_for_names(reading: Reading) -> Callable[[str], str]:
    """Puts "the perpetrator", "the victim" and "the child" where a text names them."""
    roles = {
        name: f"the {p.role}"
        for p in reading.persons
        if p.role in ("perpetrator", "victim", "child")
        for name in [p.label, *p.aliases]
    }
    if not roles:
        return str
    names = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in sorted(roles, key=len, reverse=True)))
    return lambda words: names.sub(lambda m: roles[m[0]], words)


def _because(sentence: Sentence, scope: Scope, parties: Sequence[Party], blame: Blame) -> str | None:
    """Why a trigger tells no failing, for a person who asks; None where it does."""
    if _void(scope, parties):
        return "the words around it make it no failing"
    return "what a person did or did not do" if blame.persons_own(sentence, scope, parties) else None


def _reason(sentence: Sentence, scope: Scope, *more: Cue, notes: Sequence[tuple[str, str]] = ()) -> Reason:
    rule = scope.trigger.rule
    cue = Cue(sentence.text[scope.start : scope.end], "failing", f"missed_opportunities/cues.yaml: triggers/{rule}")
    return Reason(evidence(sentence), (cue, *more), None, tuple(notes))


def _void(scope: Scope, parties: Sequence[Party]) -> bool:
    """Whether the words around a trigger make it no failing."""
    if scope.trigger.rule not in _OF_PAST and cues().void_clause.search(scope.before):
        return True
    if cues().review_itself.search(scope.before):
        return True
    if scope.trigger.side == "sentence":
        return False
    chooses = not any(p.acts and scope.first <= p.start < scope.start for p in parties)
    return bool(cues().void_after.match(scope.after) or (chooses and cues().void_choice.match(scope.after)))


def _fit(what: str, agency: str | None, scope: Scope, blame: Blame) -> str:
    """The type, or that which it becomes for an agency of a sector to which it does not belong."""
    for instead in cues().instead:
        if instead.type != what or agency is None or (blame.sectors[agency] in instead.sectors) is not instead.of:
            continue
        if instead.words is None or instead.words.search(scope.words):
            return instead.becomes
    return what


def _asks(sentence: Sentence, summing: bool) -> bool:
    """Whether a paragraph asks for something, rather than tells what was."""
    paragraph = sentence.paragraph
    if paragraph.lead is not None and _ADVICE.search(paragraph.lead.text):
        return True
    if _LEARNING.match(sentence.text):
        return True
    head = paragraph.text[:400].lower()
    return summing and (
        bool(paragraph.cells) or bool(_ADVISES.search(head)) or " should " in head or head.startswith(("to ", "ensure"))
    )


def _failing(
    reading: Reading, sentence: Sentence, scope: Scope, told: Typed, what: str, agency: str | None, tells: bool
) -> Failing:
    words = " ".join(sentence.text.split())
    if len(words) > SUMMARY:
        words = words[: SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    confidence = scope.trigger.confidence * LESS[told.tier] * (0.9 if tells and not scope.trigger.critical else 1.0)
    date = _date(reading, sentence, tells)
    where = f"/{told.tier}" if told.tier in TIERS else ""
    wanting = Cue(told.words, what, f"missed_opportunities/cues.yaml: types/{told.type}{where}")
    notes = [("agency", reading.agency_index.how(agency, sentence)), ("date", date or "none told")]
    return Failing(
        type=what,
        agency=agency,
        date=date,
        summary=words,
        place=evidence(sentence),
        rule=f"missed_opportunities.{scope.trigger.rule}",
        confidence=confidence,
        told=tells,
        sentence=sentence,
        reasons=[_reason(sentence, scope, *([] if told.tier == "fixed" else [wanting]), notes=notes)],
    )


def _date(reading: Reading, sentence: Sentence, tells: bool) -> str | None:
    """When it was: the date of the sentence, else the last one before it in its paragraph, else the narrative's."""
    timeline = reading.timeline
    if dates := timeline.dates(sentence):
        return dates[0].iso
    for other in reversed([s for s in sentence.paragraph.sentences if s.start < sentence.start]):
        if dates := timeline.dates(other):
            return dates[-1].iso
    if not tells:
        return None
    running = timeline.running(sentence)
    return running[:7] if running else None
