"""What a text calls a body besides its name: abbreviations, brackets, its first word, "the Partnership"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set

from loaders.document.model import Document
from loaders.extract.agencies.found import Found
from loaders.extract.agencies.kinds import kind_of, marks
from loaders.extract.agencies.sector import body_sector
from ontology import authority

#: Begins a bracket that says what a body is called from here on.
_HENCEFORTH = (
    r"\(\s*(?:[A-Z][A-Za-z&]{1,9}(?:,|;| or| and) )?"  # (MNHT, "the Trust")
    r"(?:(?:hereafter|hereinafter|henceforth|known as|referred to as|called) )?"
)
#: That in quotation marks, and a word for its kind with "the", without them.
_CALLED = (
    re.compile(
        _HENCEFORTH
        + r"[“\"‘'](?:[Tt]he )?(?P<short>[A-Z][\w’'&-]+(?: [A-Z][\w’'&-]+){0,3})[”\"’']\s*(?:, [a-z][^()]{3,80})?\)"
    ),
    re.compile(
        _HENCEFORTH + r"(?P<short>the (?:[A-Z]{2,5} )?"
        r"(?:Trust|Force|Council|Borough|Practice|Surgery|Health Board|Hospital|College|School|"
        r"University|Academy|Association|Charity|Service|Company|Refuge|Centre|Project|Hub|Unit|Team|CRC|NPS|Partnership|Board))\s*\)"
    ),
)
#: Sectors of bodies that are called by the first word of their name, and how often it must stand alone.
CALLED_SHORT = {"voluntary-sector", "specialist-domestic-abuse", "substance-misuse", "victim-support", "housing"}
ALONE = 2
#: Sectors of bodies that have IDVAs.
_HAVE_IDVAS = {"specialist-domestic-abuse", "voluntary-sector", "victim-support"}
#: What may be the initials of a name: three letters or more, as two are those of people too.
_INITIALS = re.compile(r"(?<![\w&-])[A-Z]{3,7}(?![\w&-])")
#: A word of a name that gives it a letter, and the words that end a name but not always its initials.
_CAPITAL = re.compile(r"(?<![\w’'])[A-Z]")
_OF_KIND = re.compile(r" (?:NHS )?(?:Foundation )?Trust$| (?:University )?Health Board$")
#: A name, and what of it stands before the words that tell its kind.
_BEFORE_KIND = re.compile(
    r"(?:The )?(?P<own>[A-Z][\w’']+(?: (?:and |of )?[A-Z][\w’']+)*?) (?:and [A-Z]\w+ )?"
    r"(?:NHS|Community|Health\w*|Hospitals?|University|Care|Mental|Partnership|Foundation|Housing|Homes|Teaching)\b.*"
    r"\b(?:Trust|Association|Board|Homes|Group|Partnership)$"
)
#: What somebody has done, or has not.
_ACTED = (
    r"(?:(?:has|have|had|did|does|do|was|were|could|should|would|will)(?: not)?|made|held|took|sent|gave|told|knew|saw|"
    r"[a-z]{3,}ed) [a-z]"
)
#: Words that end the names of bodies of a review's area, each with what the name must hold to be meant by it.
_AREA_S = {
    "Partnership": re.compile(r"(?i)\b(community safety|safer|crime and disorder)\b.*Partnership$|Safety Partnership$"),
    "Council": re.compile(r"\bCouncil$"),
    "Trust": re.compile(r"\bTrust$"),
    "Force": re.compile(r"\b(?:Police|Constabulary)(?: Service| Force)?$"),
    "Constabulary": re.compile(r"\bConstabulary$"),
    "Centre": re.compile(r"\bCentre$"),
    "Refuge": re.compile(r"\bRefuge$"),
}


def abbreviate(groups: Iterable[Found], full: Mapping[str, str]) -> None:
    """Gives each body the abbreviations that stand for it."""
    for short, spelt in full.items():
        key = authority.norm(spelt)
        own = marks(spelt)
        kind = kind_of(spelt)
        for f in groups:
            names = {authority.norm(n) for n in f.names}
            if key in names or (kind and f.kind and kind.id == f.kind.id and own and own == f.marks):
                f.abbreviations.add(short)
                break


def shorten(groups: list[Found], document: Document, labels: Set[str]) -> None:
    """Takes what a text says it will call a body for its alias: "Moorhill Safe Haven (“the Haven”)".

    What it calls a person (``labels``) is no body; what had been taken for a body of that name is the one called so.
    """
    names = {n: f for f in groups for n in f.names}
    for paragraph in document.paragraphs:
        for m in (m for pattern in _CALLED for m in pattern.finditer(paragraph.text)):
            before = paragraph.text[: m.start()].rstrip()
            fit = [n for n in names if before.endswith(n)]
            if fit and m["short"] not in labels:
                found, short = names[max(fit, key=len)], m["short"]
                found.abbreviations.add(short)
                for other in [g for g in groups if g is not found and set(g.names) == {short} and not g.listed]:
                    found.told += other.told
                    groups.remove(other)


def call_short(groups: Iterable[Found], document: Document, labels: Set[str]) -> None:
    """Takes the first word of a name for its alias where the text uses it alone: "Clearwater" for its recovery service.

    Only of bodies that are called so, where the word is no place, person or word of the language, and of no other
    body's name.
    """
    held = [(f, f.name.removeprefix("The ").split()) for f in groups]
    words = Counter(w for f, _ in held for w in {w for n in f.names if " " in n for w in n.split()})
    people = {w for label in labels for w in label.split()}
    text = "\n".join(p.text for p in document.paragraphs)
    for found, (first, *rest) in held:
        own = re.fullmatch(r"[A-Z][a-z]{2,}[A-Z][a-z]{2,}", first)  # "TalkWell" is no word of the language
        if not rest or not (own or (body_sector(found) in CALLED_SHORT and leading_word(found.name))):
            continue
        if (
            words[first] > 1
            or first in people
            or re.search(rf"\b(?:{first.lower()}|(?:in|near) {first}(?! [A-Z(]))\b", text)
        ):
            continue
        if len(re.findall(rf"\b{first}\b(?! (?:[A-Z&]|and [A-Z]))", text)) >= ALONE:
            found.abbreviations.add(first)


def join_workers(groups: list[Found]) -> None:
    """Takes an IDVA for one of the only service by whose first word she is named: "the Clearwater IDVA"."""
    for worker in [g for g in groups if g.kind and g.kind.id == "idva" and not g.listed]:
        others = [g for g in groups if g is not worker and body_sector(g) in _HAVE_IDVAS]
        fit = [g for g in others if (own := leading_word(g.name)) and worker.marks == {own.lower()}]
        if len(fit) == 1:
            fit[0].called_also(worker)
            fit[0].told += worker.told
            groups.remove(worker)


def leading_word(name: str) -> str | None:
    """The first word of a name of several, where it may be what the body is called ("Larkmoor Support")."""
    first, _, rest = name.removeprefix("The ").partition(" ")
    return first if rest and re.fullmatch(r"[A-Z][a-z]{3,}", first) else None


def call_by_place(groups: Iterable[Found], document: Document) -> None:
    """Takes what stands before the words for its kind in a name for its alias where the text lets that act: "Thames
    Vale did not escalate" for "Thames Vale Community Healthcare NHS Trust"."""
    held = list(groups)
    text = "\n".join(p.text for p in document.paragraphs)
    for found in held:
        m = _BEFORE_KIND.match(found.name)
        if m is None or len(m["own"].split()) < 2:
            continue
        if any(f"{n} ".startswith(f"{m['own']} ") for f in held if f is not found for n in f.names):
            continue
        if re.search(rf"\b{re.escape(m['own'])} {_ACTED}", text):
            found.abbreviations.add(m["own"])


def call_by_initials(groups: Iterable[Found], document: Document, full: Mapping[str, str]) -> None:
    """Takes initials that nothing in the text spells out for an alias of the only body whose name they begin: "MRIH"
    for "Moorhill Royal Infirmary Hospitals NHS Trust".

    Args:
        groups: the bodies of the review.
        full: what the abbreviations that the text spells out stand for; none of these is looked at.
    """
    held = list(groups)
    spelt = set(full) | {n for f in held for n in (*f.names, *f.abbreviations)}
    used = Counter(m for p in document.paragraphs for m in _INITIALS.findall(p.text))
    for short in (s for s, times in used.items() if times >= ALONE and s not in spelt):
        fit = [f for f in held if any(short in _letters(n) for n in f.names)]
        if len(fit) == 1:
            fit[0].abbreviations.add(short)


def initials(name: str) -> str:
    """The first letters of a name's words, those that begin with a capital."""
    return "".join(_CAPITAL.findall(name))


def _letters(name: str) -> set[str]:
    """The letters by which a name may be called, with and without those of the kind of trust or board that it is."""
    bare = _OF_KIND.sub("", name)
    called = (name, bare, bare.removesuffix(" Hospital").removesuffix(" Hospitals"))
    letters = set(map(initials, called))
    return letters | {f"{one}T" for one in letters if bare != name}


def join_short(groups: list[Found]) -> None:
    """Takes a body for the only one whose name begins with all that it is called ("Age UK" for "Age UK Moorhill")."""
    for short in [g for g in groups if not g.listed and body_sector(g) in (*CALLED_SHORT, "other")]:
        others = [g for g in groups if g is not short and body_sector(g) in CALLED_SHORT]
        fit = [g for g in others if all(any(n.startswith(f"{own} ") for n in g.names) for own in short.names)]
        if len(fit) == 1 and short.names:
            fit[0].called_also(short)
            fit[0].told += short.told
            groups.remove(short)


def call_by_word(groups: Iterable[Found], document: Document) -> None:
    """Takes "the Partnership", "the Council" and the like for an alias of the only body of such a name."""
    held = list(groups)
    for word, pattern in _AREA_S.items():
        fit = [f for f in held if any(pattern.search(n) for n in f.names)]
        used = re.compile(rf"\b[Tt]he {word}\b(?! [A-Z])")
        if len(fit) == 1 and any(used.search(p.text) for p in document.paragraphs):
            fit[0].abbreviations.add(f"the {word}")
