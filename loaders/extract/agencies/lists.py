"""Where a review lists panel members and contributors, and of what each list is; ``members`` reads one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.document.model import Document, Paragraph
from loaders.document.tidy import leads_in
from loaders.extract.agencies.members import List
from loaders.extract.agencies.pieces import (
    SPLIT,
    TELLS,
    Entry,
    cleaned,
    is_body,
    lead_of,
    pieces_of,
    post_only,
    post_words,
)
from loaders.extract.agencies.rows import COLUMN, GIVEN, headed
from loaders.extract.agencies.sentences import inline, named_first, provided, replied, whole_sentences

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

#: Sections whose tables of bodies are of those who took part, where a column tells what each gave.
_OF_THE_MAKING = ("process", "background", "other", "terms-of-reference")


def entries(document: Document) -> Iterator[Entry]:
    """The agencies named in lists, tables and colon sentences about who took part."""
    before = ""
    group: list[Paragraph] = []
    told: str | None = None

    def done() -> list[Entry]:
        found = list(List(group, told).entries()) if group and told else []
        group.clear()
        return found

    heads = _table_heads(document)
    for paragraph in (p for p in document.paragraphs if p.kind != "footnote"):
        if paragraph.index in heads:
            # The heads of a table each of whose cells has become a line.
            if paragraph.index - 1 not in heads:
                yield from done()
                told = lead_of(before[-300:]) or "none"
            group.append(paragraph)
            continue
        listed = (paragraph.kind in ("item", "row") or bool(paragraph.cells)) and not paragraph.text.endswith("?")
        goes_on = bool(group) and listed and paragraph.lead in group
        story = paragraph.section.kind == "chronology" and bool(paragraph.cells)  # rows of days, after its own heading
        if story or (
            paragraph.section.kind in _ELSEWHERE
            and not goes_on
            and not ((group or _title(before)) and (_names_one(paragraph) or _opens(paragraph)))
            and not _strong(paragraph.lead.text if paragraph.lead else before)
        ):
            yield from done()
            before = paragraph.text if not listed else before
            yield from _in_analysis(paragraph)
            continue
        lead = paragraph.lead.text if paragraph.lead else before
        if listed and not paragraph.cells and leads_in(paragraph.text) and lead_of(paragraph.text[-300:]):
            # "(b) Shorter reports were received from:" is an entry of one list, and leads in to another.
            yield from done()
            before = paragraph.text
        elif listed and (several := _several(paragraph)):
            yield from several
        elif listed:
            # A line that lost its bullet is no new lead: what follows belongs to the same list.
            own = told if goes_on else lead_of(lead[-300:]) or _headed(paragraph)
            own = None if _PARALLEL.search(paragraph.section.title) else own
            if group and own != told and not (own is None and paragraph.lead is None):
                yield from done()
            told = own if not group else told
            group.append(paragraph)
        elif group and _opens(paragraph) and not headed([p.text.strip() for p in group]):
            yield from done()
            before = paragraph.text
        elif _among(paragraph, group, before):
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


def _table_heads(document: Document) -> set[int]:
    """The paragraphs that are the heads of a table of those who took part, one of them that of the agencies."""
    found: set[int] = set()
    plain = [p for p in document.paragraphs if p.kind == "body" and not p.number and p.section.kind not in _ELSEWHERE]
    for at, paragraph in enumerate(plain):
        run = plain[at : at + 5]
        if paragraph.index in found or [p.index for p in run] != list(
            range(paragraph.index, paragraph.index + len(run))
        ):
            continue
        found.update(p.index for p in run[: headed([p.text.strip() for p in run])])
    return found


def _names_one(paragraph: Paragraph) -> bool:
    """Whether an entry is a body's name, and no line of the story ("On 4 May 2015 she saw a GP.")."""
    return is_body(paragraph.text) and not re.match(r"(?:On|In|By|From|At|Between) [^,.]*\d", paragraph.text)


def _title(text: str) -> bool:
    """Whether words are the title of a list of who gave what, where analysis is read else ("Management reviews")."""
    short = len(text.split()) <= 5 and text[-1:].isalpha()
    return short and lead_of(text) in ("imr", "report", "chronology", "nil-return")


#: A cell that says what the body beside it gave.
_GIFT = re.compile(
    r"(?:an? )?(?:IMRs?|individual management review|chronology|(?:summary |short |information |brief |written "
    r")?(?:report|statement"
    r"|letter|information)|nil return|no (?:contact|involvement|records?|information)|nothing (?:to \w+|"
    r"known))\b[^.]{0,60}$",
    re.I,
)


def _several(entry: Paragraph) -> list[Entry]:
    """The agencies of an entry that itself lists them, or tells in sentences what each gave."""
    return _by_gift(entry) if entry.cells else whole_sentences(entry) or _within(entry)


def _by_gift(row: Paragraph) -> list[Entry]:
    """The agencies of a row that has first what they gave ("Chronologies: <tab> Fern Hospital; Lark Homes")."""
    if len(row.cells) != 2 or is_body(row.cells[0]):
        return []
    told = lead_of(row.cells[0]) if len(row.cells[0].split()) <= 5 else None
    if told in (None, "panel", "none"):
        return []
    parts = [p for p in re.split(r";\s*|,\s+(?=[A-Z])", row.cells[1]) if p.strip()]
    names = [cleaned(p) for p in parts]
    if not names or sum(map(is_body, names)) * 2 < len(names):
        return []
    return [Entry(name, row, row.text.find(part), told, False) for name, part in zip(names, parts, strict=True) if name]


def _headed(row: Paragraph) -> str | None:
    """What the head of a table of those who took part tells of its rows, where no words lead in to it."""
    if len(row.cells) == 2 and row.section.kind in (*_OF_THE_MAKING, "panel") and _GIFT.match(row.cells[1].strip()):
        return "none"  # "Fern Police <tab> IMR"
    if len(row.cells) < 2 or not any(COLUMN.match(c.strip()) for c in row.cells):
        return None
    given = row.section.kind in _OF_THE_MAKING and any(GIVEN.search(c) for c in row.cells)
    return "none" if row.section.kind == "panel" or given else None


def _titled(paragraph: Paragraph, before: str) -> str | None:
    """What a list right under the heading of the panel is of."""
    of_panel = any(re.search(r"(?i)\bpanel\b", s.title) for s in paragraph.section.path)
    return "panel" if of_panel and len(before) < 60 else None


def _glued(paragraph: Paragraph, before: str) -> list[Paragraph]:
    """The lines of a list without bullets that stand as one paragraph; none where it is running text."""
    if paragraph.kind != "body" or not (leads_in(before) or len(before) < 60):
        return []
    parts = _semicolons(paragraph) if len(paragraph.starts) < 2 else _lines(paragraph)
    lines = [replace(paragraph, text=text, starts=[(0, number)], lead=None, cells=()) for text, number in parts]
    fit = [x for x in lines if len(x.text) < 140 and not x.text.endswith((".", "?"))]
    fit = [x for x in fit if x.text[0].isupper() or _of_post(x.text)]
    told = [x for x in fit if any(is_body(piece) for piece, _ in pieces_of(x))]
    enough = bool(told) if headed([x.text for x in lines]) else len(told) * 2 >= len(lines)
    return lines if len(fit) == len(lines) and enough else []


def _of_post(text: str) -> bool:
    """Whether a line begins with a post ("the Head of Community Safety, Fern Council")."""
    return re.match(r"(?:the|an?) ", text) is not None and post_words().search(text) is not None


def _lines(paragraph: Paragraph) -> list[tuple[str, int]]:
    """The lines of a paragraph with their numbers; one that goes on with the line before is no line of its own."""
    offsets = [start for start, _ in paragraph.starts] + [len(paragraph.text)]
    parts: list[tuple[str, int]] = []
    for (start, number), end in zip(paragraph.starts, offsets[1:], strict=True):
        text = paragraph.text[start:end].strip()
        if parts and text[:1].islower() and not _of_post(text):
            parts[-1] = (f"{parts[-1][0]} {text}", parts[-1][1])
        elif text:
            parts.append((text, number))
    return parts


def _semicolons(paragraph: Paragraph) -> list[tuple[str, int]]:
    """The members of a panel that stand in one line with semicolons between; none where it is no such line."""
    parts = [p.strip() for p in paragraph.text.rstrip(".").split(";")]
    if paragraph.section.kind != "panel" or len(parts) < 3 or not all(parts) or any(": " in p for p in parts):
        return []
    return [(part, paragraph.starts[0][1] if paragraph.starts else paragraph.first) for part in parts]


def glued(paragraph: Paragraph) -> list[str]:
    """The lines of a list of bodies without bullets that stand as one paragraph; none where it is running text."""
    return [line.text for line in _glued(paragraph, "")]


def _line(paragraph: Paragraph, before: str) -> bool:
    """Whether a paragraph without a bullet is a line of a list: short, no sentence, after words that lead in to one."""
    text = paragraph.text
    if len(text) > 160 or text.endswith((".", ":", "?")) or not text[:1].isupper() or _semicolons(paragraph):
        return False
    if paragraph.number and not _member(paragraph):
        return False
    if paragraph.kind == "heading":
        opens = leads_in(before) or (lead_of(before) == "panel" and len(before) < 60)
        return bool(opens and post_words().search(text) and re.search(r"\s[–—-]\s|,|\t", text))
    return leads_in(before) or len(before) < 60


def _cell(paragraph: Paragraph) -> bool:
    """Whether a paragraph may be a cell of a table each of whose cells has become a line: empty, or in brackets."""
    text = paragraph.text
    return paragraph.kind == "body" and not paragraph.number and len(text) <= 60 and text[0] in "-–—("


def _within(paragraph: Paragraph) -> list[Entry]:
    """The agencies, two or more, that an entry of a list itself lists.

    So "(c) The following had no contact: Fern Police and Moor Homes" does.
    """
    lead, colon, _ = paragraph.text.partition(": ")
    found = list(inline(paragraph)) if colon and lead_of(lead) and not is_body(lead) else []
    return found if len(found) > 1 else []


def _among(paragraph: Paragraph, group: list[Paragraph], before: str) -> bool:
    """Whether a line is one of a list: a cell of a table that lost its columns, or a line under a lead."""
    if group and _cell(paragraph) and headed([p.text.strip() for p in group]):
        return True
    return bool(_line(paragraph, before if not group else "x:") and (group or lead_of(before)))


def _in_analysis(paragraph: Paragraph) -> Iterator[Entry]:
    """The agencies that a sentence of the analysis lists, under a heading of who took part."""
    if paragraph.section.kind == "analysis" and _title(paragraph.section.title) and _strong(paragraph.text):
        yield from inline(paragraph)


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


#: Words that lead in to what was recommended, whoever took part in it.
_OF_ADVICE = re.compile(r"(?i)\brecommendations?\b[^.]{0,160}\b(?:tables?|below|set out|as follows|following|listed)\b")


def _strong(text: str) -> bool:
    return not _OF_ADVICE.search(text) and bool(
        re.search(
            r"(?i)\b(agencies|organisations)\b.{0,60}\b(IMR|management review|chronolog|contribut|no (contact|"
            r"records?)\b)"
            r"|\b(IMRs|management reviews|chronologies|reports) (were|have been) (also )?(prepared|completed|provided|"
            r"submitted|received|requested|commissioned)\b[^.:]{0,40}\b(by|from)\b",
            text,
        )
    )
