"""Who commissioned a review, and the area that it is of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain

from loaders.document.model import Line, Sentence
from loaders.extract.persons.labels import given_sex
from loaders.extract.reading import Reading, evidence
from loaders.extract.review.front import line_evidence, plain
from loaders.extract.review.people import cues
from loaders.sheet import Evidence

#: Parts of a report in which bodies are named that did not commission it.
_UNASKED = ("contents", "action-plan", "recommendations", "glossary")
#: Words of which each sentence that names a body has one.
_HOLDS_BODY = re.compile(r"Partnership|Board|Forum|Executive|Responsible Authorities|CSP")
_CAP = r"[A-Z][\w’'-]*"
_BODY = re.compile(
    rf"\b{_CAP}(?:(?: in the |,? (?:and|&|of|upon|on|the|for|with|in|-|–) |, | & | )(?:{_CAP})){{0,9}}? (?:Partnership|"
    rf"Partnerships|Board|Forum|CSP|Executive(?: Group| Board)?|Responsible Authorities Group)\b"
    rf"(?: (?:Executive|Board|Partnership)\b)?"
)
_SAFE = re.compile(
    r"\b(?:Saf|CSP\b|Crime|Communit|Stronger|Public Service|Local Service|Domestic|Responsible Authorities)", re.I
)
#: The boards that commission the reviews of safeguarding adults and children, and no others.
_OF_SAFEGUARDING = re.compile(
    r"Safeguarding (?:Children|Child|Adult|Board)|Regional Safeguarding|Children['’]?s? Safeguarding|"
    r"Adults?['’]? Safeguarding",
    re.I,
)
_SAFEGUARDING_REVIEW = re.compile(
    r"\bSafeguarding (?:Adults?|Child(?:ren)?|Practice)\b.{0,20}\bReview\b|\bSerious Case Review\b|\bSAR\b", re.I
)
#: The one review of Wales that takes the place of all others; a regional safeguarding board commissions it.
_UNIFIED = re.compile(r"\bSingle Unified Safeguarding Review\b", re.I)
_HOMICIDE_REVIEW = re.compile(r"\bHomicide\b|\bDomestic Abuse[- ]Related\b|\bDHR\b", re.I)
_NOT_BODY = re.compile(
    r"Clinical|Homicide Review|"
    r"NHS|Health|Housing|Foundation|Police and Crime|Home Office|Review Panel|Youth|Strategic Partnership "
    r"Board of|Quality|Chief Executive|Head of|Manager|Director|Against Domestic",
    re.I,
)
#: What follows a body that did the work for another, which commissioned it.
_FOR_ANOTHER = re.compile(
    r"(?: \([^()]{2,40}\))?,?(?: (?:has |which )?(?:undert\w+|carried out|conducted|held|led|managed)\b[^.;]{0,60}?)? "
    rf"(?:on behalf of\b(?![^.;]{{0,60}}\bCouncil\b)|for (?:the )?(?:{_CAP}(?: and | & | ))+(?:Partnership|Board|"
    rf"CSP)\b)"
)
#: A body of another name that acts as the partnership of its area.
_ACTS_AS = re.compile(
    rf"(?:The )?(?P<name>{_CAP}(?: (?:and |of |the |for )*{_CAP}){{1,7}})(?: \([A-Z]{{2,8}}\))?,? "
    r"(?:(?:is|was|acts as|fulfils) (?:the )?(?:\w+ ){0,4}?(?:Community Safety Partnership|"
    r"CSP)\b(?=[^.;]{0,60}\breview\b)"
    r"|(?:which is )?(?:the|its) (?:[\w’']+ ){0,3}?(?i:community safety partnership),(?=[^.;]{0,60}\b(?:[Rr]eview|"
    r"appointed|decided)\b))"
)
_LEADING = re.compile(
    r"^(?:The|On|In|By|For|To|When|Since|After|As|This|That|Chair|Chairs|Members?|Independent|Report|And|"
    r"Domestic Homicide Review|Domestic Abuse Related Death Review|Commissioned|Produced|Presented|Submitted|"
    r"Under(?: the Act)?|Two|Both|Three|Following|Once|While|Local|Overview|Executive|Summary)\b(?: of| by| for| "
    r"to)?(?: the)? ",
    re.I,
)


def _bodies(text: str, boards: bool) -> list[tuple[str, int, int]]:
    """Partnerships that a text names, with their offsets; of safeguarding boards where ``boards`` is set, else none."""
    out = []
    for m in _BODY.finditer(text):
        name = re.sub(r"^[A-Z]{2,6} [-–] ", "", m[0])  # behind its initials in a list of abbreviations
        member = re.match(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+ [-–] ", name)
        if member and given_sex(member[0]):
            name = name[member.end() :]
        while (trimmed := _LEADING.sub("", name)) != name:
            name = trimmed
        safeguards = _OF_SAFEGUARDING.search(name) is not None
        if name == "CSP" or safeguards is not boards or not (boards or _SAFE.search(name)) or _NOT_BODY.search(name):
            continue
        start = m.end() - len(name)
        out.append((re.sub(r"['’]s\b", "", name), start, m.end()))
    return out


_GENERIC = re.compile(
    r"^(?:(?:Local|Community|Safety|Safer|Stronger|Crime|and|Disorder|Reduction|Partnership|Partnerships|Board|Communities|Executive|Forum|CSP|the|Group)\W*)+$"
)


@cache
def _leading_in() -> tuple[re.Pattern[str], ...]:
    """What stands before a body's name where the text says that it commissioned the review."""
    return tuple(re.compile(p, re.I) for p in cues()["commissions"])


@cache
def _going_on() -> re.Pattern[str]:
    """What follows a body's name where the text says that it commissioned the review."""
    return re.compile(cues()["commissions_after"], re.I)


#: A body that a text names, how much speaks for it, and where.
_Vote = tuple[str, float, Evidence]


def _by_boards(front: list[Line]) -> bool:
    """Whether the title pages are those of a safeguarding review, which a safeguarding board commissions."""
    text = "\n".join(line.text for line in front)
    if _UNIFIED.search(text):
        return True
    return bool(_SAFEGUARDING_REVIEW.search(text)) and not _HOMICIDE_REVIEW.search(text)


def commissioner(reading: Reading, front: list[Line]) -> tuple[str, list[Evidence], float] | None:
    """The body that commissioned the review; None where the text names none."""
    votes: dict[str, float] = defaultdict(float)
    places: dict[str, list[Evidence]] = defaultdict(list)
    filled = [line for line in front if line.text.strip()]
    boards = _by_boards(filled)
    for name, weight, where in chain(_on_front(filled, boards), _in_sentences(reading, boards)):
        votes[name] += weight
        places[name].append(where)
    if not votes:
        return _council(filled) or _in_glossary(reading, boards)
    named = {n: v for n, v in votes.items() if not _GENERIC.match(n)}
    pool = named or votes
    best = _weightiest(pool, places)
    if not named and (found := _of_place(best, reading)):
        return found
    return best, places[best][:3], 0.9 if pool[best] >= 4 else 0.75


def _in_glossary(reading: Reading, boards: bool) -> tuple[str, list[Evidence], float] | None:
    """The only body that a list of abbreviations spells out, for a review that calls it by its initials."""
    glossary = [p for p in reading.document.paragraphs if p.section.kind == "glossary"]
    found = {name: evidence(p) for p in glossary for name, _, _ in _bodies(p.text, boards) if not _GENERIC.match(name)}
    return next(((name, [place], 0.6) for name, place in found.items()), None) if len(found) == 1 else None


def _on_front(filled: list[Line], boards: bool) -> Iterator[_Vote]:
    """The bodies that the title pages name."""
    for at, line in enumerate(filled):
        text, bodies = _bodies_from(line, filled[at + 1] if at + 1 < len(filled) else None, boards)
        for name, start, end in bodies:
            if _FOR_ANOTHER.match(text[end:]):
                continue
            leads = start == 0 or any(p.search(text[:start]) for p in _leading_in())
            yield name, 3.0 if leads else 2.0, line_evidence(line)


def _bodies_from(line: Line, following: Line | None, boards: bool) -> tuple[str, list[tuple[str, int, int]]]:
    """The bodies whose names begin in a line, and the text that their offsets are of."""
    text = plain(line.text)
    bodies = _bodies(text, boards)
    if bodies or following is None or following.number != line.number + 1 or len(text) >= 60:
        return text, bodies
    # A name broken over two lines of the title page.
    both = f"{text} {plain(following.text)}"
    return both, [b for b in _bodies(both, boards) if b[1] < len(text)]


def _in_sentences(reading: Reading, boards: bool) -> Iterator[_Vote]:
    """The bodies that the sentences of the review name."""
    for s in reading.sentences(without=_UNASKED):
        if not _HOLDS_BODY.search(s.text) and "safety partnership" not in s.text:
            continue
        acts = None if boards else _ACTS_AS.match(s.text)
        if acts and not _NOT_BODY.search(acts["name"]) and not _OF_SAFEGUARDING.search(acts["name"]):
            yield acts["name"], 6.0, evidence(s)
            continue
        for name, start, end in _bodies(s.text, boards):
            if not _FOR_ANOTHER.match(s.text[end:]):
                yield name, 3.0 if _commissions(s, start, end) else 0.3, evidence(s)


def _commissions(s: Sentence, start: int, end: int) -> bool:
    """Whether a sentence says of the body between two offsets that it commissioned the review."""
    if s.section.kind in ("analysis", "chronology", "lessons"):
        return False
    return any(p.search(s.text[:start]) for p in _leading_in()) or bool(_going_on().search(s.text[end:]))


def _weightiest(pool: dict[str, float], places: dict[str, list[Evidence]]) -> str:
    """The name that most speaks for, of several the one named first.

    One body under a shorter and a longer name: votes for the shorter count for the longer of the same words.
    """
    return max(
        pool,
        key=lambda n: (
            pool[n] + sum(0.5 * v for o, v in pool.items() if o != n and set(o.split()) < set(n.split())),
            -_first(places[n]),
        ),
    )


def _of_place(generic: str, reading: Reading) -> tuple[str, list[Evidence], float] | None:
    """ "The Community Safety Partnership (CSP) in Upper Vale": the partnership by its place."""
    said = re.compile(
        rf"{re.escape(generic)}(?: \([A-Z]{{2,6}}\))? (?:in|for|of) (?:the )?"
        r"((?:[A-Z][\w’'-]+)(?:(?: and | & | upon |[ -])[A-Z][\w’'-]+){0,3})"
    )
    for s in reading.sentences(without=_UNASKED):
        if m := said.search(s.text):
            return f"{m[1]} {generic}", [evidence(s)], 0.7
    return None


def _council(front: list[Line]) -> tuple[str, list[Evidence], float] | None:
    """The council whose name stands alone on a title page that names no partnership."""
    for line in front[:20]:
        text = plain(line.text)
        text = text.title() if text.isupper() else text
        if re.fullmatch(r"Safer (?:[A-Z][\w’'-]+ (?:& |and )?){0,2}[A-Z][\w’'-]+", text):
            return text, [line_evidence(line)], 0.5
        if re.fullmatch(
            r"(?:The )?(?:[A-Z][\w’'-]+ (?:& |and )?){1,4}Council|London Borough of [A-Z][\w ]{2,40}", text
        ):
            return text, [line_evidence(line)], 0.5
    return None


def _first(places: list[Evidence]) -> int:
    return min(p.lines[0] for p in places)


_FILLERS = re.compile(
    r"\b(?:The|Community|Communities|Safety|Safer|Safe|Stronger|Partnership|Partnerships|Board|Executive|Group|Forum|Crime|Disorder|Reduction|"
    r"Public|Services?|Local|Strategic|Domestic|Abuse|Violence|Neighbourhoods?|Borough|Council|City|County|District|Metropolitan|Unitary|Responsible|Authorities|Statutory|Safeguarding|Joint|Adults?|Child|Children)\b|&"
)


def _place_of(body: str) -> str | None:
    """What is left of a partnership's name without the words of its kind: its place."""
    plain = _FILLERS.sub(" ", re.sub(r"(?<=[a-z]) & (?=[A-Z])", " and ", body))
    rest = re.sub(r"^(?:(?:and|of|in|for|the)\b|\W)+|(?:\b(?:and|of|in|for|the)|\W)+$", "", plain)
    rest = re.sub(r"\s+", " ", rest).strip()
    return rest if rest[:1].isupper() else None


def area_of(
    body: tuple[str, list[Evidence], float] | None, reading: Reading, front: list[Line]
) -> tuple[str, list[Evidence], float] | None:
    """The place that the partnership, or else a council on the front page, is named after."""
    if body and not body[0].startswith("Safe in ") and (there := _place_of(body[0])):
        return there, body[1][:1], 0.9
    if body:
        of_place = re.compile(
            rf"{re.escape(body[0])} (?:in|for|of) (?P<place>{_CAP}(?: (?:and |& |upon )?{_CAP}){{0,3}})"
        )
        for p in reading.document.paragraphs[:60]:
            if m := of_place.search(p.text):
                return m["place"], [evidence(p, *m.span())], 0.7
        # "Safe Together Partnership (the Vale & Moor Community Safety Partnership)": the other name tells the place.
        boards = _by_boards(front)
        for p in reading.document.paragraphs[:60]:
            for name, start, end in _bodies(p.text, boards):
                near = p.text[max(0, start - 90) : end + 90]
                if name != body[0] and body[0] in near and (there := _place_of(name)):
                    return there, [evidence(p, start, end)], 0.7
    pattern = re.compile(
        r"(?:London Borough of|City of|Borough of|Royal Borough of) ((?:[A-Z][a-z]+(?: (?:and|upon) )?)+)|"
        r"((?:[A-Z][a-z-]+ (?:& |and )?){1,3})"
        r"(?:City |Borough |County |District |Metropolitan |Metropolitan Borough )*Council\b"
    )
    for text, place in [
        *((plain(x.text), line_evidence(x)) for x in front),
        *((p.text, evidence(p)) for p in reading.document.paragraphs[:60] if len(p.text) < 1500),
    ]:
        if m := pattern.search(text):
            place_name = re.sub(r"\b(?:City|Borough|County|District|Metropolitan|The)\b", "", m[1] or m[2]).strip()
            if place_name:
                return place_name, [place] if place.lines[1] - place.lines[0] < 15 else [], 0.7
    return None
