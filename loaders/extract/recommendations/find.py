"""Finds the recommendations of a review and joins what it says of one in several places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from loaders.document.model import Document, Paragraph
from loaders.extract.reading import Reading, evidence, machine
from loaders.extract.recommendations.address import Addresses, theme_cues, themes
from loaders.extract.recommendations.entries import Cutter, Entry
from loaders.extract.recommendations.plan import Planned, planned
from loaders.extract.recommendations.told import told, unlabelled
from loaders.sheet import Evidence, Recommendation
from loaders.why import Reason

#: Kinds of section that list recommendations, and those that plan them.
LISTED, PLANNED = "recommendations", "action-plan"
#: The share of the shorter text's words that two texts of one recommendation have in common at least.
SAME, SAME_NUMBER, SAME_AGENCY = 0.62, 0.35, 0.45
#: The same where a sentence speaks of a recommendation to one of its addressees: such sentences give the gist only.
SAME_GIST = 0.35
#: The same where the headings over the two name different agencies, be it only by different names.
SAME_ELSEWHERE = 0.75
#: How many rows of a plan must have the number of the recommendation whose words they have; one that has another
#: outweighs as many.
AGREEING = 2
PLACES = 3
#: How often a finding of each rule is right, as measured on the coded reviews and held lower for unseen styles.
CONFIDENCE = {
    "labelled": 0.97,
    "numbered": 0.85,
    "item": 0.92,
    "items": 0.88,
    "body": 0.75,
    "in-text": 0.85,
    "in-text-list": 0.75,
    "told": 0.6,
    "asked": 0.6,
    "action-plan": 0.9,
}
_WORD = re.compile(r"[a-z][a-z'’-]{2,}")
#: Words that two recommendations may share without saying the same.
_STOP = frozenset(
    [
        "the",
        "and",
        "for",
        "that",
        "with",
        "from",
        "this",
        "are",
        "has",
        "have",
        "been",
        "will",
        "their",
        "its",
        "all",
        "any",
        "into",
        "which",
        "should",
        "must",
        "how",
        "what",
        "when",
        "who",
        "where",
        "they",
        "them",
        "than",
        "also",
        "such",
        "other",
        "each",
        "between",
        "within",
        "through",
        "across",
        "not",
        "being",
        "was",
        "were",
        "there",
        "these",
        "those",
        "recommendation",
        "recommendations",
        "ensure",
        "agency",
        "agencies",
        "domestic",
        "abuse",
        "violence",
        "review",
    ]
)


def find(reading: Reading) -> list[Recommendation]:
    """The recommendations of the document, in the order in which it lists them; those told only in its text, or only in
    its action plan, among them."""
    document = reading.document
    listed = [p for p in document.paragraphs if p.section.kind == LISTED]
    addresses = Addresses(reading)
    entries = Cutter(document, addresses.is_body).cut(listed)
    runs = _runs(listed)
    for entry in entries:
        entry.run = runs[entry.section.index]
    kept = _once(entries)
    called = told(document)
    if not entries:
        called += unlabelled(document, addresses.is_asked, called)
    for other in called:
        if match := _match(other, kept, addresses):
            match.places.append(other)
        elif _whole(other) and (other.rule != "told" or not entries or addresses.of(other)):
            # A sentence that names nobody speaks, where there is a list, of what the list holds.
            kept.append(other)
    plans = planned(
        p
        for p in document.paragraphs
        if p.section.kind == PLANNED or (p.section.kind == LISTED and _of_table(p, document))
    )
    actions: dict[int, list[Planned]] = {}
    listing = list(kept)
    meant = _numbered_as(plans, listing, [_match(p.entry, listing, addresses, p.words) for p in plans])
    for plan in plans:
        match = meant.get(id(plan)) or _match(plan.entry, kept, addresses, plan.words)
        if match is None and _whole(plan.entry):
            match = plan.entry
            kept.append(match)
        if match is not None:
            actions.setdefault(id(match), []).append(plan)
    kept.sort(key=lambda e: e.lines)
    return [_recommendation(e, addresses, actions.get(id(e), [])) for e in kept]


def _numbered_as(plans: list[Planned], kept: list[Entry], matches: list[Entry | None]) -> dict[int, Entry]:
    """For rows of a plan that have no words of a recommendation: that of their number, where they name it by nothing
    else, or say in short what is planned in a plan whose other rows have the numbers of those that they repeat.

    Args:
        plans: the rows of all plans.
        kept: the recommendations.
        matches: for each row, the recommendation whose words it has, if any.
    """
    held: dict[str | None, list[Entry]] = {}
    for entry in kept:
        held.setdefault(_base(entry.number), []).append(entry)
    agree: Counter[int] = Counter()
    for plan, match in zip(plans, matches, strict=True):
        if match is not None and plan.entry.number:
            same = _base(match.number) == _base(plan.entry.number)
            agree[plan.entry.section.index] += 1 if same else -AGREEING
    return {
        id(plan): held[number][0]
        for plan, match in zip(plans, matches, strict=True)
        if match is None
        and (number := _base(plan.entry.number))
        and len(held.get(number, ())) == 1
        and (plan.refers or agree[plan.entry.section.index] >= AGREEING)
        and not plan.asks
    }


def _of_table(p: Paragraph, document: Document) -> bool:
    """Whether a paragraph is a row of a table, or a line between two rows."""
    around = document.paragraphs[max(0, p.index - 1) : p.index + 2]
    return p.kind == "row" or [o.kind == "row" for o in around] == [True, False, True]


def _runs(paragraphs: Iterable[Paragraph]) -> dict[int, int]:
    """For each section, the number of the unbroken part of the document that it belongs to: an executive summary's
    recommendations and the report's are two."""
    runs: dict[int, int] = {}
    run, last = 0, None
    for p in paragraphs:
        if last is not None and p.index > last + 1:
            run += 1
        runs.setdefault(p.section.index, run)
        last = p.index
    return runs


def _once(entries: list[Entry]) -> list[Entry]:
    """The entries without those that a later part repeats; their places are kept with the fuller one."""
    kept: list[Entry] = []
    words: list[set[str]] = []
    for entry in entries:
        own = _words(entry.text)
        for at, other in enumerate(kept):
            if other.run == entry.run:
                continue
            alike = _alike(own, words[at])
            numbered = entry.number is not None and _base(entry.number) == _base(other.number)
            if alike >= 0.8 or (numbered and alike >= SAME_NUMBER):
                # The list is the longer of the two parts; a box in the text is the further place.
                if _listed(entry) >= _listed(other):
                    entry.places += [other, *other.places]
                    kept[at], words[at] = entry, own
                else:
                    other.places.append(entry)
                break
        else:
            kept.append(entry)
            words.append(own)
    return kept


def _listed(entry: Entry) -> bool:
    """Whether the entry stands in a part of recommendations rather than in a box of another part."""
    return all(
        s.kind in ("recommendations", "other", "action-plan", "conclusions", "lessons") for s in entry.section.path
    )


def _match(entry: Entry, kept: list[Entry], addresses: Addresses, words: str = "") -> Entry | None:
    """The entry that says the same, or None: most of the words in common, fewer where number or agency agree."""
    own = _words(words or entry.text)
    short = _words(entry.text)
    around = set(addresses.of(entry) if entry.rule == "told" else addresses.around(entry))
    best, score = None, 0.0
    for other in kept:
        if entry.rule == other.rule == "action-plan" and other.section is entry.section and _two(entry, other):
            continue
        theirs = _words(other.text)
        alike = max(_alike(own, theirs), _alike(short, theirs))
        numbered = entry.number is not None and _base(entry.number) == _base(other.number)
        bound = SAME
        agencies = set(addresses.of(other) if entry.rule == "told" else addresses.around(other))
        if entry.rule in ("action-plan", "told") and around and agencies:
            bound = SAME_AGENCY if entry.rule == "action-plan" else SAME_GIST
            if not around & agencies:
                bound = SAME_ELSEWHERE
        elif numbered:
            bound = SAME_NUMBER
        value = alike + 0.3 * numbered
        if alike >= bound and value > score:
            best, score = other, value
    return best


def _two(one: Entry, other: Entry) -> bool:
    """Whether the numbers of two in one list say that they are two, be they ever so alike."""
    return one.number is not None and other.number is not None and one.number != other.number


def _words(text: str) -> set[str]:
    return {re.sub(r"(?:ing|ed|es|s)$", "", w) for w in _WORD.findall(text.lower()) if w not in _STOP}


def _alike(one: set[str], other: set[str]) -> float:
    """The share of the smaller set that the larger holds; of both together where the smaller is very small."""
    if not one or not other:
        return 0.0
    small = min(len(one), len(other))
    return len(one & other) / (small if small >= 4 else len(one | other))


def _base(number: str | None) -> str | None:
    return re.sub(r"(?<=\d)\s*\(?[a-z]+\)?$", "", number.lower()) if number else None


def _whole(entry: Entry) -> bool:
    """Whether the entry has words enough to stand alone."""
    return len(entry.text.split()) >= 4


def _recommendation(entry: Entry, addresses: Addresses, plans: list[Planned]) -> Recommendation:
    addressees = addresses.of(entry)
    number = entry.number or next((p.number for p in entry.places if p.number), None)
    if number is None and entry.rule.startswith("in-text"):
        number = next((p.entry.number for p in plans if p.entry.number), None)
    level = addresses.level(entry, addressees)
    places = [_place(entry), *(_place(p) for p in entry.places)]
    if entry.rule in ("in-text-list", "told", "asked", "in-text"):
        places += [_place(p.entry) for p in plans if p.entry is not entry]
    about = themes(entry.text, [addresses.sectors.get(a, "other") for a in addressees])
    notes = (("addressees", addresses.how(entry, addressees)),)
    reason = Reason(places[0], theme_cues(entry.text, about), None, notes)
    return Recommendation.model_validate(
        {
            "number": number,
            "addressees": addressees,
            "level": level,
            "themes": about,
            "text": re.sub(r"\s*\n\s*", "\n", entry.text).strip() or None,
            "actions": [a for p in plans for a in p.actions],
            "evidence": list({p.lines: p for p in places}.values())[:PLACES],
            "origin": machine(f"recommendations.{entry.rule}", CONFIDENCE[entry.rule], [reason]),
        }
    )


def _place(entry: Entry) -> Evidence:
    opening = entry.paragraphs[0]
    place = evidence(opening)
    quote = opening.text[entry.start : entry.end] if entry.end is not None else opening.text
    return Evidence(lines=entry.lines, paragraph=place.paragraph, page=place.page, quote=quote or None)
