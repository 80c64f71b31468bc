"""The lines of a document that have text, each with what its beginning tells; page furniture is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from string import ascii_uppercase

from loaders.document import tidy
from loaders.document.model import Document, Line

_BULLET = re.compile(r"^\s*(?:[-*•▪‣◦·●○■□➢➤✓✔❖◆\ue000-\uf8ff]|–(?=\s)|o(?=\s+[A-Z“\"(‘']))\s*(?=\S)")
_DEEP = re.compile(
    r"^(?P<n>(?:[A-Z]?\d{1,3}|\d{1,2}[A-Z])(?:\.\d{1,3}){1,4}(?:(?<=\d)[a-h](?=[.:)]?\s+[A-Z])|\((?:[a-z]|[ivx]{1,4})\))?|\d{1,2}[A-Z](?=[.:)]))[.:)]?(?:\s+|$)"
)
_POINT = re.compile(r"^(?P<n>\d{1,3})[.)](?:\s+|$)")
_BARE = re.compile(r"^(?P<n>\d{1,3})\s+(?=[A-Z“\"‘'(])")
_LETTER = re.compile(
    r"^(?:\((?P<a>[a-z]{1,3}|[A-Z])\)|(?P<b>[a-z]|[ivx]{2,5}|[a-z]{2})\)|(?P<c>[a-z]|[ivx]{2,4})\.(?=\s+[A-Z]))\s*"
)
#: A capital letter or Roman numeral before a title ("IV. The police", "B. Background").
_CAPITAL = re.compile(r"^(?P<n>[IVX]{1,5}|[A-K])[.)]\s+(?=[A-Z])")
#: The number of a paragraph behind the letter of its section, without a stop ("C12 The GP ...").
_SECTIONED = re.compile(r"^(?P<n>(?P<section>[A-Z])(?P<at>\d{1,3}))[.)]?\s+(?=[A-Z“\"‘'(*])")
#: The same in Roman figures: "E.II Fern Police".
_PARTED = re.compile(r"^(?:\*\*)?(?P<n>(?P<section>[A-Z])\.(?P<at>[IVX]{1,5}))[.)]?\s+(?=[A-Z“\"‘'(*])")
#: So many numbers in a row behind one letter number paragraphs; people who are called "A1" and "A2" begin no such row.
_ROW = 4
#: What the lines of boxes and tables are drawn with.
_RULED = "-_=*.|:\t +~─━═│┃┌┐└┘├┤┬┴┼"
_DATED = re.compile(r"^(?:\d{1,2}\.\d{1,2}\.(?:\d{4}|[12]\d)\b|(?:\d+\.)?0\d)")
_CLOCK = re.compile(r"^\d{1,2}\.\d\d\s*(?:am|pm|hrs|hours)\b", re.I)
_ROMAN = re.compile(r"[ivx]+|[IVX]+")
_NAMED = re.compile(
    r"^(?P<word>section|part|chapter|appendix|appendices|annex)"
    r"(?:\s+(?P<n>\d{1,2}|[A-Z]|[IVX]{1,4}|one|two|three|four|five|"
    r"six|seven|eight|nine|ten)\b\s*[:.–-]?\s*|\s*[:–-]\s+|$)",
    re.I,
)
_MONTH = re.compile(
    r"^\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_FOOTNOTE = re.compile(r"^(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,3}\](?=\s)|\^\d{1,3})\s*\S")
_CITATION = re.compile(
    r"^\d{1,3}\s+(?:https?:|www\.|See (?:also\b|the (?:report|guidance|website)|[^\Wa-z]|section|paragraph|"
    r"appendix|p\.|pages?\b|note|https?)|Ibid|Available at|Source:|Section \d+)|^\d{1,3}\s.{0,90}https?:"
)
_BOLD = re.compile(r"^(?:#{1,6}\s+(?P<h>.+?)\s*#*|\*\*(?P<b>[^*].*?)\*\*:?|__(?P<u>.+?)__|\*(?P<i>[^*]{1,80})\*)$")
_BOLD_LABEL = re.compile(r"^\*\*(\(?(?:\d[\d.]*|[a-z]{1,3}|[A-Z])[.):]*)\*\*[ \t]*(?=\S)")
_TAB_AFTER_LABEL = re.compile(
    r"^(?P<n>\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,3}|[A-Z])[.):]*"
    r"|(?i:(?:section|part|chapter|appendix|annex) ?(?:\d{1,2}|[A-Z]|[IVX]{1,4}|one|two|three|four|five|six|seven|"
    r"eight|nine|ten)?[.:]?))\t+"
)
#: What follows "C14" and a tab in a paragraph or a heading: in a table of people called "A1" and "A2" it does not.
_NO_CELLS = re.compile(r"[^\t]{40,}[.:;?!]\W*|\*\*[^\t]+\*\*:?(?: [^\t]*)?")
#: A bullet that conversions leave on a line of its own.
_LONE_BULLET = re.compile(r"[•▪‣◦·●○■□➢➤✓✔❖◆\ue000-\uf8ffo]")
#: Marks of emphasis, and of footnotes where they cling to a word ("DASH¹").
_MARKS = re.compile(r"\*\*|__|(?<=\s)\*(?=\w)|(?<=\w)\*(?=\s|$)|(?<=[A-Za-z)])[¹²³⁴-⁹⁰]+(?=[\s.,;:)]|$)")
#: A number in brackets, which counts paragraphs or the entries of a list.
_BRACKETS = re.compile(r"\((?P<n>\d{1,3})\)\s+(?=[A-Z“\"‘'])")
#: A number with a wide blank behind it, as a list sets it.
_WIDE = re.compile(r"(?P<n>\d{1,2}) {2,}(?=[A-Z])")
#: Characters of a line that is surely no heading.
BROAD = 120
#: Words of a numbered title at most, where its parts are numbered under it.
_TITLE = 40
#: Words that a title leaves small, and with which no sentence ends.
SMALL = frozenset(
    """a an and as at by for from in into of on or the to with without & - – / i ii iii""".split()  # noqa: SIM905
)


@dataclass
class Raw:
    """A line with what its beginning tells."""

    line: Line
    text: str  # without markup, bullet and number
    label: str | None = None  # a printed number or letter
    depth: int = 0  # of a printed number: 1 for '4', 3 for '4.2.1'; 0 for a letter or none
    bullet: bool = False
    marked: bool = False  # bold or a markdown heading
    footnote: bool = False
    tabs: bool = False
    cells: tuple[str, ...] = ()
    hashes: int = 0  # of a markdown heading
    alone: bool = True  # a blank line (or the page's edge) before it
    turned: bool = False  # a page's header or number before it
    named: bool = False  # 'Section 3', 'Appendix B'
    parted: bool = False  # its number is that of the parts right under it: '4.1' before '4.1.1'
    page: int | None = None
    indent: int = 0
    glyph: str = ""  # the bullet, or the kind of letter
    words: list[str] = field(default_factory=list)

    @property
    def plain(self) -> bool:
        """Whether it begins with nothing but words."""
        return not (self.label or self.bullet or self.footnote or self.tabs)

    @property
    def capitals(self) -> bool:
        """Whether it is printed in capitals."""
        return self.text.isupper() or (self.line.text != self.line.printed)

    @property
    def whole(self) -> str:
        """The text with the number that it begins with."""
        return _MARKS.sub("", tidy.cleaned(self.line.text)).strip()


def read_lines(document: Document) -> list[Raw]:
    """The lines that have text and are no page header or page number, in order."""
    lines = document.lines
    cleaned = [tidy.cleaned(line.text) for line in lines]
    cleaned = tidy.columns(cleaned)
    pages = tidy.pages(cleaned)
    page_of = tidy.page_of_lines(cleaned, pages)
    turns = {at for at in range(1, len(lines)) if lines[at].page != lines[at - 1].page}
    turns |= {at - 1 for at in turns}
    running = tidy.running(cleaned, turns | {number - 1 for number in pages})
    reader = _Reader(_sections(cleaned), _parted(cleaned))
    raws: list[Raw] = []
    blank, turned = True, False
    for line, text in zip(lines, cleaned, strict=True):
        stripped = text.strip()
        if not stripped.strip(_RULED):
            blank = True
            continue
        if line.number in pages or tidy.shape(stripped) in running:
            blank = turned = True
            continue
        raw = reader.read(line, text)
        raw.alone, raw.turned = blank, turned
        raw.page = line.page if line.page is not None else page_of[line.number - 1]
        raw.words = raw.text.split()
        blank = turned = False
        if tidy.is_chapter(cleaned, line.number - 1):
            raw.label, raw.depth, raw.text, raw.words = stripped, 1, "", []
        if raw.words or raw.label:
            raws.append(raw)
    raws = _with_titles(_with_marks(raws))
    _close_up(raws)
    return raws


def _with_marks(raws: list[Raw]) -> list[Raw]:
    """The lines, with those that hold nothing but a paragraph's number, letter or bullet taken into the next.

    Conversions put the mark that hangs at the margin on a line of its own. Several of these on end are a column of
    marks, and nothing tells whose each is.
    """
    found: list[Raw] = []
    mark: Raw | None = None
    for at, raw in enumerate(raws):
        if _is_mark(raw) and not any(_is_mark(r) for r in raws[max(0, at - 1) : at] + raws[at + 1 : at + 2]):
            mark = raw
            found.append(raw)
            continue
        if mark and raw.plain and not (raw.named or raw.hashes):
            found.pop()
            raw.label, raw.depth, raw.glyph = mark.label, mark.depth, mark.glyph or mark.text
            raw.bullet = mark.bullet or not mark.label
            raw.alone, raw.turned, raw.indent = mark.alone, mark.turned, mark.indent
        mark = None
        found.append(raw)
    return found


def _with_titles(raws: list[Raw]) -> list[Raw]:
    """The lines, with those on which a numbered title goes on taken into its first.

    A title it is for certain, however long, where the number of what comes next is the first of its parts and its
    words end no sentence that tells or leads in to a list. So is one without a number that says whose recommendations
    come, and goes on with no more than the rest of a name.
    """
    found: list[Raw] = []
    over = 0  # the position after the lines of the last
    for at, raw in enumerate(raws):
        if found and found[-1].parted and raw.words and at < over:
            found[-1].text += " " + raw.text
            found[-1].words += raw.words
            continue
        found.append(raw)
        over = at + 1
        if _is_over_two(raws, at):
            raw.parted, over = True, at + 2
            continue
        if raw.depth < 1 or not raw.words or raw.tabs:
            continue
        while over < min(len(raws), at + 4) and raws[over].plain and not (raws[over].alone or raws[over].marked):
            over += 1
        words = [w for r in raws[at:over] for w in r.words]
        ends = words[-1][-1] not in ".:;,"
        raw.parted = ends and len(words) <= _TITLE and over < len(raws) and raws[over].label == f"{raw.label}.1"
    return found


#: A title that says whose recommendations follow, and a body's name, or the rest of one.
_WHOSE = re.compile(
    r"(?:Single[- ]Agency |Individual Agency |IMR |Agency )?Recommendations? (?:made |agreed )?(?:by|for|of|to|from) "
    r"(?:the )?(?=[A-Z])"
)
_NAMES_ON = re.compile(r"(?:(?:[A-Z][\w’'&()-]*|of|and|for|the|&|in|with)(?: |$))+")


def _is_over_two(raws: list[Raw], at: int) -> bool:
    """Whether a title of whose recommendations come stands on this line and the next, alone."""
    first, second = raws[at], raws[at + 1] if at + 1 < len(raws) else None
    m = _WHOSE.match(first.text) if first.alone and first.plain else None
    if m is None or second is None or second.alone or not second.plain or not second.words:
        return False
    following = raws[at + 2] if at + 2 < len(raws) else None
    whole = f"{first.text[m.end() :]} {second.text}"
    return (following is None or following.alone) and bool(_NAMES_ON.fullmatch(whole))


def _is_mark(raw: Raw) -> bool:
    """Whether a line is the number, letter or bullet of the paragraph after it, and nothing else."""
    return bool(raw.label and not raw.words and not raw.named) or bool(_LONE_BULLET.fullmatch(raw.text))


def _close_up(raws: list[Raw]) -> None:
    """Takes the blank line before each line that the margin has broken for none, in a text that has one after every
    line: there a blank line parts no paragraphs, and a line that ends before the margin does."""
    pairs = [(a, b) for a, b in pairwise(raws) if b.plain and len(a.text) >= 40 and not (a.tabs or a.footnote)]
    broken = sum(b.alone and not tidy.ENDS.search(a.text) and b.text[:1].islower() for a, b in pairs)
    if broken < 3 or broken * 4 < len(pairs) or sum(r.alone for r in raws) * 10 < len(raws) * 9:
        return
    lengths = sorted(len(r.line.text.rstrip()) for r in raws if not r.tabs)
    width = lengths[int(len(lengths) * 0.97)]
    for a, b in pairs:
        # What is short and begins like a heading after a full stop goes on from nothing.
        apart = tidy.ENDS.search(a.text) and len(b.text) < width * 0.6 and b.text[:1].isupper() and b.text[-1].isalpha()
        if len(a.line.text.rstrip()) >= width * 0.75 and not apart:
            b.alone = False


def _sections(lines: list[str]) -> frozenset[str]:
    """The letters behind which paragraphs are numbered one after the other ("C1", "C2", "C3", "C4")."""
    reached: dict[str, int] = {}
    for text in lines:
        if (m := _SECTIONED.match(text.strip())) and int(m["at"]) == reached.get(m["section"], 0) + 1:
            reached[m["section"]] = int(m["at"])
    found = {letter for letter, last in reached.items() if last >= _ROW}
    # Of letters in a row ("A1" to "H6") those with few paragraphs count too.
    row = list(takewhile(reached.__contains__, ascii_uppercase))
    if len(row) >= _ROW and len(found.intersection(row)) > 1:
        found.update(row)
    return frozenset(found)


def _parted(lines: list[str]) -> frozenset[str]:
    """The letters whose parts are numbered in Roman figures ("E.I", "E.II"); not the rank of "D.I. Jane Lee"."""
    found = filter(None, (_PARTED.match(text.strip()) for text in lines))
    return frozenset(m["section"] for m in found if m["at"] == "II")


class _Reader:
    """Reads lines in their order: whether a number in parts is a paragraph's depends on the last one."""

    def __init__(self, sections: frozenset[str], parted: frozenset[str]) -> None:
        self.sections = sections  # letters that paragraphs' numbers begin with
        self.parted = parted  # letters behind which parts are numbered in Roman figures
        self.rows = False  # whether the last line was a row of a table
        self.part = 0  # the first figure of the last number in parts: 4 of '4.2.1'

    def read(self, line: Line, whole: str) -> Raw:
        """What the beginning of a line tells."""
        stripped = whole.strip()
        raw = Raw(line, stripped)
        raw.indent = tidy.indent(line.text)
        if _FOOTNOTE.match(stripped) or _CITATION.match(stripped):
            raw.footnote = True
            return raw
        # Each part notes in ``raw`` what it reads, and leaves the rest to the next.
        text = _without_bullet(raw, stripped)
        text = _without_emphasis(raw, text).strip()
        empty = whole.startswith("\t") and self.rows  # the first cell of a row under another
        raw.tabs = "\t" in (text if empty else self._without_tab_after_label(text))
        self.rows = raw.tabs
        if raw.tabs:
            _read_row(raw, whole)
            if raw.label and _DEEP.match(f"{raw.label} X"):
                self._fits_parts(raw.label)
            return raw
        if (m := _NAMED.match(text)) and _reads_named(raw, text, m):
            return raw
        text = self._without_number(raw, text)
        text = _without_letter(raw, text).strip()
        if m := _BOLD.match(text):
            # '4.1.7 **Metropolitan area**': the number stands before the bold words.
            raw.marked = raw.marked or not m["i"]
            text = next(g for g in m.groups() if g)
        raw.text = _MARKS.sub("", text).strip()
        return raw

    def _without_tab_after_label(self, text: str) -> str:
        """A line without the tab behind the number or letter that it begins with: such a tab makes no table."""
        m = _SECTIONED.match(text)
        if m and m["section"] in self.sections and _NO_CELLS.fullmatch(text, m.end()):
            return " ".join(text.split("\t", 1))
        return _TAB_AFTER_LABEL.sub(" ", text)

    def _without_number(self, raw: Raw, text: str) -> str:
        """What comes after the number at the beginning of a line, which is noted."""
        if m := _DEEP.match(text):
            if _CLOCK.match(text) or not self._fits_parts(m["n"]):
                return text
            raw.label = m["n"]
            # "5A" stands under "5", and "5A.1" under it; "5.1a" under "5.1".
            lettered = raw.label.partition(".")[0][-1:].isalpha() or raw.label.rstrip(")")[-1:].isalpha()
            raw.depth = raw.label.count(".") + 1 + lettered
        elif ((m := _SECTIONED.match(text)) and m["section"] in self.sections) or (
            (m := _PARTED.match(text)) and m["section"] in self.parted
        ):
            raw.label, raw.depth = m["n"], 2
        elif m := (_POINT.match(text) or _BRACKETS.match(text) or _WIDE.match(text) or _capital(text)):
            raw.label, raw.depth = m["n"], 1
        elif (m := _BARE.match(text)) and not _MONTH.match(text):
            raw.label, raw.depth = m["n"], -1  # kept only where it fits the run of numbers
        else:
            return text
        return text[m.end() :]

    def _fits_parts(self, number: str) -> bool:
        """Whether a number in parts is a paragraph's, rather than a date or an hour: no part begins with a naught, and
        the first goes on where the last number stood, or begins again."""
        parts = number.partition("(")[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").rstrip("abcdefgh").split(".")
        if any(p.startswith("0") for p in parts):
            return False
        first = int(parts[0].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        dated = len(parts) == 3 and first <= 31 and int(parts[1]) <= 12 and int(parts[2]) >= 10
        fits = first in (self.part, self.part + 1, self.part + 2) or (first == 1 and not dated)
        if fits or (self.part == 0 and not dated and first <= 20):
            self.part = first
            return True
        return False


def _without_bullet(raw: Raw, text: str) -> str:
    """What comes after a line's bullet, which is noted; a number before or after it loses its bold type."""
    text = _BOLD_LABEL.sub(r"\1 ", text)
    if (m := _BULLET.match(text)) and (not text.startswith(("**", "*")) or text[1:2] == " "):
        raw.bullet, raw.glyph, text = True, m[0].strip(), text[m.end() :]
    return _BOLD_LABEL.sub(r"\1 ", text)


def _without_emphasis(raw: Raw, text: str) -> str:
    """The words of a line that is a heading in markdown or all in bold, which is noted; else the line."""
    m = _BOLD.match(text)
    if m is None:
        return text
    raw.marked = True
    raw.hashes = len(text) - len(text.lstrip("#"))
    return next(g for g in m.groups() if g)


def _read_row(raw: Raw, whole: str) -> None:
    """Notes the cells of a table's row, and the number in parts that it begins with."""
    raw.cells = tuple(_MARKS.sub("", c).strip() for c in whole.split("\t"))
    raw.text = "\t".join(raw.cells).strip()
    if (m := _DEEP.match(raw.text)) and not _DATED.match(raw.text):
        raw.label = m["n"]


def _reads_named(raw: Raw, text: str, m: re.Match[str]) -> bool:
    """Whether a line is a title after "Section 3" or "Appendix B"; its label and text are noted.

    An appendix keeps these words in its title.
    """
    appended = m["word"].lower().startswith(("append", "annex"))
    raw.named = len(text) < BROAD and (bool(m["n"]) or appended)
    if not raw.named or len(text) <= m.end():
        return False
    raw.label, raw.depth = m["n"], 1
    text = _MARKS.sub("", text).replace("\t", " ")
    raw.text = text if appended else text[m.end() :]
    return True


def _without_letter(raw: Raw, text: str) -> str:
    """What comes after the letter at the beginning of a line or after its number in parts, which is noted."""
    if raw.depth < 0 or not (raw.label is None or raw.depth > 1):
        return text
    m = _LETTER.match(text)
    if m is None:
        return text
    letter = m["a"] or m["b"] or m["c"]
    raw.label = f"{raw.label}({letter})" if raw.label else f"({letter})"
    raw.glyph = "roman" if _ROMAN.fullmatch(letter) else "letter"
    raw.depth = 0
    return text[m.end() :]


def _capital(text: str) -> re.Match[str] | None:
    """A capital letter or numeral before a title, which is short and does not end as a sentence does."""
    return None if len(text) >= BROAD or text[-1:] in ".;," else _CAPITAL.match(text)
