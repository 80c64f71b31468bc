"""Cuts sections of recommendations into their entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from loaders.document.lines import SMALL
from loaders.document.model import Document, Paragraph, Section, Sentence
from loaders.document.tidy import leads_in
from loaders.extract.recommendations.cues import cues

#: Lines of one entry's place at most; the contract's scorer takes no longer ones.
LONGEST = 25
#: Words, but for small ones, of a line that is no more than a name.
NAME = 10
#: What stands between a label and the words.
_AFTER = re.compile(r"^[\s:.)–—-]*(?P<for>\([^)]{2,80}\))?[\s:.–—-]*")
#: "The Trust will:", "The force should:" - the beginning of a list of what is asked of one.
_TO_DO = re.compile(r"\b(?:will|should|must|shall|to|needs? to|agrees? to)\s*:$", re.I)
_RECOMMENDS = re.compile(r"\brecommends?\b|\brecommended (?:that|to)\b", re.I)
#: A line over the recommendations of the agencies.
_GROUP = re.compile(
    r"(?:(?:single|individual|multi|each)[- ]agency|agenc(?:y|ies)|imr|panel|overview) recommendations", re.I
)
#: What tells of the past.
_PAST = re.compile(r"\b(?:was|were|had|did|been|failed|missed|lacked)\b|\b(?:should|could|would) (?:\w+ )?have\b", re.I)
_LEVEL_LABEL = re.compile(
    r"^\((?:service|force|local|national|regional|strategic|trust|operational|panel|overview)\b", re.I
)


@dataclass
class Entry:
    """One recommendation as printed in one place.

    Attributes:
        number: as printed, or None.
        paragraphs: those it stands in, the first one opening it.
        text: its words without its label.
        named: what stands in brackets after the label ("Recommendation 1 (Borough Police)"), or "".
        rule: how it was told apart; section: where it stands.
        lead, agency: who leads on it, and whose it is, in a row of a table.
        named_in: the row whose first cell names that agency, for the rows under it as well.
        over: a line above that is no more than a name, between the rows of its table or over its list.
        places: further places that say the same.
    """

    number: str | None
    paragraphs: list[Paragraph]
    text: str
    section: Section
    rule: str
    named: str = ""
    lead: str = ""
    agency: str = ""
    over: Paragraph | None = None
    named_in: Paragraph | None = None
    start: int = 0
    end: int | None = None
    run: int = -1
    places: list[Entry] = field(default_factory=list)

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line, no longer than may be."""
        opening = self.paragraphs[0]
        if self.end is not None:
            return opening.lines(self.start, self.end)
        first = opening.first
        return first, max(first, min(max(p.last for p in self.paragraphs), first + LONGEST - 1))

    def take(self, paragraph: Paragraph) -> None:
        """Adds a paragraph that belongs to it."""
        self.paragraphs.append(paragraph)
        self.text = f"{self.text}\n{paragraph.text}" if self.text else paragraph.text


@dataclass(frozen=True)
class Label:
    """The label of a recommendation: its number, what is bracketed after it, and where the words begin."""

    number: str | None
    named: str
    end: int


_IN_WORDS = dict(
    enumerate(
        [
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
        ],
        3,
    )
)
#: So many in a row make numbers before the words, or letters with numbers, the labels of a list.
COUNTED, LETTERED = 3, 2
#: A number of letters and digits ("C1"), which paragraphs of other parts have as well.
_OWN_NUMBER = re.compile(r"[A-Z]{1,3}\d{1,2}")


def labels_in(paragraphs: Iterable[Paragraph]) -> dict[int, Label]:
    """The labels that only a list of recommendations may have, by paragraph: those that count on from 1, and those of
    letters and a number ("MPS 2.")."""
    lists: list[dict[int, Label]] = [{}]  # a summary and its report each count from 1
    lettered: dict[int, Label] = {}
    alone: str | None = None  # a number that is all of the paragraph before
    for p in paragraphs:
        if p.kind == "body" and p.number and _OWN_NUMBER.fullmatch(p.number):
            lettered[p.index] = Label(p.number, "", 0)  # read as the paragraph's number
        if p.number or p.kind == "heading":
            continue
        if _is_number(p):
            alone = p.text
            continue
        counted = cues().counted.match(p.text)
        label = Label(alone, "", 0) if alone else _of_words(counted) if counted else None
        alone = None
        if label and label.number == "1":
            lists.append({})
        if label and label.number == str(len(lists[-1]) + 1):
            lists[-1][p.index] = label
        elif m := cues().lettered.match(p.text):
            lettered[p.index] = _of_words(m)
    found = lettered if len(lettered) >= LETTERED else {}
    return found | {at: label for one in lists if len(one) >= COUNTED for at, label in one.items()}


def _is_number(p: Paragraph) -> bool:
    """Whether a paragraph holds nothing but a number, as where a conversion has put that on a line of its own."""
    return p.text.isdecimal()


def _of_words(m: re.Match[str]) -> Label:
    """The label that begins a paragraph's words."""
    after = _AFTER.match(m.string[m.end() :])
    assert after
    return Label(m["n"], after["for"] or "", m.end() + after.end())


def label_of(text: str) -> Label | None:
    """The label with which the text begins ("Recommendation 4:"), or None, also for prose about a recommendation."""
    for pattern in cues().marker:
        m = pattern.match(text)
        if not m:
            continue
        rest = text[m.end() :]
        if cues().prose.match(rest):
            return None
        number = (m["n"] or "").strip() or None
        end = m.end()
        # "Recommendation 1 (ii)" is a part of the first.
        if part := re.match(r"\s*\((?:[ivx]{1,4}|[a-h])\)", rest):
            end += part.end()
            rest = text[end:]
        if number is None and rest[:1].islower():
            return None
        after = _AFTER.match(rest)
        assert after
        return Label(number, after["for"] or "", end + after.end())
    return None


def asks(text: str) -> bool:
    """Whether the text asks for something to be done."""
    if cues().orders.match(text) or _TO_DO.search(text):
        return True
    head = text[:400]
    if cues().narrates.match(head):
        return bool(_RECOMMENDS.search(head))
    return bool(cues().asks.search(head))


def asks_for_future(sentence: Sentence) -> bool:
    """Whether a sentence is one of a recommendation's own lines and does not tell of the past: what it asks for has not
    been failed in, nor done well, thereby."""
    p = sentence.paragraph
    if p.section.kind != "recommendations" or p.kind in ("heading", "footnote") or _PAST.search(sentence.text):
        return False
    return asks(p.text) or (p.lead is not None and asks(p.lead.text))


def is_name(text: str) -> bool:
    """Whether a line is no more than a name, as it stands over what the one named is asked to do."""
    words = [word for word in text.split() if word.lower() not in SMALL]
    return text[:1].isupper() and len(words) <= NAME and not text.endswith((".", ":", ";")) and not asks(text)


def introduces(text: str) -> bool:
    """Whether the text introduces or explains recommendations rather than makes one."""
    if cues().makes.search(text):
        return True
    return bool(cues().intro.search(text[:300])) and not re.search(r"\b(?:should|must)\b", text[:120])


#: Words of a numbered line at most that only leads in to recommendations.
LEAD = 20


class Cutter:
    """Cuts the paragraphs of sections of recommendations, in order, into entries."""

    def __init__(self, document: Document, names: Callable[[Paragraph], bool] = lambda p: False) -> None:
        self.document = document
        self._names = names  # whether a paragraph names a body that can be asked
        self.entries: list[Entry] = []
        self._labels: dict[int, Label] = {}  # those that only these lists may have
        self.open: Entry | None = None
        self.group: Paragraph | None = None  # a short item over the items of one entry
        self._deeper_group = False  # these are set in
        self.over: Paragraph | None = None  # a line that is no more than a name, over those that it made

    def cut(self, paragraphs: Iterable[Paragraph]) -> list[Entry]:
        """The entries that these paragraphs hold; table rows are left to ``plan``."""
        by_section: dict[int, list[Paragraph]] = {}
        held = list(paragraphs)
        self._labels = labels_in(held)
        for p in held:
            if p.kind not in ("footnote", "row") and not _is_number(p):
                by_section.setdefault(p.section.index, []).append(p)
        # A heading that is itself a label, or the section around it, tells the style of those beside it.
        for one in by_section.values():
            self._section(one)
        return self.entries

    def _label(self, p: Paragraph) -> Label | None:
        return label_of(p.text) or self._labels.get(p.index)

    def _section(self, held: list[Paragraph]) -> None:
        for part in self._parts(held):
            self.open = self.group = self.over = None
            style = self._style(part)
            for p in part:
                self._paragraph(p, style)

    def _parts(self, held: list[Paragraph]) -> Iterator[list[Paragraph]]:
        """The paragraphs of a section, parted where a line that is no heading opens those of another agency: each part
        has a style of its own, as a section has."""
        part: list[Paragraph] = []
        labelled = False  # a label has come before a name: names that follow say who leads on the one above
        for p in held:
            name = p.kind == "body" and not p.number and is_name(p.text)
            whole = name and _GROUP.fullmatch(p.text)
            if part and (whole or (name and not labelled and self._names(p))):
                yield part
                part = []
            labelled = not whole and (labelled or (not any(map(self._heads, part)) and bool(self._label(p))))
            part.append(p)
        yield part

    def _heads(self, p: Paragraph) -> bool:
        """Whether a paragraph is no heading, but the name of a body over what it is asked to do."""
        return p.kind == "body" and not p.number and is_name(p.text) and self._names(p)

    def _heads_labels(self, p: Paragraph, label: Label) -> bool:
        """Whether "Recommendation" is the heading over entries with labels of their own, and no label of one."""
        if p.kind != "heading" or label.number is not None or p.index + 1 >= len(self.document.paragraphs):
            return False
        return self._label(self.document.paragraphs[p.index + 1]) is not None

    def _heads_next(self, p: Paragraph) -> bool:
        """Whether a bullet holds no more than the name of a body, over the labelled entries that it is asked: it comes
        alone, and no lead-in makes it one of a list."""
        if (
            p.kind != "item"
            or not is_name(p.text)
            or not self._names(p)
            or (self.open and p.lead in self.open.paragraphs)
        ):
            return False
        return p.index + 1 < len(self.document.paragraphs) and bool(self._label(self.document.paragraphs[p.index + 1]))

    def _style(self, held: list[Paragraph]) -> str:
        if any(map(self._label, held)):
            return "marked"
        bodies = [p for p in held if p.kind != "heading" and not introduces(p.text)]
        if self._only_listed(held, bodies) or self._led_in(held):
            return "all-numbered"
        numbered = [p for p in bodies if p.kind == "body" and p.number and asks(p.text)]
        if numbered and not all(_leads(p.text) for p in numbered):
            # Where most of the numbers ask for something, the others do too, in words that no list foresees.
            others = [p for p in bodies if p.kind == "body" and p.number]
            return "numbered" if len(numbered) * 2 < len(others) else "all-numbered"
        if any(p.kind == "item" for p in bodies):
            return "items"
        return "body"

    def _only_listed(self, held: list[Paragraph], bodies: list[Paragraph]) -> bool:
        """Whether nothing stands under the name of a body but a list that is numbered from 1, in whatever words ("All
        parties receive a copy")."""
        if not held or not (held[0].kind == "heading" or self._heads(held[0])) or not self._names(held[0]):
            return False
        listed = [p for p in bodies if p is not held[0]]
        ordered = [str(n) for n in range(1, len(listed) + 1)]
        return bool(listed) and [p.number for p in listed] == ordered

    def _led_in(self, held: list[Paragraph]) -> bool:
        """Whether the panel says how many it makes, or that it recommends what follows, and so many are numbered from 1
        after it."""
        for at, p in enumerate(held):
            told = cues().makes.search(p.text)
            numbers = [o.number for o in held[at + 1 :] if o.kind == "body" and o.number]
            if not told or numbers != [str(n) for n in range(1, len(numbers) + 1)] or len(numbers) < COUNTED:
                continue
            return told["n"] is None or told["n"].lower() in (str(len(numbers)), _IN_WORDS.get(len(numbers)))
        return False

    def _paragraph(self, p: Paragraph, style: str) -> None:
        """Reads the next paragraph of a part: what it begins, belongs to or ends."""
        if (label := self._label(p)) and not self._heads_labels(p, label):
            self._begin(p, label.number, label, "labelled")
        elif p.kind == "heading":
            if style != "marked" or self.open is None:
                self._close()
        elif style == "marked":
            if self.open is None and self._heads(p):
                self.over = p
            elif self._heads_next(p):
                self._close()
                self.over = p
            self._continue_marked(p)
        elif introduces(p.text):
            self._close()
        elif p.kind == "body" and not p.number and is_name(p.text):
            self._close()
            self.over = p
        elif p.kind == "item":
            self._item(p, style)
        elif not cues().remark.match(p.text):
            self._words(p, style)

    def _close(self) -> None:
        """Ends the open entry: what follows belongs to none."""
        self.open = self.group = None

    def _words(self, p: Paragraph, style: str) -> None:
        """Reads a paragraph that no label, mark or kind tells apart: by what its words ask for, and its number."""
        wants = asks(p.text) or (style == "all-numbered" and bool(p.number) and not cues().narrates.match(p.text))
        if style in ("numbered", "all-numbered") and not p.number:
            if self.open and wants:
                self.open.take(p)
        elif not wants:
            if self.open and self.open.text.endswith((":", ",", ";")):
                self.open.take(p)
        elif self.open and _is_part(p, self.open):
            self.open.take(p)
        elif _leads(p.text):
            self._close()
        else:
            self._begin(p, p.number, None, "numbered" if style == "all-numbered" else style)

    def _item(self, p: Paragraph, style: str) -> None:
        if self.open and p.lead is not None and p.lead in self.open.paragraphs:
            self.open.take(p)
            return
        if self.group is not None and self._deeper_group and self._indent(p) <= self._indent(self.group):
            self.group = None
        if self.group is not None and self.open and not self._groups(p):
            self.open.take(p)
            return
        if style in ("numbered", "all-numbered") and not asks(p.text):
            if self.open:
                self.open.take(p)
            return
        if cues().remark.match(p.text) and not asks(p.text):
            return
        groups = self._groups(p)
        if self.group is not None and not groups:
            self.group = None
        self._begin(p, letter(p.number), None, "item")
        self.group = p if groups else None
        if groups:
            self._deeper_group = self._indent(self.document.paragraphs[p.index + 1]) > self._indent(p)

    def _groups(self, p: Paragraph) -> bool:
        """Whether the item only names what the items after it ask for."""
        short = len(p.text.split()) <= 5 and not asks(p.text)
        return (short or leads_in(p.text)) and self._followed_deeper(p)

    def _followed_deeper(self, p: Paragraph) -> bool:
        if p.index + 1 >= len(self.document.paragraphs):
            return False
        following = self.document.paragraphs[p.index + 1]
        if following.kind != "item" or following.section is not p.section:
            return False
        return leads_in(p.text) or self._indent(following) > self._indent(p)

    def _indent(self, p: Paragraph) -> int:
        text = self.document.lines[p.first - 1].text.expandtabs(4)
        return len(text) - len(text.lstrip())

    def _continue_marked(self, p: Paragraph) -> None:
        if self.open is None or introduces(p.text):
            return
        said = self.open.text
        title = len(said.split()) < 12 and not said.endswith((".", "!"))
        going_on = title or said.endswith((":", ",", ";"))
        if self._closes(p):
            self.open.agency, self.open.named_in = p.text, p
        elif p.kind == "item" or going_on or (asks(p.text) and not cues().remark.match(p.text)):
            self.open.take(p)

    def _closes(self, p: Paragraph) -> bool:
        """Whether a line after the words of an entry names whom it asks, as the last cell of its row."""
        entry = self.open
        if entry is None or entry.agency or not entry.number or p.kind != "body" or p.number:
            return False
        if len(entry.text.split()) < 5 or p.text.endswith((".", ":")) or asks(p.text) or not self._names(p):
            return False
        following = next(
            (o for o in self.document.paragraphs[p.index + 1 : p.index + 2] if o.section is p.section), None
        )
        if following is None or not entry.number.isdigit():
            return following is None
        label = self._label(following)
        number = label.number if label else following.text.rstrip(".")
        return number == str(int(entry.number) + 1)

    def _begin(self, p: Paragraph, number: str | None, label: Label | None, rule: str) -> None:
        text = p.text[label.end :] if label else p.text
        if len(text.split()) < LEAD and introduces(text) and not asks(text):
            return  # "H1. The Panel makes the following recommendations."
        named = label.named if label and not _LEVEL_LABEL.match(label.named) else ""
        if self.open and label and number and self.open.number == number and self.open.section is p.section:
            # "Recommendation 1 (ii)" after "Recommendation 1 (i)"
            self.open.take(p)
            return
        self.open = Entry(number, [p], text.strip(), p.section, rule, named, over=self.over)
        self.group = None
        self.entries.append(self.open)


def _is_part(p: Paragraph, entry: Entry) -> bool:
    """Whether a paragraph is a part of an entry by its number ("4.2.1" of "4.2")."""
    if not entry.number or not p.number:
        return False
    if p.number.startswith(entry.number + "."):
        return True
    # "7.1a" of "7.1 The Trust should:"
    return p.number[:-1] == entry.number and p.number[-1].isalpha() and entry.paragraphs[0].text.endswith(":")


def letter(number: str | None) -> str | None:
    """The last part of an item's number: the letter of ``8(a)``."""
    if number and (m := re.search(r"\(([a-z0-9]{1,4})\)$", number, re.I)):
        return m[1]
    return number


def _leads(text: str) -> bool:
    """Whether a text leads in to a list of recommendations ("The panel recommends that:"), rather than to the parts of
    one, which names who is asked ("The panel recommends that the Trust should:")."""
    if not leads_in(text) or not cues().lead.search(text):
        return False
    return not re.search(r"\brecommend\w*\s+(?:that\s+|to\s+)?(?:the\s+)?(?-i:[A-Z])", text, re.I)
