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
from itertools import pairwise

from loaders.document import tidy
from loaders.document.model import Document, Line, Paragraph, Section
from ontology.data import read_yaml

_BULLET = re.compile(r"^\s*(?:[-*•▪‣◦·●○■□➢➤✓✔❖◆\ue000-\uf8ff]|–(?=\s)|o(?=\s+[A-Z“\"(‘']))\s*(?=\S)")
_DEEP = re.compile(r"^(?P<n>[A-Z]?\d{1,3}(?:\.\d{1,3}){1,4})[.:)]?(?:\s+|$)")
_POINT = re.compile(r"^(?P<n>\d{1,3})[.)](?:\s+|$)")
_BARE = re.compile(r"^(?P<n>\d{1,3})\s+(?=[A-Z“\"‘'(])")
_LETTER = re.compile(
    r"^(?:\((?P<a>[a-z]{1,3}|[A-Z])\)|(?P<b>[a-z]|[ivx]{2,5}|[a-z]{2})\)|(?P<c>[a-z]|[ivx]{2,4})\.(?=\s+[A-Z]))\s*"
)
#: A capital letter or Roman numeral before a title ("IV. The police", "B. Background").
_CAPITAL = re.compile(r"^(?P<n>[IVX]{1,5}|[A-K])[.)]\s+(?=[A-Z])")
#: The label of a box set into the text, rather than the heading of a part.
_SINGLE = re.compile(r"(?:\w+ )?(?:recommendation|learning (?:point|opportunity)|lesson|finding)\b(?!s)", re.I)
_DATE = re.compile(
    r"(?:on |in |early |mid-?|late |between |from )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    r"(?:the )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:of )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)?,? ?\d{4}"
    r"(?: ?[-–] ?(?:\w+ )?\d{4})?\W*$|\d{1,2}[./]\d{1,2}[./]\d{2,4}\W*$",
    re.I,
)
#: A field of the title page ("Author: …"), and what a heading may have before a colon.
_FIELD = re.compile(r"[A-Z][\w ,/()&’'-]{1,50}: \S")
_TOPIC = re.compile(
    r"(?:\w+ )?(?:appendix|annex|section|part|theme|learning|recommendation|lesson|good practice|key|event|episode|"
    r"incident|phase|stage|point|finding|chronology|analysis|background|summary|contact|period|issue|question|term|"
    r"overview|review|conclusion|practice|domestic|comment|agency|action)",
    re.I,
)
_DATED = re.compile(r"^(?:\d{1,2}\.\d{1,2}\.(?:\d{4}|[12]\d)\b|(?:\d+\.)?0\d)")
_CLOCK = re.compile(r"^\d{1,2}\.\d\d\s*(?:am|pm|hrs|hours)\b", re.I)
#: Words that keep their hyphen when the line is broken at it.
_HYPHENATED = frozenset(
    """co re non multi self well ex anti pre post inter cross long short step half part full mid sub semi over under face
    follow so high low risk by on one two three four five six seven eight nine ten twenty thirty forty""".split()  # noqa
)
_HYPHEN_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*(?![\w-])")
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
    restarts: re.Pattern[str]
    ends_plan: frozenset[str]


@cache
def _told() -> _Told:
    data = read_yaml("loaders.document", "sections.yaml")
    return _Told(
        kinds=tuple((kind, tuple(re.compile(p) for p in patterns)) for kind, patterns in data["kinds"].items()),
        gives_way={kind: frozenset(to) for kind, to in data["gives_way"].items()},
        whole=frozenset(data["whole"]),
        box=re.compile(data["box"], re.I),
        opens=frozenset(data["opens"]),
        restarts=re.compile(data["restarts"], re.I),
        ends_plan=frozenset(data["ends_plan"]),
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
    cells: tuple[str, ...] = ()
    hashes: int = 0  # of a markdown heading
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
        self.chapter = 0  # the last figure before a heading
        self.part = 0  # the first figure of the last number in parts: 4 of '4.2.1'
        self.vocabulary: set[str] = set()
        self.box: tuple[Section, str | None] | None = None  # a box in the text, and the paragraph number before it
        self.listed: set[str] = set()  # the names of the contents list
        self.mixed: dict[int, Section] = {}  # sections that begin as something else and end as recommendations
        self.turned = -1  # the mixed section that has come to its recommendations
        self.appended: set[int] = set()
        self.following: _Raw | None = None
        self.width = 0
        self.parted = False  # its paragraphs have numbers in parts
        self.parts: set[int] = set()  # sections that are called parts
        self.titles: Counter[str] = Counter()
        self.numbered_kinds: set[str] = set()

    def run(self) -> None:
        raws = self._raws()
        self.parted = sum(r.depth > 1 for r in raws) > 2
        self.width = _wrap_width(raws)
        self.vocabulary = {w.lower() for r in raws for w in _HYPHEN_WORD.findall(r.text)}
        contents = _contents(raws)
        self.listed = {_name(raws[at]) for at in contents}
        by_depth: dict[int, set[str]] = {1: set(), 2: set()}
        for at, raw in enumerate(raws):
            if at in contents or len(raw.words) > _TITLE or raw.footnote or raw.tabs:
                continue
            self.titles[raw.text.lower().strip(" :")] += 1
            if 0 < raw.depth <= 2 and (kind := kind_of_heading(raw.text)) and raw.text[-1:] not in ".;,":
                by_depth[raw.depth].add(kind)
        self.numbered_kinds = by_depth[1] if len(by_depth[1]) > 1 else by_depth[2]
        for at, raw in enumerate(raws):
            self.following = raws[at + 1] if at + 1 < len(raws) else None
            if at in contents:
                self._contents_line(raw)
            elif raw.footnote or self._is_foot(raws, at):
                self._footnote(raw)
            elif self._is_heading(raws, at):
                self._heading(raw)
            elif not self._joined(raw):
                self._body(raw)
        self._narrate()

    def _is_foot(self, raws: list[_Raw], at: int) -> bool:
        """Whether a line that begins with a plain number is a footnote: a word not far before carries that number."""
        raw = raws[at]
        if raw.depth != -1 or raw.bullet or (self._fits_run(raw) and not self.parted):
            return False
        if not (raw.alone or (self.document.paragraphs and self.document.paragraphs[-1].kind == "footnote")):
            return False
        mark = re.compile(rf"[a-z.,;:)”’'\"]{raw.label}(?![\d.:%])")
        return any(mark.search(r.text) for r in raws[max(0, at - 50) : at] if r.words)

    def _footnote(self, raw: _Raw) -> None:
        raw.text = _MARKS.sub("", tidy.cleaned(raw.line.text)).strip()
        self._add(raw, "footnote")

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
        cleaned = [tidy.cleaned(line.text) for line in lines]
        cleaned = tidy.columns(cleaned)
        pages = tidy.pages(cleaned)
        page_of = tidy.page_of_lines(cleaned, pages)
        turns = {at for at in range(1, len(lines)) if lines[at].page != lines[at - 1].page}
        turns |= {at - 1 for at in turns}
        running = tidy.running(cleaned, turns | {number - 1 for number in pages})
        raws: list[_Raw] = []
        blank = True
        for line, text in zip(lines, cleaned, strict=True):
            stripped = text.strip()
            if not stripped or stripped.strip("-_=*.|:\t ") == "":
                blank = True
                continue
            if line.number in pages or tidy.shape(stripped) in running:
                blank = True
                continue
            raw = self._read(line, text)
            raw.alone = blank
            raw.page = line.page if line.page is not None else page_of[line.number - 1]
            raw.words = raw.text.split()
            blank = False
            if raw.words or raw.label:
                raws.append(raw)
        return raws

    def _read(self, line: Line, whole: str) -> _Raw:
        stripped = whole.strip()
        raw = _Raw(line, stripped)
        raw.indent = tidy.indent(line.text)
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
            raw.hashes = len(text) - len(text.lstrip("#"))
            text = next(g for g in m.groups() if g)
        text = text.strip()
        raw.tabs = "\t" in _TAB_AFTER_LABEL.sub(" ", text)
        if raw.tabs:
            raw.cells = tuple(_MARKS.sub("", c).strip() for c in whole.split("\t"))
            raw.text = "\t".join(c for c in raw.cells).strip()
            if (m := _DEEP.match(raw.text)) and not _DATED.match(raw.text):
                raw.label = m["n"]
            return raw
        if m := _NAMED.match(text):
            raw.named = len(text) < _BROAD and (bool(m["n"]) or m["word"].lower().startswith(("append", "annex")))
            if raw.named and len(text) > m.end():
                raw.label, raw.depth = m["n"], 1
                text = _MARKS.sub("", text)
                raw.text = text if m["word"].lower().startswith(("append", "annex")) else text[m.end() :]
                return raw
        if m := _DEEP.match(text):
            if not _CLOCK.match(text) and self._fits_parts(m["n"]):
                raw.label = m["n"]
                raw.depth = raw.label.count(".") + 1
                text = text[m.end() :]
        elif m := (_POINT.match(text) or _capital(text)):
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
            # "10 Recommendations" where no other number has been read: its words tell the heading.
            telling = raw.alone and not raw.bullet and len(words) <= 8
            told = raw.marked or text.isupper() or (kind_of_heading(text) and len(words) <= 4 and not self.point)
            if not (telling and (told or int(raw.label or 0) == self.chapter + 1)):
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
        if _DATE.match(text):
            # A date over the events of a day: the chronology's running date, as any paragraph's is.
            return False
        beside = [r for r in raws[max(0, at - 1) : at + 2] if r is not raw]
        if raw.bullet and not raw.depth and any(r.bullet for r in beside):
            return False
        if text.endswith("?") and raw.depth in (1, -1) and any(_next_to(raw, r) for r in beside):
            # One of the numbered questions of the terms of reference, not the heading over the answer to it.
            return False
        if not raw.label and "  " in text:
            return False
        if not (raw.label or raw.marked or text.isupper()) and _FIELD.match(text) and not _TOPIC.match(text):
            return False
        if self._goes_on(raws, at):
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
            len(following.text) >= 80
            or following.label
            or following.bullet
            or following.marked
            or following.tabs
            or (len(following.words) > 2 and following.text[-1] in ".:?!”’")
        )
        return (
            bool(leads)
            and following is not None
            and following.alone
            and (len(words) <= 9 or (title_case and len(words) <= 12))
        )

    def _goes_on(self, raws: list[_Raw], at: int) -> bool:
        """Whether the line is the first of a paragraph that goes on directly under it."""
        raw = raws[at]
        after = raws[at + 1] if at + 1 < len(raws) else None
        if after is None or after.alone or not after.plain or after.marked or raw.marked or raw.named:
            return False
        if raw.text.isupper():
            return False
        broken = bool(self.width) and len(raw.line.text.rstrip()) >= 0.72 * self.width
        return broken or after.text[:1].islower()

    def _siblings(self, raw: _Raw, following: _Raw) -> bool:
        """Whether the next line is of the same form and length, as in a list rather than under a heading."""
        if len(following.text) > _BROAD or raw.bullet != following.bullet:
            return False
        return bool(raw.depth > 0 and raw.label and following.label and following.depth == raw.depth)

    def _fits_parts(self, number: str) -> bool:
        """Whether a number in parts is a paragraph's, rather than a date or an hour: no part begins with a naught, and
        the first goes on where the last number stood, or begins again."""
        parts = number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").split(".")
        if any(p.startswith("0") for p in parts):
            return False
        first = int(parts[0])
        dated = len(parts) == 3 and first <= 31 and int(parts[1]) <= 12 and int(parts[2]) >= 10
        fits = first in (self.part, self.part + 1, self.part + 2) or (first == 1 and not dated)
        if fits or (self.part == 0 and not dated and first <= 20):
            self.part = first
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
            or bool(tidy.ENDS.search(self.last.text))
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
        if abs(raw.depth) == 1 and (raw.label or "").isdigit():
            self.chapter = int(raw.label or 0)
        box = bool(not raw.label and _told().box.match(title) and parent.kind in _told().gives_way)
        self.section = self._open_section(title, raw.label, level, kind, raw.line.number, parent)
        if mixed or parent.index in self.mixed:
            self.mixed[self.section.index] = self.section
        if appended:
            self.appended.add(self.section.index)
        if raw.named and raw.line.text.strip(" *#").lower().startswith("part"):
            self.parts.add(self.section.index)
        self.box = (self.section, self.number) if box else None
        if raw.depth > 0 and "(" not in (raw.label or "") and not raw.named:
            self.number = raw.label
            if (raw.label or "").isdigit():
                self.part = int(raw.label or 0)
        elif raw.named:
            self.number = None
            self.part = int(raw.label) if raw.label and raw.label.isdigit() else 0
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
        if raw.named and raw.text.lower().startswith(("append", "annex")):
            return None
        for section in reversed(self.section.path):
            if section.kind == "action-plan" or (
                section.kind in _told().whole and any(s.index in self.appended for s in section.path)
            ):
                if section.number and raw.depth > 0 and level <= section.level and section.index not in self.appended:
                    return None
                leaving = _told().ends_plan if section.kind == "action-plan" else _told().gives_way["action-plan"]
                if section.kind == "action-plan" and _told().restarts.match(raw.text):
                    return None
                if own in leaving and (own != "glossary" or raw.marked or raw.named or raw.text.isupper()):
                    return None
                first = section
                while first.parent and first.parent.kind == section.kind:
                    first = first.parent
                return first
        return None

    def _level(self, raw: _Raw, own: str | None) -> int:
        if raw.depth > 0:
            # Parts of a report ("Part II") hold its numbered sections.
            lettered = not (raw.label or "")[:1].isdigit() and not raw.named
            return 10 * raw.depth + (5 if lettered and any(s.index in self.parts for s in self.section.path) else 0)
        if raw.hashes > 1 and not any(s.number for s in self.section.path):
            return 10 * (raw.hashes - 1)
        if raw.depth == -1 or raw.named or own == "appendix":
            return 10
        letters = [c for c in raw.text if c.isalpha()]
        upper = bool(letters) and all(c.isupper() for c in letters)
        numbered = any(s.number for s in self.section.path)
        # What comes again and again ("Analysis" under each agency) is a sub-heading.
        times = self.titles[raw.text.lower().strip(" :")]
        repeated = own is not None and (times > 2 or (times == 2 and own == "good-practice"))
        opens = own in _told().opens and not repeated
        # An unnumbered heading stands under the numbered one before it, unless its words open a part of the report that
        # is no part of that one, and that no numbered heading opens.
        if numbered:
            if _SINGLE.match(raw.text) and self.section.kind in _told().gives_way:
                return 47
            apart = opens and own not in self.numbered_kinds and own != self.section.kind
            if apart and self._kind(own, self.section) == own:
                return 10
            return 44 if upper and not repeated else 45 if raw.marked and not repeated else 47 if not repeated else 48
        if repeated:
            return 17
        # What the contents list has is a part of the report; lessons that come but once are those of the whole.
        part = _name(raw) in self.listed or (own == "lessons" and times < 2) or _told().restarts.match(raw.text)
        if own and (opens or upper or part) and not _told().box.match(raw.text):
            return 12
        return 13 if upper else 14 if raw.marked else 15

    # paragraphs

    def _contents_line(self, raw: _Raw) -> None:
        """A line of a contents list; the sections around it stay as they are."""
        around = self.section
        if kind_of_heading(raw.text) == "contents" and around.kind != "action-plan":
            top = self.document.sections[0]
            self.section = self._open_section(raw.text, None, 99, "contents", raw.line.number, top)
            self._add(raw, "heading")
            return
        held = next((s for s in reversed(self.document.sections) if s.kind == "contents"), None)
        top = self.document.sections[0]
        self.section = held or self._open_section("Contents", None, 99, "contents", raw.line.number, top)
        self._add(raw, "row")
        self.section, self.lead = around, None

    def _joined(self, raw: _Raw) -> bool:
        """Joins the line to the paragraph that it goes on with; says whether it did."""
        note = self.document.paragraphs[-1] if self.document.paragraphs else None
        under = note is not None and note.kind == "footnote" and raw.plain and not raw.alone and not raw.marked
        if note and under and (self.width or raw.text[:1].islower() or raw.text.startswith(("http", "www"))):
            self._append(note, raw, raw.text)
            return True
        last = self._open()
        if last is None or raw.tabs or raw.marked or raw.named:
            return False
        if raw.bullet:
            return self._dash(raw, last)
        if raw.label and not (raw.depth == -1 and not self._fits_run(raw)):
            return False
        text = _MARKS.sub("", tidy.cleaned(raw.line.text)).strip() if raw.depth == -1 else raw.text
        ended = bool(tidy.ENDS.search(last.text))
        if raw.alone:
            if ended or not (text[:1].islower() or last.text[-1:] in ",-–" or last.text.split()[-1].lower() in _SMALL):
                return False
        elif not self.width:
            # Lines that follow each other without a blank are one paragraph only where the first breaks off.
            if ended or not (text[:1].islower() or last.text[-1:] in ",-–"):
                return False
        elif ended and len(last.text) - last.starts[-1][0] < self.width * 0.75:
            return False
        self._append(last, raw, text)
        return True

    def _append(self, last: Paragraph, raw: _Raw, text: str) -> None:
        hyphen = last.text.endswith("-") and text[:1].islower() and last.text[-2:-1].isalpha()
        joined = last.text + " "
        if hyphen:
            before = re.search(r"[A-Za-z]+-$", last.text)
            after = re.match(r"[a-z]+", text)
            half, rest = (before[0][:-1].lower() if before else ""), (after[0] if after else "")
            apart = f"{half}-{rest}" in self.vocabulary or half in _HYPHENATED
            joined = last.text if apart and half + rest not in self.vocabulary else last.text[:-1]
        last.starts.append((len(joined), raw.line.number))
        last.text = joined + text
        last.__dict__.pop("sentences", None)

    def _dash(self, raw: _Raw, last: Paragraph) -> bool:
        """Joins a line that begins with a dash, where the page has broken a sentence before it; one dash alone is no
        list."""
        alone = self.following is None or not self.following.bullet
        open_ = (
            last.kind == "body"
            and len(last.text) > 60
            and not tidy.ENDS.search(last.text)
            and last.text[-1] not in ",-–"
        )
        if not (raw.alone and alone and open_ and raw.glyph in "-–" and raw.text[:1].islower() and not raw.label):
            return False
        self._append(last, raw, raw.text)
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
            raw.text = _MARKS.sub("", tidy.cleaned(raw.line.text)).strip()
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
            self.box = None
            if self.document.paragraphs[-1].kind != "heading":
                self.section = parent
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
        cells = raw.cells if kind == "row" else ()
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


def _capital(text: str) -> re.Match[str] | None:
    """A capital letter or numeral before a title, which is short and does not end as a sentence does."""
    return None if len(text) >= _BROAD or text[-1:] in ".;," else _CAPITAL.match(text)


def _wrap_width(raws: list[_Raw]) -> int:
    """The width at which the lines of the text are broken, or 0 where a line is a paragraph.

    Lines are broken where, of those that stand directly under each other, many break off in the middle of a sentence.
    """
    pairs = [(a, b) for a, b in pairwise(raws) if b.plain and not b.alone and not (a.tabs or a.footnote or b.marked)]
    broken = sum(len(a.line.text) >= 40 and not tidy.ENDS.search(a.text) for a, _ in pairs)
    if broken < 3 or broken * 5 < len(pairs) * 2:
        return 0
    lengths = sorted(len(r.line.text.rstrip()) for r in raws if len(r.line.text) > 20 and not r.tabs)
    longest = lengths[int(len(lengths) * 0.97)]
    return longest if longest <= 140 else 0


def _contents(raws: list[_Raw]) -> set[int]:
    """The positions of the lines of contents lists, their headings included.

    A list begins with its heading, or with four lines that end in page numbers. It goes on as long as its lines have a
    page number behind leaders or a tab, or, in a list without them, come again as headings further on.
    """
    led = [bool(_LEADERS.search(r.line.text.strip())) and len(r.line.text.strip()) < 160 for r in raws]
    later = Counter(_name(r) for r in raws if len(r.text) < _BROAD)
    found: set[int] = set()
    for at, raw in enumerate(raws):
        if at in found or len(raw.text) > 60:
            continue
        if kind_of_heading(raw.text) == "contents" and not raw.tabs:
            found |= _list_from(raws, led, later, at + 1) | {at}
        elif led[at] and at < max(60, 0.2 * len(raws)) and all(led[at : at + 4]) and len(led) > at + 4:
            numbers = [_page_of(r) for r in raws[at : at + 4]]
            if None not in numbers and numbers == sorted(numbers, key=lambda n: n or 0):
                found |= _list_from(raws, led, later, at)
    return found


def _page_of(raw: _Raw) -> int | None:
    m = re.search(r"(\d{1,3})\s*$", raw.line.text)
    return int(m[1]) if m else None


def _list_from(raws: list[_Raw], led: list[bool], later: Counter[str], first: int) -> set[int]:
    """The positions of the lines of a contents list that begins at ``first``."""
    found: set[int] = set()
    seen: set[str] = set()
    numbered = any(led[first : first + 6])
    for at in range(first, min(len(raws), first + 200)):
        raw = raws[at]
        name = _name(raw)
        if led[at]:
            found.add(at)
        elif len(raw.text) > _BROAD or raw.footnote or (name in seen and not raw.tabs):
            break
        elif numbered:
            # A line without a number is the first half of the next entry, or the list has ended.
            if not (any(led[at + 1 : at + 3]) or _TRAILING.search(raw.text)):
                break
            found.add(at)
        elif later[name] > 1 or _TRAILING.search(raw.text):
            found.add(at)
        else:
            break
        seen.add(name)
    return found


def _name(raw: _Raw) -> str:
    return re.sub(r"[\W\d]+", " ", _LEADERS.sub("", raw.text)).strip().lower()


def _next_to(one: _Raw, other: _Raw) -> bool:
    """Whether two lines carry neighbouring numbers of one run ('11.', '12.')."""
    numbers = [r.label for r in (one, other) if abs(r.depth) == 1 and r.label and r.label.isdigit()]
    return len(numbers) == 2 and abs(int(numbers[0]) - int(numbers[1])) == 1
