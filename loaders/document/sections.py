"""Opens and closes the sections of a document, each of a kind that its heading and what is around it tell."""

from __future__ import annotations

from loaders.document.kinds import kind_of_heading, told
from loaders.document.levels import Levels
from loaders.document.lines import Raw
from loaders.document.model import Document, Section
from loaders.document.numbers import Numbers
from loaders.document.recommending import ASKS, opens, other_kind

#: Kinds of section that tell what happened; of the rest some speak of the review and some of what is to be done.
_TELLING = frozenset(
    ("other", "background", "chronology", "analysis", "lessons", "conclusions", "good-practice", "family")
)
#: Sections that tell how the review was made, and hold no part of the story.
_MAKING = frozenset(("terms-of-reference", "process", "panel"))


class Sections:
    """The sections of a document, as far as it has been read.

    Args:
        document: gets the sections.
        levels: how deep its headings stand.
        numbers: the numbers read so far, kept up to date by whoever reads the lines.
    """

    def __init__(self, document: Document, levels: Levels, numbers: Numbers) -> None:
        self.document = document
        self.levels = levels
        self.numbers = numbers
        self.top = Section(0, "", None, 0, "other", 1, len(document.lines))
        document.sections.append(self.top)
        self.current = self.top
        self.box: tuple[Section, str | None] | None = None  # a box in the text, and the paragraph number before it
        self.mixed: dict[int, Section] = {}  # sections that begin as something else and end as recommendations
        self.turned = -1  # the mixed section that has come to its recommendations
        self.appended: set[int] = set()  # sections that are called appendices
        self.parts: set[int] = set()  # sections that are called parts
        self.titles: set[int] = set()  # the headings of the title page, which are of no part

    def contents(self, raw: Raw) -> Section:
        """The section of a contents list that a line of it stands in: the last one, or a new one."""
        held = next((s for s in reversed(self.document.sections) if s.kind == "contents"), None)
        return held or self._open("Contents", None, 99, "contents", raw.line.number, self.top)

    def open_contents(self, raw: Raw) -> None:
        """Opens the section of a contents list with its heading."""
        self.current = self._open(raw.text, None, 99, "contents", raw.line.number, self.top)

    def open(self, raw: Raw) -> None:
        """Opens the section under a heading."""
        title = raw.text.rstrip(" :")
        own = kind_of_heading(title)
        if own == "analysis" and self.current.kind == "panel" and raw.text.rstrip().endswith(":") and not raw.label:
            own = "panel"  # "Contributors / Individual management reviews: / Fern Police": leads in to a list of them
        level = self._level(raw, own)
        appended = raw.named and title.lower().startswith(("append", "annex"))
        mixed = None
        if appended and own in (None, "process"):
            own = "appendix"
        elif other := other_kind(title):
            own = mixed = other
        host = self._host(raw, own, level)
        if host:
            # A plan or the terms of reference go on to their end, whatever their own headings are called.
            level, own = max(level, host.level + 1), host.kind
        parent = self.current
        while parent.parent and parent.level >= level:
            parent = parent.parent
        if own == "panel" and not raw.label and told().takes_part.match(title):
            while parent.parent and parent.kind in (
                "chronology",
                "analysis",
                "lessons",
                "conclusions",
                "good-practice",
            ):
                level, parent = parent.level, parent.parent
        kind = own if host and own else self._kind(own, parent)
        box = bool(not raw.label and told().box.match(title) and parent.kind in told().gives_way)
        self.current = self._open(title, raw.label, level, kind, raw.line.number, parent)
        if own in (None, "process") and told().title.search(title) and self._on_title_page():
            self.titles.add(self.current.index)
            if parent.index in self.titles:
                self.current.kind = parent.kind
        if mixed or parent.index in self.mixed:
            self.mixed[self.current.index] = self.current
        if appended:
            self.appended.add(self.current.index)
        if raw.named and raw.line.text.strip(" *#").lower().startswith("part"):
            self.parts.add(self.current.index)
        self.box = (self.current, self.numbers.number) if box else None

    def leave_box(self, raw: Raw) -> None:
        """Ends a box ("Learning point") where the numbers of the paragraphs before it go on, or, in a text without
        numbers, where the one paragraph of a recommendation is over."""
        if self.box is None:
            return
        section, before = self.box
        parent = section.parent or section
        if raw.depth and raw.label and before is not None:
            if raw.depth == -1 and not self.numbers.fits_run(raw):
                return
            self.box = None
            if self.document.paragraphs[-1].kind != "heading":
                self.current = parent
        elif section.kind == "recommendations" and before is None and not (raw.bullet or raw.label or raw.tabs):
            held = [p for p in self.document.paragraphs[-12:] if p.section is section and p.kind == "body"]
            if held and not ASKS.search(" ".join(raw.words[:16])):
                self.current, self.box = parent, None

    def tell(self, raw: Raw) -> None:
        """Ends a title, or a contents list, where running text begins under it: neither is a part of the report that
        the text could be of."""
        section = self.current
        if section.index not in self.titles and section.kind != "contents":
            return
        numbered = bool(raw.label) and raw.depth != 0
        if (
            raw.tabs
            or raw.bullet
            or not raw.words
            or raw.text[-1] not in ".?!”’"
            or len(raw.words) < (5 if numbered else 12)
        ):
            return
        title = "" if section.kind == "contents" else section.title
        self.current = self._open(title, None, 15, "other", raw.line.number, self.top)

    def tell_all(self) -> None:
        """Takes for the story what tells it under other headings: parts before those that weigh them, and the
        introduction of a report that tells nothing elsewhere, as a short summary may.
        """
        self._tell_apart()
        self._tell_under_the_making()
        telling, process = 0, 0
        for p in self.document.paragraphs:
            if p.kind in ("body", "item") and p.text[-1] in ".?!”’":
                telling += len(p.text) * (p.section.kind in _TELLING)
                process += len(p.text) * (p.section.kind == "process")
        if telling * 4 < process:
            for section in self.document.sections:
                whole = told().title.search(section.title) or told().begins.match(section.title)
                if whole and section.kind == "process" and section.index not in self.titles:
                    section.kind = "other"

    def _tell_apart(self) -> None:
        """Takes what an agency's part of the analysis tells before it weighs it ("Contact", then "Analysis") for the
        story, in a report that tells it nowhere else."""
        if any(p.section.kind == "chronology" and p.kind != "heading" for p in self.document.paragraphs):
            return
        telling: Section | None = None
        for section in self.document.sections:
            own = kind_of_heading(section.title) if section.title else None
            if own == "chronology" and section.kind == "analysis" and section.parent is not None:
                telling = section
            elif telling is not None and own == "analysis" and section.parent is telling.parent:
                for part in self.document.sections[telling.index : section.index]:
                    if part.kind == "analysis":
                        part.kind = "chronology"
                telling = None

    def _tell_under_the_making(self) -> None:
        """Takes for analysis the agencies' parts that stand, by the look of their headings alone, under one of how the
        review was made: those with an account or an analysis of their own, and all that follows them there."""
        sections = self.document.sections
        told_in = {s.parent.index for s in sections if s.parent and s.kind in ("chronology", "analysis")}
        for made in [s for s in sections if s.kind in _MAKING]:
            within = [s for s in sections if made in s.path and s is not made]
            first = next(
                (s for s in within if s.index in told_in and s.parent is made and not kind_of_heading(s.title)), None
            )
            for section in within[within.index(first) :] if first else ():
                if section.kind == made.kind:
                    section.kind = _within(kind_of_heading(section.title), "analysis")

    def _on_title_page(self) -> bool:
        """Whether nothing but titles and names has been opened before the current section."""
        return all(s.kind == "other" or s.index in self.titles for s in self.document.sections[:-1])

    def turn(self, raw: Raw) -> None:
        """Opens the recommendations of a section that has begun with lessons or conclusions."""
        section = self.mixed.get(self.current.index)
        if section is None or section.kind == "recommendations":
            return
        if not opens(raw.text):
            return
        if section.parent and section.parent.index in self.mixed:
            self.turned = section.parent.index
        self.current = self._open(
            section.title, section.number, section.level + 1, "recommendations", raw.line.number, section
        )

    def _open(self, title: str, number: str | None, level: int, kind: str, line: int, parent: Section) -> Section:
        section = Section(
            len(self.document.sections), title, number, level, kind, line, len(self.document.lines), parent
        )
        self.document.sections.append(section)
        return section

    def _level(self, raw: Raw, own: str | None) -> int:
        in_part = any(s.index in self.parts for s in self.current.path)
        last = self.document.paragraphs[-1] if self.document.paragraphs else None
        empty = last is not None and last.kind == "heading" and last.section is self.current
        return self.levels.level(raw, own, self.current, in_part, self._kind(own, self.current) == own, empty)

    def _kind(self, own: str | None, parent: Section) -> str:
        """The kind of a section by its heading's words and the section around it."""
        around = parent.kind
        if parent.index in self.mixed and self.turned == parent.index:
            around = "recommendations"
        if own is None and parent.index in self.titles:
            return "other"
        if own is None:
            return around if around != "contents" else "other"
        return _within(own, around)

    def _host(self, raw: Raw, own: str | None, level: int) -> Section | None:
        """The section that the heading stands in to whatever it may say, because it is of one kind to its end."""
        if raw.named and raw.text.lower().startswith(("append", "annex")):
            return None
        for section in reversed(self.current.path):
            if section.kind == "action-plan" or (
                section.kind in told().whole and any(s.index in self.appended for s in section.path)
            ):
                if section.number and raw.depth > 0 and level <= section.level and section.index not in self.appended:
                    return None
                leaving = told().ends_plan if section.kind == "action-plan" else told().gives_way["action-plan"]
                if section.kind == "action-plan" and told().restarts.match(raw.text):
                    return None
                if own in leaving and (own != "glossary" or raw.marked or raw.named or raw.text.isupper()):
                    return None
                first = section
                while first.parent and first.parent.kind == section.kind:
                    first = first.parent
                return first
        return None


def _within(own: str | None, around: str) -> str:
    """The kind of a section by its heading's words, where it stands in one of another kind."""
    allowed = told().gives_way.get(around)
    return own if own and (allowed is None or own in allowed or own == around) else around
