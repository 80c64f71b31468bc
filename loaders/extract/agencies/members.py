"""The agencies of one list or table of panel members or contributors: which each entry names, and what it gave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from loaders.document.model import Paragraph
from loaders.extract.agencies.kinds import kind_of, marks, sector_of
from loaders.extract.agencies.pieces import (
    IN_OTHER_WORDS,
    SPLIT,
    TELLS,
    Entry,
    cleaned,
    given_words,
    in_two,
    is_bare,
    is_body,
    own_gift,
    pieces_of,
    post_only,
    post_words,
    strip_post,
)
from loaders.extract.agencies.rows import COLUMN, GIVEN, bracketed, headed, is_heads, records, ticked
from loaders.extract.persons.labels import given_sex

#: The head of a column that marks who sat on the panel.
_ON_PANEL = re.compile(r"(?i)\bpanel\b")
#: Longer lines than this are running text, unless they begin with a body.
_LONG = 400
_INCLUDING = re.compile(r"(?:to include|including|includes|incorporating|and)\s+(?:the\s+)?(?=[A-Z])")
#: What has services of its own, which are no other bodies.
_HAS_PARTS = re.compile(r"\b(?:University|College|Trust|Health Board)\b")
_BRACKET = re.compile(r"\s*\(([^)]{4,60})\)")
_BRACKETS = re.compile(r"\([^)]*\)")
_UNPARTED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?(?P<given>[A-Z][a-z]+) (?:[A-Z]\.? )?[A-Z][\w’'-]+ (?=[A-Z])"
)

#: Somebody of rank with initials, before a body that nothing parts from the name ("Det. Supt. R. Varley Moor Police").
_RANKED = re.compile(r"(?:[A-Z][A-Za-z]{1,5}\.? )+(?:[A-Z]\. ?)+[A-Z][\w’'-]+ (?=[A-Z])")

#: The row of who leads the review, and of what else that person belongs to; boards have chairs of their own.
_INDEPENDENT = re.compile(r"\bIndependent (?:\w+ ){0,2}(?:[Cc]hair|[Aa]uthor|[Rr]eviewer)(?!.*\bBoard\b)")

#: What a body is, behind its name in a cell ("Moor Haven, the specialist domestic abuse service").
_IN_OTHER_WORDS = re.compile(rf", {IN_OTHER_WORDS.pattern}")

#: A piece of an entry, and where it begins in the entry's text.
Piece = tuple[str, int]


def _without_number(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a table's head without the number of the paragraph that it is ("7.1 | Agency | Contribution")."""
    return cells[1:] if len(cells) > 2 and re.fullmatch(r"\d{1,2}(?:\.\d{1,2})+", cells[0].strip()) else cells


class _Row(NamedTuple):
    """An entry of a list, and the pieces that commas, dashes and tabs part it into."""

    paragraph: Paragraph
    pieces: list[Piece]


class List:
    """One list or table of those who took part.

    Args:
        group: its entries.
        told: what the words that lead in to it tell of them: 'panel', a contribution, or 'none'.
    """

    def __init__(self, group: list[Paragraph], told: str) -> None:
        self._told, self._of_panel = told, told == "panel"
        self._column: int | None = None
        self._head: tuple[str, ...] = ()
        self._rows: list[_Row] = []
        for paragraph in records(group):
            if not paragraph.cells and len(pieces := pieces_of(paragraph)) == headed([p for p, _ in pieces]) > 0:
                continue
            head = _without_number(paragraph.cells)
            at = next((i for i, c in enumerate(head) if COLUMN.match(c.strip())), None)
            if at is None and not self._rows and is_heads(head):
                continue
            if at is None:
                self._rows.append(_Row(paragraph, self._pieces(paragraph)))
            elif self._column is None:
                self._column, self._head = at, head
        if self._of_panel and sum(_unparted(r.paragraph) > 0 for r in self._rows) >= max(2, len(self._rows) / 2):
            # Rows of a name and its agency with nothing between the two.
            self._rows = [_parted(row) for row in self._rows]

    def _pieces(self, paragraph: Paragraph) -> list[Piece]:
        pieces = pieces_of(paragraph)
        if self._of_panel and len(pieces) == 1 and not is_body(pieces[0][0]) and (row := bracketed(paragraph)):
            within = pieces_of(row)
            # "Juniper House (IDVA service)": the brackets say what it is, and name nothing.
            if any(marks(piece) or not is_body(piece) for piece, _ in within[1:]):
                return within
        if self._of_panel and len(pieces) == 1 and (person := _RANKED.match(pieces[0][0])):
            return [(pieces[0][0][person.end() :], pieces[0][1] + person.end())]
        return pieces

    @cached_property
    def _marked(self) -> dict[int, str]:
        """By row, the heads of the columns that are ticked in it."""
        telling = any(_ON_PANEL.search(c) or any(p.search(c) for _, p in given_words()) for c in self._head)
        return ticked(self._head, [row.paragraph for row in self._rows]) if telling else {}

    @cached_property
    def _firsts(self) -> int:
        """How many rows begin with a body."""
        return sum(bool(pieces) and is_body(pieces[0][0]) for _, pieces in self._rows)

    @cached_property
    def _last(self) -> bool:
        """Whether the body is the last piece. Where most rows end with one, as "Ann Varley, Named Nurse, Fern Trust"
        does, so do those that name no kind."""
        ends = [is_body(p[-1][0]) for _, p in self._rows if len(p) > 1 and not post_only(p[-1][0])]
        return self._of_panel and bool(ends) and self._firsts * 2 < len(self._rows) and sum(ends) * 3 >= len(ends) * 2

    @cached_property
    def _behind(self) -> set[int]:
        return _behind_posts([pieces for _, pieces in self._rows]) if self._of_panel else set()

    def entries(self) -> Iterator[Entry]:
        """The agencies, in their order: of the column that the table's head names, or the piece of each entry that is
        an organisation."""
        for place, row in enumerate(self._rows):
            if self._of_panel and _INDEPENDENT.search(row.paragraph.text):
                continue
            gave = self._gave(place)
            if self._column is not None and 1 < len(row.paragraph.cells) > self._column:
                yield from self._of_cell(place, row.paragraph.cells[self._column].strip(), gave)
            elif not _running(row):
                yield from self._of_pieces(place, gave)

    @cached_property
    def _gift(self) -> int | None:
        """Which column says what each body gave."""
        at = [i for i, head in enumerate(self._head) if i != self._column and GIVEN.search(head)]
        return at[0] if len(at) == 1 and not self._marked else None

    def _gave(self, place: int) -> str | None:
        """What the body of a row gave the review."""
        paragraph = self._rows[place].paragraph
        if self._gift is not None and len(paragraph.cells) == len(self._head):
            # "Short report, provided by the Home Office": what stands before the comma
            cell = f"\t{re.split('[,;(]', paragraph.cells[self._gift].strip())[0]}"
            return next((what for what, p in given_words() if p.search(cell)), None)
        gave = next((what for what, p in given_words() if p.search(paragraph.text)), None)
        if self._told not in ("panel", "none"):
            if gave is None or self._told == "nil-return" or (self._told == "imr" and gave != "nil-return"):
                gave = self._told
            gave = own_gift(paragraph) or gave
        if place in self._marked:
            gave = next((what for what, p in given_words() if p.search(self._marked[place])), gave)
        if self._of_panel and gave != "nil-return" and not paragraph.cells:
            return None
        return gave

    def _of_cell(self, place: int, cell: str, gave: str | None) -> Iterator[Entry]:
        if not 1 < len(cell) < 120 or cell.lower() in ("-", "–", "n/a", "none") or _INDEPENDENT.match(cell):
            return
        paragraph = self._rows[place].paragraph
        sits = self._of_panel or bool(_ON_PANEL.search(self._marked.get(place, "")))
        for part in re.split(r"\s*(?:/|;)\s*", _IN_OTHER_WORDS.sub("", cell)):
            if part[:1].isupper() and not COLUMN.match(part) and part != "Independent":
                yield Entry(cleaned(part), paragraph, max(0, paragraph.text.find(part)), gave, sits)

    def _of_pieces(self, place: int, gave: str | None) -> Iterator[Entry]:
        paragraph, pieces = self._rows[place]
        if len(pieces) == 1 and len(both := in_two(pieces[0][0])) > 1:
            for name in both:
                yield Entry(cleaned(name), paragraph, paragraph.text.find(name), gave, self._of_panel)
        elif bodies := [(text, at) for text, at in pieces if is_body(text) and not post_only(text)]:
            yield from self._of_bodies(paragraph, bodies, gave)
        elif pieces:
            yield from self._of_no_kind(place, gave)

    def _of_bodies(self, paragraph: Paragraph, bodies: list[Piece], gave: str | None) -> Iterator[Entry]:
        """Of a row with pieces that are bodies by their kind: the one meant, and others that it speaks for."""
        text = paragraph.text
        first, at = meant = bodies[0]
        name = first
        parted = (text[at + len(first) : a].strip() for _, a in bodies[1:])
        following = next(
            (
                t
                for (t, _), sign in zip(bodies[1:], parted, strict=True)
                if t[0].isupper() and sign in (",", "–", "-", "—")
            ),
            None,
        )
        site = None
        if following and _unit_of(first, following):
            hospital = (kind := kind_of(following)) is not None and kind.id == "hospital"
            if hospital and re.search(r"\bTrust$", first):
                site = following  # "Fern Hospitals NHS Trust – St Ann's Hospital"
            else:
                name = f"{first}, {following}"
        elif following and _unit_of(following, first) and _DEPARTMENT.search(first):
            # "Adult Social Care, Fernshire Council": a department of a council is a body of its own.
            name = f"{cleaned(following)} {first}"
        elif self._of_panel and len(bodies) > 1 and not (self._firsts and marks(strip_post(first))):
            name, at = meant = bodies[-1]
        elif len(bodies) > 1 and _explained(text, bodies[0], bodies[1]):
            name, at = meant = bodies[1]
        inner = _BRACKET.match(text[at + len(meant[0]) :])
        if inner and _DEPARTMENT.search(inner[1]) and _unit_of(name, inner[1]):
            name, inner = f"{cleaned(name)} {inner[1]}", None  # "Fernshire Council (Adult Services)"
        # "Moor University, including the Wellbeing Service"
        parts = (t for t, _ in bodies[1:] if t.startswith("including the ") and _HAS_PARTS.search(name))
        part = next(parts, None)
        within = site or (inner[1] if inner else part)
        yield Entry(cleaned(name), paragraph, at, gave, self._of_panel, within)
        if following and sector_of(name) == "health-commissioner":
            # "Fernshire CCG – Tarnbeck School Nursing": who commissions a service gives what there is of it.
            yield Entry(cleaned(following), paragraph, text.find(following), gave, self._of_panel)
        for other, where in bodies[1:]:
            if other != part and (including := _INCLUDING.match(other)):
                start = including.end()
                yield Entry(cleaned(other[start:]), paragraph, where + start, gave, self._of_panel)

    def _of_no_kind(self, place: int, gave: str | None) -> Iterator[Entry]:
        """Of a row that names no kind of body: the piece that stands where the bodies of the list stand."""
        paragraph, pieces = self._rows[place]
        first, at = pieces[-1] if self._last and len(pieces) > 1 else pieces[0]
        if self._of_panel and not self._firsts and len(pieces) > 2:
            # "Ann Varley - Bright Harbour - Service Manager": what is neither the person nor the post.
            others = [p for p in pieces[1:] if not post_only(p[0])]
            first, at = others[0] if len(others) == 1 else (first, at)
        rest = paragraph.text[at + len(first) :]
        if self._of_panel:
            # Among rows that are bodies, one of a name alone is a body too.
            many = self._firsts * (2 if len(pieces) > 1 else 1.5) >= len(self._rows)
            headmost = many and not _single(first, paragraph.text)
            if not (at or place in self._behind or headmost):
                return
        elif rest.startswith(":"):
            return  # "Reference: 9" of a title page
        if is_bare(first) and (self._told != "none" or own_gift(paragraph) or is_bare(paragraph.text)):
            inner = _BRACKET.match(rest)
            yield Entry(cleaned(first), paragraph, at, gave, self._of_panel, inner[1] if inner else None)


def _running(row: _Row) -> bool:
    """Whether a row is running text, and no entry."""
    text, pieces = row.paragraph.text, row.pieces
    if len(text) > _LONG and not is_body(text[:60]):
        return True
    if row.paragraph.cells or len(text.split()) <= 9 or not TELLS.search(_BRACKETS.sub("", text)):
        return False
    return not (len(pieces) > 1 and is_body(pieces[0][0]) and not TELLS.search(pieces[0][0]))


def _parted(row: _Row) -> _Row:
    """A row "Forename Surname Agency" as its agency alone."""
    at = _unparted(row.paragraph, strange=True)
    return _Row(row.paragraph, [(row.paragraph.text[at:].strip(" .:"), at)]) if at else row


def _behind_posts(lines: list[list[tuple[str, int]]]) -> set[int]:
    """The lines after those of a post, where most of them are bodies: name, post and body each have their own line."""
    posts = [len(p) == 1 and post_only(p[0][0]) for p in lines]
    after = [i for i in range(1, len(lines)) if posts[i - 1] and not posts[i] and len(lines[i]) == 1]
    bodies = [i for i in after if is_body(lines[i][0][0])]
    return set(after) if len(bodies) >= 2 and len(bodies) * 2 >= len(after) and not posts[-1] else set()


def _single(first: str, row: str) -> bool:
    """Whether a row's first piece is a person's name: a known forename, or the row of one who belongs to no body."""
    return bool(given_sex(first.split()[0]) or _INDEPENDENT.search(row))


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
