"""Sentences that list those who took part, or that say what they gave the review."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.document.model import Paragraph
from loaders.extract.agencies.pieces import (
    CLAUSE,
    IN_OTHER_WORDS,
    PERSON,
    TELLS,
    Entry,
    cleaned,
    given_words,
    in_two,
    is_bare,
    is_body,
    lead_of,
    post_only,
)

#: Bodies at the head of a sentence that say they have nothing to give the review.
_REPLIED = re.compile(
    r"(?P<names>(?:The )?[A-Z].{3,320}?) (?:all |both |each |also |likewise |have |had )*"
    r"(?:(?:were|was) (?:asked|contacted|approached)|(?:searched|checked) (?:its|their)|replied"
    r"|answered|wrote|responded|confirmed|advised|returned"
    r"|reported|stated|held no|nothing)\b"
)
#: Bodies before the verb of a sentence that tells what they gave the review.
_PROVIDED = re.compile(
    r"(?:(?:In addition|Additionally|Furthermore|Also),? |(?:Each|All|Both) of )?(?P<names>(?:[Tt]he )?[A-Z].{3,320}?) "
    r"(?:also |each |all |both |have |has )*(?:had (?:\w+ ){0,3}(?:involvement|contact) and )?"
    r"(?:provided|supplied|submitted|contributed|completed|produced|gave|made|sent|prepared|were asked (?:for|to \w+)) "
    r"(?P<what>[^.;]{0,80})"
)


#: What a body is, before its name ("and the local alcohol service, Clear Water").
_AS_WHAT = re.compile(
    r"(?:,| and|, and) (?:the|an?|(?:her|his|their)|[A-Z]\w+[’']s) (?:[a-z][\w-]+ ){1,6}?[a-z]\w+,? (?=[A-Z])"
)


def _parted(names: str) -> list[str]:
    """The names of a sentence's list, each for itself, without what stands in brackets or clauses after them."""
    plain = re.sub(r"\([^)]*\)", lambda b: " " * len(b[0]), names)
    plain = _AS_WHAT.sub(", ", plain)
    parts = [p.strip().removeprefix("including ") for p in re.split(r",\s+(?:and\s+)?", plain) if p.strip()]
    parts = [p for p in parts if not CLAUSE.match(p) and not IN_OTHER_WORDS.match(p)]
    return [*parts[:-1], *in_two(parts[-1])] if parts else []


def replied(paragraph: Paragraph) -> Iterator[Entry]:
    """The agencies of a sentence that begins with them and says that they had nothing to tell."""
    for sentence in paragraph.sentences:
        m = _REPLIED.match(sentence.text)
        if m is None or not dict(given_words())["nil-return"].search(
            sentence.text[m.start("names") + len(m["names"]) :]
        ):
            continue
        parts = _parted(m["names"])
        for part in parts if all(is_body(cleaned(p)) or is_bare(cleaned(p)) for p in parts) else ():
            if is_body(cleaned(part)) or len(parts) > 2 or _AS_WHAT.search(m["names"]):
                yield Entry(cleaned(part), paragraph, sentence.start + sentence.text.find(part), "nil-return", False)


def provided(paragraph: Paragraph) -> Iterator[Entry]:
    """The agencies, two or more, of a sentence that begins with them and says that they gave the review something."""
    if paragraph.section.kind not in ("panel", "process", "terms-of-reference", "other"):
        return
    for sentence in paragraph.sentences:
        m = _PROVIDED.match(sentence.text) if "," in sentence.text or " and " in sentence.text else None
        if m is None or not _GIVEN.search(m["what"]):
            continue
        parts = _parted(m["names"])
        bodies = [is_body(cleaned(p)) for p in parts]
        if len(parts) < 2 or sum(bodies) * 2 < len(parts) or any(map(TELLS.search, parts)):
            continue
        for part in parts if all(b or is_bare(cleaned(p)) for p, b in zip(parts, bodies, strict=True)) else ():
            gave = next((what for what, p in given_words() if p.search(m["what"])), None)
            gave = gave or ("report" if lead_of(m[0][len(m["names"]) :]) == "report" else None)
            yield Entry(cleaned(part), paragraph, sentence.start + sentence.text.find(part), gave, False)


def whole_sentences(paragraph: Paragraph) -> list[Entry]:
    """The agencies of an entry of a list that is told in sentences, each of which says what those before its verb gave
    ("Fern Ambulance Trust provided a chronology only."); none where a sentence is of something else."""
    found: list[Entry] = []
    for sentence in paragraph.sentences:
        m = _PROVIDED.match(sentence.text) or _REPLIED.match(sentence.text)
        if m is None or not sentence.text.rstrip().endswith((".", ";")):
            return []
        parts = _parted(m["names"])
        if not parts or not all(is_body(cleaned(p)) and not TELLS.search(p) for p in parts):
            return []
        rest = sentence.text[m.start("names") + len(m["names"]) :]
        gave = next((what for what, p in given_words() if p.search(rest)), None)
        for part in parts:
            found.append(Entry(cleaned(part), paragraph, sentence.start + sentence.text.find(part), gave, False))
    return found


#: A paragraph that begins with a body and goes on with what it gave ("Fern Police. An IMR was completed by …").
_NAMED_FIRST = re.compile(
    r"(?P<name>[A-Z][^.:–—]{3,90}?)(?:[.:]| [–—-]) (?P<gave>(?:(?:An?|The|Its|One|This) )?"
    r"(?:IMR|[Ii]ndividual [Mm]anagement|[Nn]il|[Nn]o |[Rr]eport|"
    r"[Ss]hort|[Ss]ummary|[Cc]hronology|[Ii]nformation).{0,60})"
)


def named_first(paragraph: Paragraph) -> Iterator[Entry]:
    """The agency that a paragraph on the contributors is about."""
    m = _NAMED_FIRST.match(paragraph.text) if paragraph.section.kind in ("panel", "process") else None
    if m and is_body(m["name"]) and not (post_only(m["name"]) or TELLS.search(m["name"])):
        gave = next((what for what, p in given_words() if p.search(m["gave"])), None)
        if gave:
            yield Entry(cleaned(m["name"]), paragraph, 0, gave, False)


#: What bodies give a review.
_GIVEN = re.compile(
    r"(?i)\b(?:information|reports?|chronolog|IMRs?|management reviews?|statements?|summar|policies|nil returns?)"
)
#: A person before the body that they sit on a panel for.
_FOR_WHOM = re.compile(rf"{PERSON.pattern},? (?:from|representing|on behalf of) (?:the )?(?=[A-Z])")
#: Who leads a body, so that what follows is its name ("the Chief Executive of Clear Water").
_HEADS = re.compile(
    r"\b(?:[Cc]hief (?:[Ee]xecutive|[Oo]fficer)|[Dd]irector|CEO|[Mm]anager) (?:of|at|from) (?:the )?[A-Z]"
)


#: Before the bodies for which the one named first wrote: they are bodies of their own.
_FOR_OTHERS = re.compile(r"^on behalf of (?:the )?(?=[A-Z])")
#: Where another name begins for certain, whatever follows it ("from Moor Refuge and from Fern Police, who …").
_AND_FROM = re.compile(r" and (?:(?:one|another|others) )?(?:from|by) ")


#: Where what the last body of a list gave is told after its name.
_GAVE = re.compile(
    r" (?:also )?(?:supplied|provided|submitted|sent(?: in)?|completed|produced|gave|wrote|prepared) (?:an?|its|"
    r"their)\b"
)


#: Two names of a list, the first of which is a body's by its last word but for what brackets hold.
_LIST = re.compile(
    r"(?:[A-Z][\w’'&-]*|of|and|for|the|\([^()]*\))(?: (?:[A-Z][\w’'&-]*|of|and|for|the|\([^()]*\)))*, (?:the )?[A-Z]"
)


#: By whom what the bodies before gave was sent on ("from School 1 and School 2 through the Education Department").
_THROUGH = re.compile(r",? (?:through|via) (?:the )?[A-Z].*$")
#: To whom the report goes, which gave nothing to it.
_SENT_TO = re.compile(
    r"\b(?:reports?|copy|copies|review)\b[^.]{0,40}\b(?:sent|copied|circulated|distributed|disseminated) to\b", re.I
)


def inline(paragraph: Paragraph) -> Iterator[Entry]:
    """The agencies of a sentence that lists them after a colon, or after "from" ("IMRs came from A, B and C")."""
    for sentence in paragraph.sentences:
        m = re.search(
            r":\s+(?:the\s+)?(?=[A-Z])|\b(?:from|by,?|comprised|of|were|was|included?|including)\s+(?:the\s+)?"
            r"(?=[A-Z]|police\b)",
            sentence.text,
        )
        if not m:
            continue
        tail = sentence.text[m.end() :]
        told = lead_of(sentence.text[: m.start()])
        if told is None and _LIST.match(tail):  # "Shorter reports came from A, B and C"
            told = lead_of(sentence.text[: m.end()])
        if told is None or (told == "none" and m[0][0] != ":") or _SENT_TO.search(sentence.text, 0, m.end()):
            continue
        if m[0][0] != ":" and told == "panel" and tail.count(",") < 2:
            continue
        masked = re.sub(r"\([^)]*\)", lambda b: b[0].replace(",", "\x00"), tail.split(". ")[0])
        parts = re.split(r",\s+(?:and\s+)?|;\s+(?:and\s+)?|\s+and\s+(?=both\s)", masked)
        # not "Lantern, which provides the IDVA service", nor "the last written by …"
        if parts := [p for p in parts if not CLAUSE.match(p)]:
            parts = [_FOR_OTHERS.sub("", p).removeprefix("both ") for p in parts]
            before = [name for p in parts[:-1] for name in (in_two(p) if _AND_FROM.search(p) else [p])]
            parts = [*before, *in_two(parts[-1])]
        # Among names of bodies one that has no words of a kind is a body too ("representatives of ... and Reach").
        whole = told != "panel" or re.search(
            r"(?i)represent|came from|drawn from|agencies|organi[sz]ations", sentence.text
        )
        opaque = bool(whole) and len(parts) > 2 and sum(map(is_body, map(cleaned, parts))) * 2 >= len(parts)
        at = m.end()
        for part in parts:
            part = _THROUGH.sub("", _GAVE.split(part.replace("\x00", ","))[0])
            where = sentence.text.find(part, at)
            gave = next((what for what, p in given_words() if p.search(part)), None)
            if (
                told == "panel"
                and (inside := re.search(r"\(([^()]{4,90})\)\s*\.?$", part))
                and not is_body(part[: inside.start()])
            ):
                # "Jane Holt (Moorhill Police)"
                inner = [i for i in re.split(r",\s+|\s+[–-]\s+", inside[1]) if is_body(i) and not post_only(i)]
                part = inner[-1] if inner else ""
            if told == "panel":
                part = _FOR_WHOM.sub("", part)
            name = cleaned(re.split(r"\s+[–—-]\s+", part)[0])
            headed_by = told == "panel" and bool(_HEADS.search(part))
            if name and (
                is_body(name) or ((opaque or headed_by or (m[0][0] == ":" and told != "panel")) and is_bare(name))
            ):
                yield Entry(
                    name,
                    paragraph,
                    sentence.start + max(where, 0),
                    gave or (told if told not in ("panel", "none") else None),
                    told == "panel",
                )
            at = max(where, at)
