"""Lists and tables of panel members and contributors: which agency each entry names, and what it gave the review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.document.model import Document, Paragraph
from loaders.extract.agencies.kinds import kind_of, marks, sector_of
from loaders.extract.agencies.pieces import (
    SPLIT,
    TELLS,
    Entry,
    cleaned,
    given_words,
    in_two,
    is_bare,
    is_body,
    lead_of,
    own_gift,
    pieces_of,
    post_only,
    post_words,
    strip_post,
)
from loaders.extract.agencies.rows import COLUMN, bracketed, headed, records, ticked
from loaders.extract.agencies.sentences import inline, named_first, provided, replied
from loaders.extract.persons.labels import given_sex

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
#: Lists of proceedings beside the review, whose lead speaks of the panel but lists no members.
_PARALLEL = re.compile(r"(?i)\b(parallel|proceedings|dissemination|confidentiality|distribution|equality)\b")
_UNPARTED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?(?P<given>[A-Z][a-z]+) (?:[A-Z]\.? )?[A-Z][\w’'-]+ (?=[A-Z])"
)


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
            and not ((group or _title(before)) and (is_body(paragraph.text) or _opens(paragraph)))
            and not _strong(paragraph.lead.text if paragraph.lead else before)
        ):
            yield from done()
            before = paragraph.text if not listed else before
            if paragraph.section.kind == "analysis" and _title(paragraph.section.title) and _strong(paragraph.text):
                yield from inline(paragraph)
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
            yield from inline(paragraph)
            yield from named_first(paragraph)
            yield from replied(paragraph)
            yield from provided(paragraph)
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
    told = [x for x in fit if any(is_body(piece) for piece, _ in pieces_of(x))]
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
        return bool(before.endswith(":") and post_words().search(text) and re.search(r"\s[–—-]\s|,|\t", text))
    return before.endswith(":") or len(before) < 60


def _member(paragraph: Paragraph) -> bool:
    """Whether a numbered paragraph is a member of the panel: a name, then a post or a body, and no sentence."""
    pieces = pieces_of(paragraph) if paragraph.section.kind == "panel" and not TELLS.search(paragraph.text) else []
    return len(pieces) > 1 and any(is_body(piece) or post_only(piece) for piece, _ in pieces[1:])


def _opens(paragraph: Paragraph) -> bool:
    """Whether a line among those of a list is the title of the next one ("Nil returns")."""
    text = paragraph.text
    plain = paragraph.kind == "body" and len(text.split()) <= 5 and not paragraph.number and text[-1].isalpha()
    return (
        plain and lead_of(text) is not None and not (post_words().search(text) or is_body(text) or SPLIT.search(text))
    )


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
        pieces = pieces_of(paragraph)
        if told == "panel" and len(pieces) == 1 and not is_body(pieces[0][0]) and (row := bracketed(paragraph)):
            pieces = pieces_of(row)
        lines.append((paragraph, pieces))
    telling = any(_ON_PANEL.search(c) or any(p.search(c) for _, p in given_words()) for c in head)
    marked = ticked(head, [p for p, _ in lines]) if telling else {}
    if told == "panel" and sum(_unparted(p) > 0 for p, _ in lines) >= max(2, len(lines) / 2):
        # Rows of a name and its agency with nothing between the two.
        for paragraph, pieces in lines:
            if at := _unparted(paragraph, strange=True):
                pieces[:] = [(paragraph.text[at:].strip(" .:"), at)]
    firsts = sum(bool(p) and is_body(p[0][0]) for _, p in lines)
    # Where most lines end with a body, as "Ann Varley, Named Nurse, Fern Trust" does, so do those that name no kind.
    ends = [is_body(p[-1][0]) for _, p in lines if len(p) > 1 and not post_only(p[-1][0])]
    last = told == "panel" and bool(ends) and firsts * 2 < len(lines) and sum(ends) * 3 >= len(ends) * 2
    behind = _behind_posts([pieces for _, pieces in lines]) if told == "panel" else set()
    for place, (paragraph, pieces) in enumerate(lines):
        text = paragraph.text
        gave = next((what for what, p in given_words() if p.search(text)), None)
        if told != "panel" and told != "none":
            gave = told if gave is None or told == "nil-return" or (told == "imr" and gave != "nil-return") else gave
            gave = own_gift(paragraph) or gave
        if place in marked:
            gave = next((what for what, p in given_words() if p.search(marked[place])), gave)
        if told == "panel" and gave not in ("nil-return",) and not paragraph.cells:
            gave = None
        cells = [c.strip() for c in paragraph.cells]
        if column is not None and column < len(cells) and len(cells) > 1:
            cell = cells[column]
            if 1 < len(cell) < 120 and cell.lower() not in ("-", "–", "n/a", "none"):
                for part in re.split(r"\s*(?:/|;)\s*", cell):
                    if part[:1].isupper() and not COLUMN.match(part) and part != "Independent":
                        sits = told == "panel" or bool(_ON_PANEL.search(marked.get(place, "")))
                        yield Entry(cleaned(part), paragraph, max(0, text.find(part)), gave, sits)
            continue
        if len(text) > 400 and not is_body(text[:60]):
            continue
        if (
            not paragraph.cells
            and len(text.split()) > 9
            and TELLS.search(text)
            and not (pieces and is_body(pieces[0][0]) and len(pieces) > 1 and not TELLS.search(pieces[0][0]))
        ):
            continue
        joined = len(pieces) == 1 and len(both := in_two(pieces[0][0])) > 1
        if joined:
            for name in both:
                yield Entry(cleaned(name), paragraph, text.find(name), gave, told == "panel")
            continue
        bodies = [(t, at) for t, at in pieces if is_body(t) and not post_only(t)]
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
                name = f"{cleaned(following[0])} {first}"
            if told == "panel" and len(bodies) > 1 and name == first and not (firsts and marks(strip_post(first))):
                name, at = bodies[-1]
            elif len(bodies) > 1 and name == first and _explained(text, bodies[0], bodies[1]):
                name, at = bodies[1]
            inner = re.match(r"\s*\(([^)]{4,60})\)", text[at + len(first) :])
            if inner and _DEPARTMENT.search(inner[1]) and _unit_of(name, inner[1]):
                name, inner = f"{cleaned(name)} {inner[1]}", None  # "Fernshire Council (Adult Services)"
            yield Entry(cleaned(name), paragraph, at, gave, told == "panel", inner[1] if inner else None)
            if sector_of(name) == "health-commissioner" and following:
                # "Fernshire CCG – Tarnbeck School Nursing": who commissions a service gives what there is of it.
                yield Entry(cleaned(following[0]), paragraph, text.find(following[0]), gave, told == "panel")
            for other, where in bodies[1:]:
                if include := re.match(
                    r"(?:to include|including|includes|incorporating|and)\s+(?:the\s+)?(?=[A-Z])", other
                ):
                    yield Entry(
                        cleaned(other[include.end() :]), paragraph, where + include.end(), gave, told == "panel"
                    )
        elif pieces:
            first, at = pieces[-1] if last and len(pieces) > 1 else pieces[0]
            if told == "panel" and not firsts and len(pieces) > 2:
                # "Ann Varley - Bright Harbour - Service Manager": what is neither the person nor the post.
                others = [p for p in pieces[1:] if not post_only(p[0])]
                first, at = others[0] if len(others) == 1 else (first, at)
            headmost = len(pieces) > 1 and firsts * 2 >= len(lines) and not _single(first, text)
            named = bool(at) or place in behind or headmost
            field = told != "panel" and text[at + len(first) :].startswith(":")  # "Reference: 9" of a title page
            if (told != "panel" or named) and not field and is_bare(first) and (told != "none" or is_bare(text)):
                inner = re.match(r"\s*\(([^)]{4,60})\)", text[at + len(first) :])
                yield Entry(cleaned(first), paragraph, at, gave, told == "panel", inner[1] if inner else None)


def _behind_posts(lines: list[list[tuple[str, int]]]) -> set[int]:
    """The lines after those of a post, where most of them are bodies: name, post and body each have their own line."""
    posts = [len(p) == 1 and post_only(p[0][0]) for p in lines]
    after = [i for i in range(1, len(lines)) if posts[i - 1] and not posts[i] and len(lines[i]) == 1]
    bodies = [i for i in after if is_body(lines[i][0][0])]
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
    if m is None or row.cells or post_words().search(rest) or SPLIT.search(row.text) or len(rest) > 80:
        return 0
    if not strange and kind_of(rest) and not marks(rest):
        return 0  # "Florence Nightingale Hospital"
    known = given_sex(m["given"]) or (strange and kind_of(row.text) is None)
    return m.end() if known and not kind_of(m[0].strip()) else 0


def _unit_of(first: str, following: str) -> bool:
    """Whether the second of two pieces is a part of the first: a trust's community services, a council's housing."""
    whole = re.search(r"(?i)\b(trust|council|borough|health board|police)\b", first)
    own = re.search(r"\b(Trust|Council|Police|Partnership|Constabulary|Group|Board|Association)\b", following)
    return bool(whole and not own)


def _explained(row: str, first: tuple[str, int], second: tuple[str, int]) -> bool:
    """Whether a kind of body stands before a dash and its name behind it: "Probation – Fernshire Probation Trust"."""
    kind, named = cleaned(first[0]), cleaned(second[0])
    dash = re.search(r"\s[–—-]\s*$", row[first[1] + len(first[0]) : second[1]])
    return bool(dash) and not marks(kind) and bool(marks(named)) and sector_of(kind) == sector_of(named)


#: Departments of a council that are bodies of their own.
_DEPARTMENT = re.compile(
    r"^(?:Adults?[’']?|Child(?:ren)?[’']?s?[’']?|Adults?[’']? and Children[’']?s?)[’']? (?:and Famil(?:y|ies) )?"
    r"(?:Social (?:Care|Services|Work)|Services)$|^Housing(?: Options| Services?| Needs)?$"
)
