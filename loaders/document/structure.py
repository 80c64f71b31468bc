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
    r"^\d{1,3}\s+(?:https?:|www\.|See\b|Ibid|Available at|Source:|Section \d+)|^\d{1,3}\s.{0,90}https?:"
)
_PAGE = re.compile(
    r"^\W*(?:page\s+)?(?P<n>\d{1,3})(?:\s*(?:of|/|\|)\s*(?:\d{1,3}|p\s*a\s*g\s*e))?\W*$"
    r"|^\W*p\s*a\s*g\s*e\s*\|?\s*(?P<m>\d{1,3})\b.{0,12}$",
    re.I,
)
_LEADERS = re.compile(r"(?:\.{3,}|…+|\s\.\s\.\s\.|\t)\s*(?:\d{1,3}|[ivxl]{1,5}|Error! Bookmark not defined\.?)\s*$")
_TRAILING = re.compile(r"\S\s+\d{1,3}$")
_BOLD = re.compile(r"^(?:#{1,6}\s+(?P<h>.+?)\s*#*|\*\*(?P<b>[^*].*?)\*\*:?|__(?P<u>.+?)__|\*(?P<i>[^*]{1,80})\*)$")
_BOLD_LABEL = re.compile(r"^\*\*(\(?(?:\d[\d.]*|[a-z]{1,3}|[A-Z])[.):]*)\*\*[ \t]*(?=\S)")
_TAB_AFTER_LABEL = re.compile(r"^(?P<n>\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,3}|[A-Z])[.):]*)\t")
_MARKS = re.compile(r"\*\*|__|(?<=\s)\*(?=\w)|(?<=\w)\*(?=\s|$)")
_RECOMMENDATION = re.compile(
    r"^(?:\W*)(?:\w+ ){0,3}recommendations?\s*(?:no\.?\s*)?"
    r"(?:\d|[ivx]+\b|[a-z]\b|one|two|three|four|five|six|seven|eight|nine|ten|:)",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|did|does|should|will|would|could|can|must|may|might|be|been|said|told|made|"
    r"took)\b"
    r"|\bto (?:ensure|review|consider|develop|provide|work|make|undertake|raise|include|share|seek|establish|"
    r"identify)\b",
    re.I,
)
_AND_RECOMMENDATIONS = re.compile(
    r"(?:\b(?:and|with)\b|&|,|/|–|-)\s*(?:\w+\s+)?recommendations?\b|^recommendations?\s*(?:,|and\b|&|/)", re.I
)
_KINDS_OF_RECOMMENDATIONS = re.compile(
    r"\b(?:overview|local|national|regional|single|multi|agency|agencies|individual|panel|imr|imrs|key|strategic|"
    r"operational|specific|additional|further|overarching|the|of|dhr|review|report|from|for|by|and|other|all|full|final)\b",
    re.I,
)
#: Opens the recommendations of a part that has begun with something else.
_OPENS_RECOMMENDATIONS = re.compile(
    r"\bfollowing\b.{0,40}\brecommend|\brecommend(?:ations?|ed|s)?\b[^.]{0,60}:$"
    r"|\brecommendations? (?:are|is) (?:made|set out|as follows|listed)",
    re.I,
)
#: A verb after a relative or a question word ("powers that were available", "what was known") is no sentence's.
_RELATIVE = re.compile(
    r"\b(?:that|which|who|what|when|where|why|how|whether)\s+(?:\w+\s+){0,2}?"
    r"(?:is|are|was|were|has|had|have|did|does|should|could|would|can)\b",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:should|must|shall|needs? to|is to|are to|to (?:ensure|review|seek|consider)|recommend\w*|that the|seeks?|"
    r"ensures?|considers?|reviews?)\b",
    re.I,
)
_SMALL = frozenset(
    """a an and as at by for from in into of on or the to with without & - – / i ii iii""".split()  # noqa: SIM905
)
_RUNNING = re.compile(
    r"\b(?:official|sensitive|confidential|restricted|not for (?:publication|circulation)|version|draft|dhr|dardr|"
    r"protect|"
    r"homicide review|overview report|executive summary)\b",
    re.I,
)
#: What repeats by nature, and is no page header.
_REPEATED = re.compile(
    r"^\W*(?:#\W*$|recommendation|action|lesson|learning|good practice|analysis|conclusion|comment|update|finding|"
    r"chronology|term|background|key)"
)

_ENDS = re.compile(r"[.?!:;][”\"’')\]]*(?:\s*[¹²³⁴⁵⁶⁷⁸⁹⁰]+)?$")

_TITLE = 14  # words of a heading at most
_BROAD = 120  # characters of a line that is surely no heading


@dataclass(frozen=True)
class _Told:
    """``sections.yaml``: patterns by kind, what a kind gives way to, and how headings that open a part are told."""

    kinds: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    gives_way: dict[str, frozenset[str]]
    whole: frozenset[str]
    box: re.Pattern[str]
    opens: frozenset[str]


@cache
def _told() -> _Told:
    data = yaml.safe_load((files("loaders.document") / "sections.yaml").read_text(encoding="utf-8"))
    return _Told(
        kinds=tuple((kind, tuple(re.compile(p) for p in patterns)) for kind, patterns in data["kinds"].items()),
        gives_way={kind: frozenset(to) for kind, to in data["gives_way"].items()},
        whole=frozenset(data["whole"]),
        box=re.compile(data["box"], re.I),
        opens=frozenset(data["opens"]),
    )


@cache
def kind_of_heading(title: str) -> str | None:
    """The kind of section that a heading announces, or None."""
    low = title.lower().strip(" :.–-")
    for kind, patterns in _told().kinds:
        if any(p.search(low) for p in patterns):
            return kind
    return None


def _mixed(title: str) -> str | None:
    """The other kind that a heading names beside recommendations ("Conclusions and recommendations"), or None."""
    if not _AND_RECOMMENDATIONS.search(title):
        return None
    rest = _AND_RECOMMENDATIONS.sub(" ", title)
    if not _KINDS_OF_RECOMMENDATIONS.sub("", rest).strip(" ,&/–-"):
        return None
    other = kind_of_heading(rest)
    return other if other in ("conclusions", "lessons", "good-practice") else "analysis" if other is None else None


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
    indent: int = 0
    glyph: str = ""  # the bullet, or the kind of letter
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
        self.within: tuple[Paragraph, _Raw, bool] | None = None  # an item over items; whether deeper
        self.letter: tuple[str, bool] | None = None  # the last letter, and whether numerals stand under it
        self.last: Paragraph | None = None
        self.point = 0  # the last bare or pointed paragraph number
        self.box: tuple[Section, str | None] | None = None  # a box in the text, and the paragraph number before it
        self.mixed: dict[int, Section] = {}  # sections that begin as something else and end as recommendations
        self.turned = -1  # the mixed section that has come to its recommendations
        self.appended: set[int] = set()
        self.titles: Counter[str] = Counter()
        self.numbered_kinds: set[str] = set()

    def run(self) -> None:
        raws = self._raws()
        self.width = _wrap_width([r.line.text for r in raws])
        contents = _contents(raws)
        by_depth: dict[int, set[str]] = {1: set(), 2: set()}
        for at, raw in enumerate(raws):
            if at in contents or len(raw.words) > _TITLE or raw.footnote or raw.tabs:
                continue
            self.titles[raw.text.lower().strip(" :")] += 1
            if 0 < raw.depth <= 2 and (kind := kind_of_heading(raw.text)) and raw.text[-1:] not in ".;,":
                by_depth[raw.depth].add(kind)
        self.numbered_kinds = by_depth[1] if len(by_depth[1]) > 2 else by_depth[2]
        for at, raw in enumerate(raws):
            if at in contents:
                self._contents_line(raw)
            elif raw.footnote:
                self._add(raw, "footnote")
            elif self._is_heading(raws, at):
                self._heading(raw)
            elif not self._joined(raw):
                self._body(raw)
        self._narrate()

    def _narrate(self) -> None:
        """Takes sections that are called recommendations but mostly tell and weigh for what they are: analysis, around
        the recommendations that have a label."""
        held: dict[int, list[Paragraph]] = {}
        for p in self.document.paragraphs:
            if p.section.kind == "recommendations" and p.kind == "body":
                held.setdefault(p.section.index, []).append(p)
        for index, bodies in held.items():
            long = [p for p in bodies if len(p.text) > 250]
            telling = [p for p in long if not _ASKS.search(p.text[:220]) and not _RECOMMENDATION.match(p.text)]
            if len(bodies) >= 6 and len(telling) * 2 > len(bodies):
                self.document.sections[index].kind = "analysis"

    # reading lines

    def _raws(self) -> list[_Raw]:
        lines = self.document.lines
        cleaned = [_TAGS.sub("", line.text.translate(_GLYPHS)).rstrip() for line in lines]
        pages, page = _pages(cleaned), None
        turns = {at for at in range(1, len(lines)) if lines[at].page != lines[at - 1].page}
        turns |= {at - 1 for at in turns}
        running = _running(cleaned, turns | {number - 1 for number in pages})
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
        raw.indent = _indent(line.text)
        if _FOOTNOTE.match(stripped) or _CITATION.match(stripped):
            raw.footnote = True
            return raw
        text = stripped
        text = _BOLD_LABEL.sub(r"\1 ", text)
        if (m := _BULLET.match(text)) and (not text.startswith(("**", "*")) or text[1:2] == " "):
            raw.bullet, raw.glyph, text = True, m[0].strip(), text[m.end() :]
        text = _BOLD_LABEL.sub(r"\1 ", text)
        if m := _BOLD.match(text):
            raw.marked = True
            text = next(g for g in m.groups() if g)
        text = text.strip()
        raw.tabs = "\t" in _TAB_AFTER_LABEL.sub(" ", text)
        if m := _NAMED.match(text):
            raw.named = len(text) < _BROAD and (bool(m["n"]) or m["word"].lower().startswith(("append", "annex")))
            if raw.named and len(text) > m.end():
                raw.label, raw.depth = m["n"], 1
                text = _MARKS.sub("", text)
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
            raw.glyph = "roman" if _ROMAN.fullmatch(letter) else "letter"
            raw.depth = 0
            text = text[m.end() :]
        text = text.strip()
        if m := _BOLD.match(text):
            # '4.1.7 **Metropolitan area**': the number stands before the bold words.
            raw.marked = raw.marked or not m["i"]
            text = next(g for g in m.groups() if g)
        raw.text = _MARKS.sub("", text).strip()
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
            and (self.section.kind in ("recommendations", "action-plan") or not raw.alone or raw.label)
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
        following = next((r for r in raws[at + 1 : at + 6] if not r.footnote), None)
        finite = bool(_FINITE.search(_RELATIVE.sub("", text))) and not text.endswith("?")
        if raw.named or raw.marked:
            return not finite or len(words) <= 8
        if following and self._siblings(raw, following) and not (kind and (upper or raw.depth > 0)):
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
            and (len(words) <= 9 or (title_case and len(words) <= 12))
        )

    def _siblings(self, raw: _Raw, following: _Raw) -> bool:
        """Whether the next line is of the same form and length, as in a list rather than under a heading."""
        if len(following.text) > _BROAD or raw.bullet != following.bullet:
            return False
        return bool(raw.depth > 0 and raw.label and following.label and following.depth == raw.depth)

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
        appended = raw.named and title.lower().startswith(("append", "annex"))
        mixed = None
        if appended and own in (None, "process"):
            own = "appendix"
        elif other := _mixed(title):
            own = mixed = other
        host = self._host(raw, own, level)
        if host:
            # A plan or the terms of reference go on to their end, whatever their own headings are called.
            level, own = max(level, host.level + 1), host.kind
        parent = self.section
        while parent.parent and parent.level >= level:
            parent = parent.parent
        kind = own if host and own else self._kind(own, parent)
        if raw.depth == -1:
            self.point = int(raw.label or 0)
        box = bool(not raw.label and _told().box.match(title) and parent.kind in _told().gives_way)
        self.section = self._open_section(title, raw.label, level, kind, raw.line.number, parent)
        if mixed or parent.index in self.mixed:
            self.mixed[self.section.index] = self.section
        if appended:
            self.appended.add(self.section.index)
        self.box = (self.section, self.number) if box else None
        if raw.depth > 0 and "(" not in (raw.label or ""):
            self.number = raw.label
        self.lead = None
        self._add(raw, "heading")

    def _open_section(
        self, title: str, number: str | None, level: int, kind: str, line: int, parent: Section
    ) -> Section:
        section = Section(
            len(self.document.sections), title, number, level, kind, line, len(self.document.lines), parent
        )
        self.document.sections.append(section)
        return section

    def _kind(self, own: str | None, parent: Section) -> str:
        """The kind of a section by its heading's words and the section around it."""
        around = parent.kind
        if parent.index in self.mixed and self.turned == parent.index:
            around = "recommendations"
        if own is None:
            return around if around != "contents" else "other"
        allowed = _told().gives_way.get(around)
        return own if allowed is None or own in allowed or own == around else around

    def _host(self, raw: _Raw, own: str | None, level: int) -> Section | None:
        """The section that the heading stands in to whatever it may say, because it is of one kind to its end."""
        for section in reversed(self.section.path):
            if section.kind == "action-plan" or (
                section.kind in _told().whole and any(s.index in self.appended for s in section.path)
            ):
                if section.number and raw.depth > 0 and level <= section.level and section.index not in self.appended:
                    return None
                leaving = _told().gives_way["action-plan"]
                if own in leaving and (own != "glossary" or raw.marked or raw.named or raw.text.isupper()):
                    return None
                first = section
                while first.parent and first.parent.kind == section.kind:
                    first = first.parent
                return first
        return None

    def _level(self, raw: _Raw, own: str | None) -> int:
        if raw.depth > 0:
            return 10 * raw.depth
        if raw.depth == -1 or raw.named or own == "appendix":
            return 10
        letters = [c for c in raw.text if c.isalpha()]
        upper = bool(letters) and all(c.isupper() for c in letters)
        numbered = any(s.number for s in self.section.path)
        # What comes again and again ("Analysis" under each agency) is a sub-heading.
        repeated = own is not None and self.titles[raw.text.lower().strip(" :")] > 2
        opens = own in _told().opens and not repeated
        # An unnumbered heading stands under the numbered one before it, unless its words open a part of the report that
        # is no part of that one, and that no numbered heading opens.
        if numbered:
            apart = opens and own not in self.numbered_kinds and own != self.section.kind
            if apart and self._kind(own, self.section) == own:
                return 10
            return 44 if upper and not repeated else 45 if raw.marked and not repeated else 47 if not repeated else 48
        if repeated:
            return 17
        if own and (opens or upper):
            return 12
        return 13 if upper else 14 if raw.marked else 15

    # paragraphs

    def _contents_line(self, raw: _Raw) -> None:
        """A line of a contents list; the sections around it stay as they are."""
        around = self.section
        if kind_of_heading(raw.text) == "contents" and around.kind != "action-plan":
            top = self.document.sections[0]
            self.section = self._open_section(raw.text, None, 10, "contents", raw.line.number, top)
            self._add(raw, "heading")
            return
        held = next((s for s in reversed(self.document.sections) if s.kind == "contents"), None)
        top = self.document.sections[0]
        self.section = held or self._open_section("Contents", None, 10, "contents", raw.line.number, top)
        self._add(raw, "row")
        self.section, self.lead = around, None

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
                continue
            if paragraph.kind in ("heading", "row"):
                return None
            return paragraph
        return None

    def _body(self, raw: _Raw) -> None:
        self._leave_box(raw)
        self._turn(raw)
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

    def _leave_box(self, raw: _Raw) -> None:
        """Ends a box ("Learning point") where the numbers of the paragraphs before it go on, or, in a text without
        numbers, where the one paragraph of a recommendation is over."""
        if self.box is None:
            return
        section, before = self.box
        parent = section.parent or section
        if raw.depth and raw.label and before is not None:
            if raw.depth == -1 and not self._fits_run(raw):
                return
            self.section, self.box = parent, None
        elif section.kind == "recommendations" and before is None and not (raw.bullet or raw.label or raw.tabs):
            held = [p for p in self.document.paragraphs[-12:] if p.section is section and p.kind == "body"]
            if held and not _ASKS.search(" ".join(raw.words[:16])):
                self.section, self.box = parent, None

    def _turn(self, raw: _Raw) -> None:
        """Opens the recommendations of a section that has begun with lessons or conclusions."""
        section = self.mixed.get(self.section.index)
        if section is None or section.kind == "recommendations":
            return
        text = raw.text
        if not (_RECOMMENDATION.match(text) or _OPENS_RECOMMENDATIONS.search(text)):
            return
        if section.parent and section.parent.index in self.mixed:
            self.turned = section.parent.index
        self.section = self._open_section(
            section.title, section.number, section.level + 1, "recommendations", raw.line.number, section
        )

    def _add(self, raw: _Raw, kind: str) -> None:
        if not raw.text.strip():
            return
        label = raw.label
        if label and label.startswith("(") and kind == "item":
            label = f"{self.number or ''}{self._under(raw, label)}{label}"
        lead = self._lead_of(raw) if kind == "item" else None
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
            lead,
        )
        self.document.paragraphs.append(paragraph)
        if kind in ("body", "item", "row", "heading"):
            self.last = paragraph
        if kind in ("body", "heading"):
            self.lead = paragraph if kind == "body" else None
            self.within, self.letter = None, None
        elif kind == "item" and raw.text.endswith(":"):
            self.within = (paragraph, raw, False)

    def _lead_of(self, raw: _Raw) -> Paragraph | None:
        """The paragraph that leads in to an item: an item above it that ends in a colon, else the paragraph before the
        list."""
        if self.within:
            lead, above, deeper = self.within
            inside = raw.indent > above.indent or raw.glyph != above.glyph
            if inside or not deeper:
                self.within = (lead, above, deeper or inside)
                return lead
            self.within = None
        return self.lead

    def _under(self, raw: _Raw, label: str) -> str:
        """The letter that a roman numeral stands under: ``(c)`` of ``4.2(c)(i)``."""
        letter = label.strip("()")
        before = self.letter
        if raw.glyph == "roman" and before is not None:
            above, seen = before
            follows = len(above) == 1 and len(letter) == 1 and ord(letter) == ord(above) + 1
            if not follows and (seen or letter in ("i", "I")):
                self.letter = (above, True)
                return f"({above})"
        self.letter = (letter, False)
        return ""


def _indent(text: str) -> int:
    """The blanks before a line's first character, tabs as four."""
    expanded = text.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip().lower())


def _running(lines: list[str], edges: set[int]) -> set[str]:
    """The shapes of page headers and footers: short lines that come again and again, where a page may end.

    A line that repeats is a sub-heading as often as a page header ("Analysis", "Learning point"). What tells the
    header: its words ("Official", "Version 3"), or that it falls into the middle of sentences or beside the page's
    number.

    Args:
        lines: the text, cleaned.
        edges: positions of lines beside which a page ends: page numbers, form feeds.
    """
    where: dict[str, list[int]] = {}
    for at, text in enumerate(lines):
        if text.strip() and len(text) < 120 and "\t" not in text.strip():
            where.setdefault(_shape(text), []).append(at)
    found = set()
    for shape, places in where.items():
        if len(places) < 4 or len(shape) <= 3 or _REPEATED.match(shape):
            continue
        if _RUNNING.search(shape) or _breaks(lines, places) or _beside(lines, places, edges):
            found.add(shape)
    return found


def _next_text(lines: list[str], at: int, step: int) -> int | None:
    """The position of the next line with text, at most eight away."""
    for other in range(at + step, at + 9 * step, step):
        if 0 <= other < len(lines) and lines[other].strip():
            return other
    return None


def _breaks(lines: list[str], places: list[int]) -> bool:
    """Whether a third of the places stand in the middle of a sentence."""
    broken = 0
    for at in places:
        before, after = _next_text(lines, at, -1), _next_text(lines, at, 1)
        if before is None or after is None:
            continue
        text, going_on = lines[before].strip(), lines[after]
        half = len(text) > 50 and not _ENDS.search(text) and going_on[:1].islower()
        broken += half or (going_on.startswith("\t") and "\t" in text)
    return broken * 3 >= len(places)


def _beside(lines: list[str], places: list[int], edges: set[int]) -> bool:
    """Whether most of the places are beside a page's end."""
    return sum(
        any(_next_text(lines, at, step) in edges or at in edges for step in (-1, 1)) for at in places
    ) * 3 >= 2 * len(places)


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
