"""Groups the lines of a document into paragraphs with their printed numbers, and paragraphs into sections.

Works by what all such reports share: headings are short, stand alone and do not end like a sentence; paragraphs carry
numbers, letters or bullets, or none; a line may be broken by the page; pages repeat a header and carry a number; the
contents list comes first and repeats the headings. Linear in the number of lines.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

from loaders.document.model import Document, Line, Paragraph, Section

_GLYPHS = str.maketrans(
    {
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\u00ad": "", "\u200b": "", "\ufeff": "",
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
        "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "•", "\uf06e": "•", "\uf02d": "•", "\u2012": "–",
    }
)  # fmt: skip
_TAGS = re.compile(r"</?(?:u|b|i|em|strong|p|br|sup|sub)\s*/?>", re.I)
_BULLET = re.compile(r"^\s*(?:[-*•▪‣◦·●○■□➢➤✓✔❖◆]|–(?=\s)|o(?=\s+[A-Z“\"(‘']))\s*(?=\S)")
_DEEP = re.compile(r"^(?P<n>[A-Z]?\d{1,3}(?:\.\d{1,3}){1,4})[.:)]?(?:\s+|$)")
_POINT = re.compile(r"^(?P<n>\d{1,3})[.)](?:\s+|$)")
_BARE = re.compile(r"^(?P<n>\d{1,3})\s+(?=[A-Z“\"‘'(])")
_LETTER = re.compile(
    r"^(?:\((?P<a>[a-z]{1,3}|[A-Z])\)|(?P<b>[a-z]|[ivx]{2,5}|[a-z]{2})\)|(?P<c>[a-z]|[ivx]{2,4})\.(?=\s+[A-Z]))\s*"
)
_NAMED = re.compile(
    r"^(?P<word>section|part|chapter|appendix|appendices|annex)(?:\s+(?P<n>\d{1,2}|[A-Z]|[IVX]{1,4}|one|two|three|four|five|"
    r"six|seven|eight|nine|ten)\b\s*[:.–-]?\s*|\s*[:–-]\s+|$)",
    re.I,
)
_MONTH = re.compile(
    r"^\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_FOOTNOTE = re.compile(r"^(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,3}\](?=\s)|\^\d{1,3})\s*\S")
_CITATION = re.compile(
    r"^\d{1,3}\s+(?:https?:|www\.|See\b|Ibid|Available at|Source:|Section \d+)|^\d{1,3}\s.{0,90}https?:"
)
_PAGE = re.compile(
    r"^\W*(?:page\s+)?(?P<n>\d{1,3})(?:\s*(?:of|/|\|)\s*(?:\d{1,3}|p\s*a\s*g\s*e))?\W*$|^\W*p\s*a\s*g\s*e\s*\|?\s*(?P<m>\d{1,3})\b.{0,12}$",
    re.I,
)
_LEADERS = re.compile(r"(?:\.{3,}|…+|\s\.\s\.\s\.|\t)\s*(?:\d{1,3}|[ivxl]{1,5}|Error! Bookmark not defined\.?)\s*$")
_TRAILING = re.compile(r"\S\s+\d{1,3}$")
_BOLD = re.compile(r"^(?:#{1,6}\s+(?P<h>.+?)\s*#*|\*\*(?P<b>[^*].*?)\*\*:?|__(?P<u>.+?)__|\*(?P<i>[^*]{1,80})\*)$")
_MARKS = re.compile(r"\*\*|__|(?<=\s)\*(?=\w)|(?<=\w)\*(?=\s|$)")
_RECOMMENDATION = re.compile(
    r"^(?:\W*)(?:\w+ ){0,3}recommendations?\s*(?:no\.?\s*)?(?:\d|[ivx]+\b|[a-z]\b|one|two|three|four|five|six|seven|eight|nine|ten|:)",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|did|does|should|will|would|could|can|must|may|might|be|been|said|told|made|took)\b"
    r"|\bto (?:ensure|review|consider|develop|provide|work|make|undertake|raise|include|share|seek|establish|identify)\b",
    re.I,
)
_SMALL = frozenset("a an and as at by for from in into of on or the to with without & - – / i ii iii".split())
_RUNNING = re.compile(
    r"\b(?:report|review|official|sensitive|confidential|restricted|version|draft|dhr|dardr|protect|summary)\b", re.I
)
_ENDS = re.compile(r"[.?!:;][”\"’')\]]*(?:\s*[¹²³⁴⁵⁶⁷⁸⁹⁰]+)?$")

#: Sections whose text is of one kind to the end: a heading inside them, however worded, changes nothing but to these.
_CLOSED = {
    "recommendations": {"action-plan", "appendix", "glossary", "good-practice"},
    "action-plan": {"appendix", "glossary"},
    "analysis": {"recommendations", "good-practice", "lessons", "conclusions", "action-plan", "appendix", "glossary"},
    "chronology": {"recommendations", "good-practice", "lessons", "conclusions", "action-plan", "analysis", "appendix", "glossary"},
    "lessons": {"recommendations", "good-practice", "action-plan", "appendix", "glossary", "conclusions"},
    "conclusions": {"recommendations", "lessons", "action-plan", "good-practice", "appendix", "glossary"},
    "appendix": {"action-plan", "glossary", "terms-of-reference"},
    "terms-of-reference": {"panel", "background", "chronology", "analysis", "recommendations", "conclusions", "action-plan", "glossary", "appendix"},
}  # fmt: skip
_TITLE = 14  # words of a heading at most
_BROAD = 120  # characters of a line that is surely no heading


@cache
def _kinds() -> list[tuple[str, list[re.Pattern[str]]]]:
    data = yaml.safe_load((files("loaders.document") / "sections.yaml").read_text(encoding="utf-8"))
    return [(kind, [re.compile(p) for p in patterns]) for kind, patterns in data.items()]


@cache
def kind_of_heading(title: str) -> str | None:
    """The kind of section that a heading announces, or None."""
    low = title.lower().strip(" :.–-")
    for kind, patterns in _kinds():
        if any(p.search(low) for p in patterns):
            return kind
    return None


def structure(document: Document) -> Document:
    """Fills ``sections`` and ``paragraphs``, and returns the document."""
    _Builder(document).run()
    return document


@dataclass
class _Raw:
    """A line with what its beginning tells."""

    line: Line
    text: str  # without markup, bullet and number
    label: str | None = None  # a printed number or letter
    depth: int = 0  # of a printed number: 1 for '4', 3 for '4.2.1'; 0 for a letter or none
    bullet: bool = False
    marked: bool = False  # bold or a markdown heading
    footnote: bool = False
    tabs: bool = False
    alone: bool = True  # a blank line (or the page's edge) before it
    named: bool = False  # 'Section 3', 'Appendix B'
    page: int | None = None
    words: list[str] = field(default_factory=list)

    @property
    def plain(self) -> bool:
        return not (self.label or self.bullet or self.footnote or self.tabs)


class _Builder:
    def __init__(self, document: Document) -> None:
        self.document = document
        root = Section(0, "", None, 0, "other", 1, len(document.lines))
        document.sections.append(root)
        self.section = root
        self.number: str | None = None  # the number under which letters stand
        self.lead: Paragraph | None = None
        self.last: Paragraph | None = None
        self.point = 0  # the last bare or pointed paragraph number

    def run(self) -> None:
        raws = self._raws()
        self.width = _wrap_width([r.line.text for r in raws])
        contents = _contents(raws)
        for at, raw in enumerate(raws):
            if at in contents:
                self._contents_line(raw)
            elif raw.footnote:
                self._add(raw, "footnote")
            elif self._is_heading(raws, at):
                self._heading(raw)
            elif not self._joined(raw):
                self._body(raw)

    # reading lines

    def _raws(self) -> list[_Raw]:
        lines = self.document.lines
        cleaned = [_TAGS.sub("", line.text.translate(_GLYPHS)).rstrip() for line in lines]
        running = _running(cleaned)
        pages, page = _pages(cleaned), None
        raws: list[_Raw] = []
        blank = True
        for line, text in zip(lines, cleaned, strict=True):
            page = pages.get(line.number, page)
            stripped = text.strip()
            if not stripped or stripped.strip("-_=*. ") == "":
                blank = True
                continue
            if line.number in pages or _shape(stripped) in running:
                blank = True
                continue
            raw = self._read(line, stripped)
            raw.alone = blank
            raw.page = line.page if line.page is not None else page
            raw.words = raw.text.split()
            blank = False
            if raw.words or raw.label:
                raws.append(raw)
        return raws

    def _read(self, line: Line, stripped: str) -> _Raw:
        raw = _Raw(line, stripped)
        if _FOOTNOTE.match(stripped) or _CITATION.match(stripped):
            raw.footnote = True
            return raw
        text = stripped
        if m := _BULLET.match(text):
            if not text.startswith(("**", "*")) or text[1:2] == " ":
                raw.bullet, text = True, text[m.end() :]
        if m := _BOLD.match(text):
            raw.marked = True
            text = next(g for g in m.groups() if g)
        text = _MARKS.sub("", text).strip()
        raw.tabs = "\t" in text.strip()
        if m := _NAMED.match(text):
            raw.named = len(text) < _BROAD and (bool(m["n"]) or m["word"].lower().startswith(("append", "annex")))
            if raw.named and len(text) > m.end():
                raw.label, raw.depth = m["n"], 1
                raw.text = text if m["word"].lower().startswith(("append", "annex")) else text[m.end() :]
                return raw
        if m := _DEEP.match(text):
            if not re.match(r"^\d{1,2}\.\d\d(?:\s*(?:am|pm|hrs|hours)\b)", text):
                raw.label = m["n"]
                raw.depth = raw.label.count(".") + 1
                text = text[m.end() :]
        elif m := _POINT.match(text):
            raw.label, raw.depth = m["n"], 1
            text = text[m.end() :]
        elif (m := _BARE.match(text)) and not _MONTH.match(text):
            raw.label, raw.depth = m["n"], -1  # kept only where it fits the run of numbers
            text = text[m.end() :]
        if raw.depth >= 0 and (m := _LETTER.match(text)) and (raw.label is None or raw.depth > 1):
            letter = m["a"] or m["b"] or m["c"]
            raw.label = f"{raw.label}({letter})" if raw.label else f"({letter})"
            raw.depth = 0
            text = text[m.end() :]
        raw.text = text.strip()
        return raw

    # headings

    def _is_heading(self, raws: list[_Raw], at: int) -> bool:
        raw = raws[at]
        text, words = raw.text, raw.words
        if raw.tabs or not words or len(words) > _TITLE or len(text) > _BROAD:
            return False
        if raw.depth == -1 and not self._fits_run(raw):
            return False
        if (
            _RECOMMENDATION.match(text)
            and not raw.named
            and kind_of_heading(text) == "recommendations"
            and re.search(r"\d|:", text)
        ):
            return False
        first = text.lstrip("“\"'‘(")[:1]
        if not (first.isupper() or first.isdigit()) or text[-1] in ",;" or (text[-1] == "." and not raw.marked):
            return False
        if raw.bullet and not (raw.depth > 1 or raw.marked):
            return False
        if raw.depth == 0 and raw.label:
            return raw.marked and len(words) <= 8
        letters = [c for c in text if c.isalpha()]
        upper = len(letters) >= 4 and all(c.isupper() for c in letters)
        kind = kind_of_heading(text)
        following = raws[at + 1] if at + 1 < len(raws) else None
        finite = bool(_FINITE.search(text)) and not text.endswith("?")
        if raw.named or raw.marked:
            return not finite or len(words) <= 8
        if following and self._siblings(raw, following) and not (kind and upper):
            return False
        if text[-1] == ":" and not (upper or (kind and len(words) <= 5)):
            return False
        if upper and not raw.bullet:
            return True
        titled = [w for w in words if w.lower() not in _SMALL]
        title_case = bool(titled) and sum(w[:1].isupper() or w[:1].isdigit() for w in titled) / len(titled) >= 0.75
        if raw.depth > 1:
            return not finite or (title_case and len(words) <= 8)
        if raw.depth in (1, -1):
            return not finite and (bool(kind) or title_case or len(words) <= 5)
        if not raw.alone or finite or (self.width and not self._ends_last()):
            return False
        if kind and len(words) <= 10:
            return True
        leads = following is not None and (
            len(following.text) >= 80 or following.label or following.bullet or following.marked or following.tabs
        )
        return (
            bool(leads)
            and following is not None
            and following.alone
            and (len(words) <= 6 or (title_case and len(words) <= 12))
        )

    def _siblings(self, raw: _Raw, following: _Raw) -> bool:
        """Whether the next line is of the same form and length, as in a list rather than under a heading."""
        if len(following.text) > _BROAD or raw.bullet != following.bullet:
            return False
        if raw.depth > 0 and raw.label and following.label and following.depth == raw.depth:
            return True
        return False

    def _fits_run(self, raw: _Raw) -> bool:
        number = int(raw.label or 0)
        return number in (self.point + 1, self.point + 2) or (number == 1 and self.point == 0)

    def _ends_last(self) -> bool:
        """Whether the paragraph before has ended, in a text whose lines are broken at the margin."""
        return (
            self.last is None
            or self.last.kind == "heading"
            or bool(_ENDS.search(self.last.text))
            or self.last.kind == "row"
        )

    def _heading(self, raw: _Raw) -> None:
        title = raw.text.rstrip(" :")
        own = kind_of_heading(title)
        level = self._level(raw, own)
        parent = self.section
        while parent.parent and parent.level >= level:
            parent = parent.parent
        told = _told(own, parent.kind)
        if raw.depth == -1:
            self.point = int(raw.label or 0)
        self.section = Section(
            len(self.document.sections),
            title,
            raw.label,
            level,
            told,
            raw.line.number,
            len(self.document.lines),
            parent,
        )
        self.document.sections.append(self.section)
        if raw.depth > 0:
            self.number = raw.label
        self.lead = None
        self._add(raw, "heading")

    def _level(self, raw: _Raw, own: str | None) -> float | int:
        if raw.depth > 0:
            return 10 * raw.depth
        if raw.depth == -1:
            return 10
        if raw.named:
            return 10
        letters = [c for c in raw.text if c.isalpha()]
        upper = bool(letters) and all(c.isupper() for c in letters)
        numbered = any(s.number for s in self.section.path)
        # An unnumbered heading stands under the numbered one before it, unless its words open a part of the report that is
        # no part of that one.
        opens = own is not None and own not in (
            "process",
            "panel",
            "background",
            "family",
            "equality",
            "good-practice",
            "lessons",
        )
        if numbered and opens and _told(own, self.section.kind) == own and own != self.section.kind:
            return 10
        base = 45 if numbered else 12
        return base if (upper or (opens and not numbered)) else base + (1 if raw.marked else 2)

    # paragraphs

    def _contents_line(self, raw: _Raw) -> None:
        if kind_of_heading(raw.text) == "contents" and self.section.kind != "contents":
            top = self.document.sections[0]
            self.section = Section(
                len(self.document.sections),
                raw.text,
                None,
                10,
                "contents",
                raw.line.number,
                len(self.document.lines),
                top,
            )
            self.document.sections.append(self.section)
            self._add(raw, "heading")
            return
        before, self.section = self.section, self._contents_section()
        self._add(raw, "row")
        if before.kind == "contents":
            self.section = before
        else:
            self.section = before
        self.lead = None

    def _contents_section(self) -> Section:
        for section in reversed(self.document.sections):
            if section.kind == "contents":
                return section
        made = Section(
            len(self.document.sections),
            "Contents",
            None,
            10,
            "contents",
            1,
            len(self.document.lines),
            self.document.sections[0],
        )
        self.document.sections.append(made)
        return made

    def _joined(self, raw: _Raw) -> bool:
        """Joins the line to the paragraph that it goes on with; says whether it did."""
        last = self._open()
        if last is None or raw.tabs or raw.bullet or raw.marked or raw.named:
            return False
        if raw.label and not (raw.depth == -1 and not self._fits_run(raw)):
            return False
        text = raw.line.text.translate(_GLYPHS).strip() if raw.depth == -1 else raw.text
        text = _MARKS.sub("", _TAGS.sub("", text)).strip()
        ended = bool(_ENDS.search(last.text))
        if raw.alone:
            if ended or not (text[:1].islower() or last.text[-1:] in ",-–" or last.text.split()[-1].lower() in _SMALL):
                return False
        elif not self.width:
            # Lines that follow each other without a blank are one paragraph only where the first breaks off.
            if ended or not (text[:1].islower() or last.text[-1:] in ",-–"):
                return False
        elif ended and len(last.text) - last.starts[-1][0] < self.width * 0.75:
            return False
        hyphen = last.text.endswith("-") and text[:1].islower() and last.text[-2:-1].isalpha()
        joined = last.text[:-1] if hyphen and not raw.alone else last.text + " "
        last.starts.append((len(joined), raw.line.number))
        last.text = joined + text
        last.__dict__.pop("sentences", None)
        return True

    def _open(self) -> Paragraph | None:
        """The paragraph that a line may go on with: the last one, footnotes at the page's foot left out."""
        for paragraph in reversed(self.document.paragraphs[-6:]):
            if paragraph.kind == "footnote":
                if self.document.paragraphs[-1] is paragraph or paragraph.kind == "footnote":
                    continue
            if paragraph.kind in ("heading", "row"):
                return None
            return paragraph
        return None

    def _body(self, raw: _Raw) -> None:
        if raw.tabs:
            self._add(raw, "row")
            return
        if raw.depth == -1 and not self._fits_run(raw):
            raw.text = _MARKS.sub("", raw.line.text.translate(_GLYPHS)).strip()
            raw.label, raw.depth = None, 0
        lettered = raw.label is not None and raw.depth == 0
        item = (raw.bullet and not raw.depth) or lettered
        if raw.depth > 0 or raw.depth == -1:
            self.number = raw.label
            if abs(raw.depth) == 1:
                self.point = int(raw.label or 0)
        self._add(raw, "item" if item else "body")

    def _add(self, raw: _Raw, kind: str) -> None:
        if not raw.text.strip():
            return
        label = raw.label
        if label and label.startswith("(") and kind == "item":
            label = f"{self.number or ''}{label}"
        cells = tuple(c.strip() for c in raw.text.split("\t")) if raw.tabs and kind == "row" else ()
        paragraph = Paragraph(
            len(self.document.paragraphs),
            raw.text,
            label if kind != "footnote" else None,
            [(0, raw.line.number)],
            self.section,
            kind,
            raw.page,
            cells,
            self.lead if kind == "item" else None,
        )
        self.document.paragraphs.append(paragraph)
        if kind in ("body", "item", "row", "heading"):
            self.last = paragraph
        if kind == "body" or (kind == "item" and raw.text.endswith(":")):
            self.lead = paragraph


def _told(own: str | None, around: str) -> str:
    """The kind of a section by its heading's words and the kind of the section around it."""
    if own is None:
        return around if around != "contents" else "other"
    allowed = _CLOSED.get(around)
    return own if allowed is None or own in allowed or own == around else around


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip().lower())


def _running(lines: list[str]) -> set[str]:
    """The shapes of page headers and footers: short lines that come again and again."""
    count = Counter(_shape(t) for t in lines if t.strip() and len(t) < 100 and "\t" not in t)
    return {
        shape
        for shape, n in count.items()
        if n >= 4
        and len(shape) > 3
        and _RUNNING.search(shape)
        and not re.match(r"^\W*(?:#|recommendation|action|lesson|appendix)", shape)
    }


def _pages(lines: list[str]) -> dict[int, int]:
    """Line number to page number, for lines that hold nothing but a page number in its turn."""
    found = [
        (n, int(m["n"] or m["m"]))
        for n, text in enumerate(lines, 1)
        if text.strip() and (m := _PAGE.match(text.strip()))
    ]
    pages: dict[int, int] = {}
    before = 0
    for line, page in found:
        if before < page <= before + 4:
            pages[line] = page
            before = page
    return pages if len(pages) >= 3 else {}


def _wrap_width(lines: list[str]) -> int:
    """The width at which the lines of the text are broken, or 0 where a line is a paragraph."""
    lengths = sorted(len(t) for t in lines if len(t) > 20)
    if len(lengths) < 12:
        return 0
    longest = lengths[int(len(lengths) * 0.97)]
    full = sum(longest * 0.75 <= n <= longest * 1.05 for n in lengths)
    return longest if longest <= 130 and full >= 0.4 * len(lengths) else 0


def _contents(raws: list[_Raw]) -> set[int]:
    """The positions of the lines of the contents list, its heading included."""
    found: set[int] = set()
    for at, raw in enumerate(raws):
        text = raw.line.text.strip()
        if _LEADERS.search(text) and len(text) < 160 and not (text.count("\t") > 1 and at > 0.2 * len(raws)):
            found.add(at)
    start = next(
        (i for i, r in enumerate(raws[: max(60, len(raws) // 4)]) if kind_of_heading(r.text) == "contents"), None
    )
    if start is None:
        return found if len(found) >= 4 else set()
    found.add(start)
    seen: set[str] = set()
    at = start + 1
    while at < len(raws) and at - start < 150:
        raw = raws[at]
        name = _name(raw)
        if len(raw.text) > _BROAD or raw.footnote or (name in seen and at not in found):
            break
        if (
            at not in found
            and not _TRAILING.search(raw.text)
            and at - 1 - start > 2
            and not _listed_later(raws, at, name)
        ):
            break
        seen.add(name)
        found.add(at)
        at += 1
    return found


def _name(raw: _Raw) -> str:
    return re.sub(r"[\W\d]+", " ", _LEADERS.sub("", raw.text)).strip().lower()


def _listed_later(raws: list[_Raw], at: int, name: str) -> bool:
    """Whether a line without a page number comes again as a heading."""
    return any(_name(r) == name for r in raws[at + 1 :] if len(r.text) < _BROAD)
