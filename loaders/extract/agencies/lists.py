"""Lists and tables of panel members and contributors: which agency each entry names, and what it gave the review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from loaders.document.model import Document, Paragraph
from loaders.extract.agencies.kinds import kind_of, marks
from loaders.extract.agencies.names import cues, ends_in_kind, is_one
from loaders.extract.agencies.rows import COLUMN, bracketed, headed, records, ticked
from loaders.extract.persons.labels import given_sex
from ontology import authority

#: Sections whose lists are of agencies only by chance (what a training covers, what a plan asks).
_ELSEWHERE = {
    "recommendations",
    "action-plan",
    "analysis",
    "lessons",
    "chronology",
    "contents",
    "glossary",
    "good-practice",
    "equality",
}
_SPLIT = re.compile(r"\s*(?:\t|\s{2,}|:\s+|\s+[–—-]\s+|\s*[–—]\s*|,\s+|;\s*|\|)\s*")
#: Lists of proceedings beside the review, whose lead speaks of the panel but lists no members.
_PARALLEL = re.compile(r"(?i)\b(parallel|proceedings|dissemination|confidentiality|distribution|equality)\b")
#: Words of a cell that tells what an agency gave, and nothing else.
CELL = 4
#: An item that tells something is no name ("The panel chair told the coroner …").
_TELLS = re.compile(
    r"\b(?:was|were|has been|have been|had been|is|are|will|would|did|should|could|told|advised|notified|informed|"
    r"decided|concluded|agreed|asked)\b"
)
#: A piece that says more of the body before it ("Moorhill Women's Aid, which runs the helpline").
_CLAUSE = re.compile(r"(?:which|who|that|where) ")
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
    r"(?:also |each |all |both |have |has )*(?:provided|supplied|submitted|contributed|completed|produced) "
    r"(?P<what>[^.;]{0,80})"
)
_NOTE = re.compile(r"[¹²³⁴-⁹⁰]+|\[\d{1,3}\]")
_PERSON = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Cllr|DCI|DI|DS|Det)\.? )?[A-Z][\w’'-]+(?: [A-Z]\.?)?(?: [A-Z][\w’'-]+){1,2}"
)
_UNPARTED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?(?P<given>[A-Z][a-z]+) (?:[A-Z]\.? )?[A-Z][\w’'-]+ (?=[A-Z])"
)


@dataclass(frozen=True)
class Entry:
    """An agency as one entry of a list names it.

    ``gave`` is the contribution that the list or the entry tells, ``within`` what stands in brackets after it (a
    hospital of the trust).
    """

    text: str
    paragraph: Paragraph
    start: int
    gave: str | None
    panel: bool
    within: str | None = None


@cache
def _leads() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    return tuple((what, tuple(re.compile(p) for p in patterns)) for what, patterns in cues()["leads"].items())


@cache
def _given() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((what, re.compile(p)) for what, p in cues()["given"].items())


@cache
def _post() -> re.Pattern[str]:
    return re.compile(cues()["post"])


#: That those after the words gave information, however little.
_OBTAINED = re.compile(r"\binformation (?:was|were) (?:also )?(?:obtained|provided|received|supplied|gathered)\b")


def lead_of(text: str) -> str | None:
    """What a list after these words is of: a contribution, 'panel', 'none' (agencies that took part), or None."""
    low = text.lower()
    for what, patterns in _leads():
        if any(p.search(low) for p in patterns):
            if what == "nil-return" and re.search(r"\bpanel members\b|\bindependen|\bauthors?\b|\bconflict", low):
                continue  # "the panel members had no direct contact": independence, not a nil return
            if (
                what == "nil-return"
                and _OBTAINED.search(low)
                and not re.search(r"\b(?:no|not|nil|without|never)\b", low)
            ):
                continue  # "information was obtained from the following, who held limited records": it was given
            return what
    return None


def entries(document: Document) -> Iterator[Entry]:
    """The agencies named in lists, tables and colon sentences about who took part."""
    before = ""
    group: list[Paragraph] = []
    told: str | None = None

    def done() -> list[Entry]:
        found = list(_group(group, told)) if group and told else []
        group.clear()
        return found

    for paragraph in document.paragraphs:
        if paragraph.kind == "footnote":
            continue
        listed = paragraph.kind in ("item", "row") or bool(paragraph.cells)
        goes_on = bool(group) and listed and paragraph.lead in group
        if (
            paragraph.section.kind in _ELSEWHERE
            and not goes_on
            and not ((group or _title(before)) and (_is_body(paragraph.text) or _opens(paragraph)))
            and not _strong(paragraph.lead.text if paragraph.lead else before)
        ):
            yield from done()
            before = paragraph.text if not listed else before
            if paragraph.section.kind == "analysis" and _title(paragraph.section.title) and _strong(paragraph.text):
                yield from _inline(paragraph)
            continue
        lead = paragraph.lead.text if paragraph.lead else before
        if listed:
            # A line that lost its bullet is no new lead: what follows belongs to the same list.
            own = told if goes_on else lead_of(lead[-300:]) or _headed(paragraph)
            if _PARALLEL.search(paragraph.section.title):
                own = None
            if group and own != told and not (own is None and paragraph.lead is None):
                yield from done()
            told = own if not group else told
            group.append(paragraph)
        elif group and _opens(paragraph):
            yield from done()
            before = paragraph.text
        elif _line(paragraph, before if not group else "x:") and (group or lead_of(before)):
            told = told if group else lead_of(before[-300:])
            group.append(paragraph)
        elif (ahead := told if group else lead_of(before[-300:]) or _titled(paragraph, before)) and (
            rows := _glued(paragraph, before if not group else "x:")
        ):
            told = ahead
            group += rows
        else:
            yield from done()
            before = paragraph.text
            yield from _inline(paragraph)
            yield from _named_first(paragraph)
            yield from _replied(paragraph)
            yield from _provided(paragraph)
    yield from done()


def _title(text: str) -> bool:
    """Whether words are the title of a list of who gave what, where analysis is read else ("Management reviews")."""
    short = len(text.split()) <= 5 and text[-1:].isalpha()
    return short and lead_of(text) in ("imr", "report", "chronology", "nil-return")


def _headed(row: Paragraph) -> str | None:
    """What the head of a table of those who took part tells of its rows, where no words lead in to it."""
    of_agencies = row.section.kind == "panel" and len(row.cells) > 1 and any(COLUMN.match(c.strip()) for c in row.cells)
    return "none" if of_agencies else None


def _titled(paragraph: Paragraph, before: str) -> str | None:
    """What a list right under the heading of the panel is of."""
    of_panel = any(re.search(r"(?i)\bpanel\b", s.title) for s in paragraph.section.path)
    return "panel" if of_panel and len(before) < 60 else None


def _glued(paragraph: Paragraph, before: str) -> list[Paragraph]:
    """The lines of a list without bullets that stand as one paragraph; none where it is running text."""
    if paragraph.kind != "body" or len(paragraph.starts) < 2 or not (before.endswith(":") or len(before) < 60):
        return []
    offsets = [start for start, _ in paragraph.starts] + [len(paragraph.text)]
    parts: list[tuple[str, int]] = []
    for (start, number), end in zip(paragraph.starts, offsets[1:], strict=True):
        text = paragraph.text[start:end].strip()
        if parts and text[:1].islower():  # the line before goes on
            parts[-1] = (f"{parts[-1][0]} {text}", parts[-1][1])
        elif text:
            parts.append((text, number))
    lines = [replace(paragraph, text=text, starts=[(0, number)], lead=None, cells=()) for text, number in parts]
    fit = [x for x in lines if x.text[0].isupper() and len(x.text) < 140 and not x.text.endswith((".", "?"))]
    told = [x for x in fit if any(_is_body(piece) for piece, _ in _pieces(x))]
    enough = bool(told) if headed([x.text for x in lines]) else len(told) * 2 >= len(lines)
    return lines if len(fit) == len(lines) and enough else []


def glued(paragraph: Paragraph) -> list[str]:
    """The lines of a list of bodies without bullets that stand as one paragraph; none where it is running text."""
    return [line.text for line in _glued(paragraph, "")]


def _line(paragraph: Paragraph, before: str) -> bool:
    """Whether a paragraph without a bullet is a line of a list: short, no sentence, after words that lead in to one."""
    text = paragraph.text
    if len(text) > 160 or text.endswith((".", ":", "?")) or not text[:1].isupper():
        return False
    if paragraph.number and not _member(paragraph):
        return False
    if paragraph.kind == "heading":
        return bool(before.endswith(":") and _post().search(text) and re.search(r"\s[–—-]\s|,|\t", text))
    return before.endswith(":") or len(before) < 60


def _member(paragraph: Paragraph) -> bool:
    """Whether a numbered paragraph is a member of the panel: a name, then a post or a body, and no sentence."""
    pieces = _pieces(paragraph) if paragraph.section.kind == "panel" and not _TELLS.search(paragraph.text) else []
    return len(pieces) > 1 and any(_is_body(piece) or _post_only(piece) for piece, _ in pieces[1:])


def _opens(paragraph: Paragraph) -> bool:
    """Whether a line among those of a list is the title of the next one ("Nil returns")."""
    text = paragraph.text
    plain = paragraph.kind == "body" and len(text.split()) <= 5 and not paragraph.number and text[-1].isalpha()
    return plain and lead_of(text) is not None and not (_post().search(text) or _is_body(text) or _SPLIT.search(text))


def _strong(text: str) -> bool:
    return bool(
        re.search(
            r"(?i)\b(agencies|organisations)\b.{0,60}\b(IMR|management review|chronolog|contribut|no (contact|"
            r"records?)\b)"
            r"|\b(IMRs|management reviews|chronologies|reports) (were|have been) (also )?(prepared|completed|provided|"
            r"submitted|received|requested|commissioned)\b[^.:]{0,40}\b(by|from)\b",
            text,
        )
    )


#: The head of a column that marks who sat on the panel.
_ON_PANEL = re.compile(r"(?i)\bpanel\b")


def _group(group: list[Paragraph], told: str) -> Iterator[Entry]:
    """The agencies of one list: the column that its head names, or the piece of each entry that is an organisation."""
    column = None
    head: tuple[str, ...] = ()
    lines: list[tuple[Paragraph, list[tuple[str, int]]]] = []
    for paragraph in records(group):
        cells = [c.strip() for c in paragraph.cells]
        if cells and (at := next((i for i, c in enumerate(cells) if COLUMN.match(c)), None)) is not None:
            column, head = (column, head) if column is not None else (at, paragraph.cells)
            continue
        pieces = _pieces(paragraph)
        if told == "panel" and len(pieces) == 1 and not _is_body(pieces[0][0]) and (row := bracketed(paragraph)):
            pieces = _pieces(row)
        lines.append((paragraph, pieces))
    telling = any(_ON_PANEL.search(c) or any(p.search(c) for _, p in _given()) for c in head)
    marked = ticked(head, [p for p, _ in lines]) if telling else {}
    if told == "panel" and sum(_unparted(p) > 0 for p, _ in lines) >= max(2, len(lines) / 2):
        # Rows of a name and its agency with nothing between the two.
        for paragraph, pieces in lines:
            if at := _unparted(paragraph, strange=True):
                pieces[:] = [(paragraph.text[at:].strip(" .:"), at)]
    firsts = sum(bool(p) and _is_body(p[0][0]) for _, p in lines)
    plain = told not in ("panel",)
    # Where most lines end with a body, as "Ann Varley, Named Nurse, Fern Trust" does, so do those that name no kind.
    ends = [_is_body(p[-1][0]) for _, p in lines if len(p) > 1 and not _post_only(p[-1][0])]
    last = told == "panel" and bool(ends) and firsts * 2 < len(lines) and sum(ends) * 3 >= len(ends) * 2
    behind = _behind_posts([pieces for _, pieces in lines]) if told == "panel" else set()
    for place, (paragraph, pieces) in enumerate(lines):
        text = paragraph.text
        gave = next((what for what, p in _given() if p.search(text)), None) if plain or told == "panel" else None
        if told != "panel" and told != "none":
            gave = told if gave is None or told == "nil-return" or (told == "imr" and gave != "nil-return") else gave
            gave = _own(paragraph) or gave
        if place in marked:
            gave = next((what for what, p in _given() if p.search(marked[place])), gave)
        if told == "panel" and gave not in ("nil-return",) and not paragraph.cells:
            gave = None
        cells = [c.strip() for c in paragraph.cells]
        if column is not None and column < len(cells) and len(cells) > 1:
            cell = cells[column]
            if 1 < len(cell) < 120 and cell.lower() not in ("-", "–", "n/a", "none"):
                for part in re.split(r"\s*(?:/|;)\s*", cell):
                    if part[:1].isupper() and not COLUMN.match(part) and part != "Independent":
                        sits = told == "panel" or bool(_ON_PANEL.search(marked.get(place, "")))
                        yield Entry(_clean(part), paragraph, max(0, text.find(part)), gave, sits)
            continue
        if len(text) > 400 and not _is_body(text[:60]):
            continue
        if (
            not paragraph.cells
            and len(text.split()) > 9
            and _TELLS.search(text)
            and not (pieces and _is_body(pieces[0][0]) and len(pieces) > 1 and not _TELLS.search(pieces[0][0]))
        ):
            continue
        joined = len(pieces) == 1 and len(both := _two(pieces[0][0])) > 1
        if joined:
            for name in both:
                yield Entry(_clean(name), paragraph, text.find(name), gave, told == "panel")
            continue
        bodies = [(t, at) for t, at in pieces if _is_body(t) and not _post_only(t)]
        if bodies:
            first, at = bodies[0]
            name = first
            following = [
                t for t, a in bodies[1:] if t[0].isupper() and text[at + len(first) : a].strip() in (",", "–", "-", "—")
            ]
            if following and _unit_of(first, following[0]):
                name = f"{first}, {following[0]}"
            elif following and _unit_of(following[0], first) and _DEPARTMENT.search(first):
                # "Adult Social Care, Fernshire Council": a department of a council is a body of its own.
                name = f"{_clean(following[0])} {first}"
            if told == "panel" and len(bodies) > 1 and name == first and not (firsts and marks(_strip_post(first))):
                name, at = bodies[-1]
            inner = re.match(r"\s*\(([^)]{4,60})\)", text[at + len(first) :])
            if inner and _DEPARTMENT.search(inner[1]) and _unit_of(name, inner[1]):
                name, inner = f"{_clean(name)} {inner[1]}", None  # "Fernshire Council (Adult Services)"
            yield Entry(_clean(name), paragraph, at, gave, told == "panel", inner[1] if inner else None)
            for other, where in bodies[1:]:
                if include := re.match(
                    r"(?:to include|including|includes|incorporating|and)\s+(?:the\s+)?(?=[A-Z])", other
                ):
                    yield Entry(_clean(other[include.end() :]), paragraph, where + include.end(), gave, told == "panel")
        elif pieces:
            first, at = pieces[-1] if last and len(pieces) > 1 else pieces[0]
            if told == "panel" and not firsts and len(pieces) > 2:
                # "Ann Varley - Bright Harbour - Service Manager": what is neither the person nor the post.
                others = [p for p in pieces[1:] if not _post_only(p[0])]
                first, at = others[0] if len(others) == 1 else (first, at)
            headmost = len(pieces) > 1 and firsts * 2 >= len(lines) and not _single(first, text)
            named = bool(at) or place in behind or headmost
            field = told != "panel" and text[at + len(first) :].startswith(":")  # "Reference: 9" of a title page
            if (told != "panel" or named) and not field and _bare(first) and (told != "none" or _bare(text)):
                inner = re.match(r"\s*\(([^)]{4,60})\)", text[at + len(first) :])
                yield Entry(_clean(first), paragraph, at, gave, told == "panel", inner[1] if inner else None)


def _behind_posts(lines: list[list[tuple[str, int]]]) -> set[int]:
    """The lines after those of a post, where most of them are bodies: name, post and body each have their own line."""
    posts = [len(p) == 1 and _post_only(p[0][0]) for p in lines]
    after = [i for i in range(1, len(lines)) if posts[i - 1] and not posts[i] and len(lines[i]) == 1]
    bodies = [i for i in after if _is_body(lines[i][0][0])]
    return set(after) if len(bodies) >= 2 and len(bodies) * 2 >= len(after) and not posts[-1] else set()


def _single(first: str, row: str) -> bool:
    """Whether a row's first piece is a person's name: a known forename, or the row of one who belongs to no body."""
    return bool(given_sex(first.split()[0]) or re.search(r"\bIndependent (?:\w+ ){0,2}(?:[Cc]hair|[Aa]uthor)", row))


def _unparted(row: Paragraph, *, strange: bool = False) -> int:
    """Where the agency begins in a row "Forename Surname Agency" that nothing parts; 0 in any other row.

    Args:
        row: the row.
        strange: whether a forename that is not known counts, in a row that holds no words of a body, and an agency that
            has no name but its kind.
    """
    m = _UNPARTED.match(row.text)
    rest = row.text[m.end() :] if m else ""
    if m is None or row.cells or _post().search(rest) or _SPLIT.search(row.text) or len(rest) > 80:
        return 0
    if not strange and kind_of(rest) and not marks(rest):
        return 0  # "Florence Nightingale Hospital"
    known = given_sex(m["given"]) or (strange and kind_of(row.text) is None)
    return m.end() if known and not kind_of(m[0].strip()) else 0


def _own(row: Paragraph) -> str | None:
    """What a row says in a cell of its own that its agency gave ("Short report"), whatever stands before the table."""
    cells = [f"\t{c.strip()}" for c in row.cells[1:] if len(c.split()) <= CELL]
    return next((what for cell in cells for what, p in _given() if p.search(cell)), None)


def _pieces(paragraph: Paragraph) -> list[tuple[str, int]]:
    text = re.sub(r"\s*\((?![A-Z&]{2,12}s?\))[^)]*\)", lambda m: " " * len(m[0]), _NOTE.sub(" ", paragraph.text))
    pieces, at = [], 0
    for m in [*_SPLIT.finditer(text), None]:
        piece = text[at : m.start() if m else len(text)].strip(" .:")
        if piece and not _CLAUSE.match(piece):
            pieces.append((piece, text.find(piece, at)))
        at = m.end() if m else at
    # "Lambeth, Southwark and Lewisham Council": pieces without a kind before one that ends in "and X" are one name.
    return pieces


def _is_body(text: str) -> bool:
    return (
        len(text) < 130
        and (authority.lookup(text) is not None or kind_of(_strip_post(text)) is not None)
        and bool(re.search(r"[A-Z]", text))
    )


def _strip_post(text: str) -> str:
    """A piece without the post before "of", "for", "at" or "from" ("Safeguarding Lead for Moorhill NHS Trust")."""
    m = _post().search(text)
    if m and (tail := re.search(r"\b(?:at|from|for|of)\s+(?:the\s+)?([A-Z].*)", text[m.end() :])):
        return tail[1]
    return text


def _post_only(text: str) -> bool:
    if re.search(r"(?i)\b(commissioner|partnership|commissioning)\b", text):
        return False
    if re.search(r"(?:Practice|Surgery|(?:Medical|Health) Centre)$", text):  # "Dr Lane and Partners GP Practice"
        return False
    return bool(_post().search(text)) and _strip_post(text) == text and authority.lookup(text) is None


def _unit_of(first: str, following: str) -> bool:
    """Whether the second of two pieces is a part of the first: a trust's community services, a council's housing."""
    whole = re.search(r"(?i)\b(trust|council|borough|health board|police)\b", first)
    own = re.search(r"\b(Trust|Council|Police|Partnership|Constabulary|Group|Board|Association)\b", following)
    return bool(whole and not own)


#: Departments of a council that are bodies of their own.
_DEPARTMENT = re.compile(
    r"^(?:Adults?[’']?|Child(?:ren)?[’']?s?[’']?|Adults?[’']? and Children[’']?s?)[’']? (?:and Famil(?:y|ies) )?"
    r"(?:Social (?:Care|Services|Work)|Services)$|^Housing(?: Options| Services?| Needs)?$"
)


def _bare(text: str) -> bool:
    """Whether a piece without a kind's words may be a body's name: a few words, the first with a capital."""
    words = text.split()
    return (
        0 < len(words) <= 8
        and text[0].isupper()
        and not text.endswith((".", "?"))
        and not _post().search(text)
        and not re.search(r"\d{4}", text)
        and not re.search(
            r"(?i)\b(was|were|is|are|to|whether|what|how|did|review|report|panel|meeting|date|"
            r"chronology|analysis|victim|perpetrator|family)\b",
            text,
        )
        and not re.match(r"(?:Adult|Child|Mr|Mrs|Ms|Miss|Dr|The victim|Victim|Perpetrator|Independent$)\b", text)
    )


def _clean(text: str) -> str:
    text = _strip_post(_NOTE.sub("", text)).strip(" .,:;*-–")
    text = re.sub(r"\s*\((?![A-Z][A-Za-z&]{1,11}s?\)).*$", "", text)
    text = re.sub(r"\s+(?:IMR|Chronology|Report|Summary)s?(?:\s+(?:and|&)\s+\w+)?$", "", text)
    text = re.sub(r"^(.*?\bPolice)\s+(?!Service|Force|and\b|&|Authority|Federation)[A-Z].*$", r"\1", text)
    text = re.sub(r"^(?:(?:[Aa]nd|[Tt]he|[Aa]n?|by|from)\s+)+(?=[A-Z])", "", text)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"[’']s$", "", text) if " " in text else text  # "Barnardo's" is a name, "Fern Trust's" a genitive


def _two(text: str) -> list[str]:
    """The last piece of a list in its two names ("Moor Council and the GP practice"), or whole."""
    joints = [*re.finditer(r"\s+and\s+(?:by |from )?the\s+", text), *re.finditer(r"\s+and\s+(?=[A-Z])", text)]
    for m in joints:
        left, right = text[: m.start()], text[m.end() :]
        if not (_is_body(left) and _is_body(right)):
            continue
        if m[0].endswith("the ") or re.search(r" [A-H1-9]$", left) or (ends_in_kind(left) and not is_one(text, m)):
            return [left, right]
    for m in joints:
        left, right = text[: m.start()], text[m.end() :]
        if (_WHOLE.search(left) and _bare(right)) or (m[0].endswith("the ") and _is_body(right) and _bare(left)):
            return [left, right]
    return [text]


_WHOLE = re.compile(r"\b(?:Council|Trust|Police|Constabulary|CCG|ICB|Group|Board|Association|Social Care|Services?)$")


def _replied(paragraph: Paragraph) -> Iterator[Entry]:
    """The agencies of a sentence that begins with them and says that they had nothing to tell."""
    for sentence in paragraph.sentences:
        m = _REPLIED.match(sentence.text)
        if m is None or not dict(_given())["nil-return"].search(sentence.text[m.start("names") + len(m["names"]) :]):
            continue
        names = re.sub(r"\([^)]*\)", lambda b: " " * len(b[0]), m["names"])
        parts = [p.strip() for p in re.split(r",\s+(?:and\s+)?", names) if p.strip() and not _CLAUSE.match(p.strip())]
        parts[-1:] = _two(parts[-1])
        for part in parts if all(_is_body(_clean(p)) or _bare(_clean(p)) for p in parts) else ():
            if _is_body(_clean(part)) or len(parts) > 2:
                yield Entry(_clean(part), paragraph, sentence.start + sentence.text.find(part), "nil-return", False)


def _provided(paragraph: Paragraph) -> Iterator[Entry]:
    """The agencies, two or more, of a sentence that begins with them and says that they gave the review something."""
    if paragraph.section.kind not in ("panel", "process", "terms-of-reference", "other"):
        return
    for sentence in paragraph.sentences:
        m = _PROVIDED.match(sentence.text) if "," in sentence.text or " and " in sentence.text else None
        if m is None or not _GIVEN.search(m["what"]):
            continue
        names = re.sub(r"\([^)]*\)", lambda b: " " * len(b[0]), m["names"])
        parts = [p.strip() for p in re.split(r",\s+(?:and\s+)?", names) if p.strip()]
        parts[-1:] = _two(parts[-1])
        bodies = [_is_body(_clean(p)) for p in parts]
        if len(parts) < 2 or sum(bodies) * 2 < len(parts) or _TELLS.search(names):
            continue
        for part in parts if all(b or _bare(_clean(p)) for p, b in zip(parts, bodies, strict=True)) else ():
            gave = next((what for what, p in _given() if p.search(m["what"])), None)
            gave = gave or ("report" if lead_of(m[0][len(names) :]) == "report" else None)
            yield Entry(_clean(part), paragraph, sentence.start + sentence.text.find(part), gave, False)


#: A paragraph that begins with a body and goes on with what it gave ("Fern Police. An IMR was completed by …").
_NAMED_FIRST = re.compile(
    r"(?P<name>[A-Z][^.:–—]{3,90}?)(?:[.:]| [–—-]) (?P<gave>(?:(?:An?|The|Its|One|This) )?"
    r"(?:IMR|[Ii]ndividual [Mm]anagement|[Nn]il|[Nn]o |[Rr]eport|"
    r"[Ss]hort|[Ss]ummary|[Cc]hronology|[Ii]nformation).{0,60})"
)


def _named_first(paragraph: Paragraph) -> Iterator[Entry]:
    """The agency that a paragraph on the contributors is about."""
    m = _NAMED_FIRST.match(paragraph.text) if paragraph.section.kind in ("panel", "process") else None
    if m and _is_body(m["name"]) and not (_post_only(m["name"]) or _TELLS.search(m["name"])):
        gave = next((what for what, p in _given() if p.search(m["gave"])), None)
        if gave:
            yield Entry(_clean(m["name"]), paragraph, 0, gave, False)


#: What bodies give a review.
_GIVEN = re.compile(r"(?i)\b(?:information|reports?|chronolog|IMRs?|management reviews?|statements?|summar|policies)")


#: A person before the body that they sit on a panel for.
_FOR_WHOM = re.compile(rf"{_PERSON.pattern},? (?:from|representing|on behalf of) (?:the )?(?=[A-Z])")
#: Who leads a body, so that what follows is its name ("the Chief Executive of Clear Water").
_HEADS = re.compile(
    r"\b(?:[Cc]hief (?:[Ee]xecutive|[Oo]fficer)|[Dd]irector|CEO|[Mm]anager) (?:of|at|from) (?:the )?[A-Z]"
)


def _inline(paragraph: Paragraph) -> Iterator[Entry]:
    """The agencies of a sentence that lists them after a colon, or after "from" ("IMRs came from A, B and C")."""
    for sentence in paragraph.sentences:
        m = re.search(
            r":\s+(?:the\s+)?(?=[A-Z])|\b(?:from|by|comprised|of|were|was|included?|including)\s+(?:the\s+)?"
            r"(?=[A-Z]|police\b)",
            sentence.text,
        )
        if not m:
            continue
        told = lead_of(sentence.text[: m.start()])
        if told is None or (told == "none" and m[0][0] != ":"):
            continue
        tail = sentence.text[m.end() :]
        if m[0][0] != ":" and told == "panel" and tail.count(",") < 2:
            continue
        masked = re.sub(r"\([^)]*\)", lambda b: b[0].replace(",", "\x00"), tail.split(". ")[0])
        parts = re.split(r",\s+(?:and\s+)?|;\s+(?:and\s+)?", masked)
        if parts:
            parts[-1:] = _two(parts[-1])
        # Among names of bodies one that has no words of a kind is a body too ("representatives of ... and Reach").
        whole = told != "panel" or re.search(
            r"(?i)represent|came from|drawn from|agencies|organi[sz]ations", sentence.text
        )
        opaque = bool(whole) and len(parts) > 2 and sum(map(_is_body, map(_clean, parts))) * 2 >= len(parts)
        at = m.end()
        for part in parts:
            part = part.replace("\x00", ",")
            where = sentence.text.find(part, at)
            gave = next((what for what, p in _given() if p.search(part)), None)
            if (
                told == "panel"
                and (inside := re.search(r"\(([^()]{4,90})\)\s*\.?$", part))
                and not _is_body(part[: inside.start()])
            ):
                # "Jane Holt (Moorhill Police)"
                inner = [i for i in re.split(r",\s+|\s+[–-]\s+", inside[1]) if _is_body(i) and not _post_only(i)]
                part = inner[-1] if inner else ""
            if told == "panel":
                part = _FOR_WHOM.sub("", part)
            name = _clean(re.split(r"\s+[–—-]\s+", part)[0])
            headed_by = told == "panel" and bool(_HEADS.search(part))
            if name and (
                _is_body(name) or ((opaque or headed_by or (m[0][0] == ":" and told != "panel")) and _bare(name))
            ):
                yield Entry(
                    name,
                    paragraph,
                    sentence.start + max(where, 0),
                    gave or (told if told not in ("panel", "none") else None),
                    told == "panel",
                )
            at = max(where, at)
