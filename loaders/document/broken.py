"""Joins the lines of paragraphs that the margin or the page has broken."""

from __future__ import annotations

import re
from itertools import pairwise

from loaders.document import tidy
from loaders.document.lines import SMALL, Raw
from loaders.document.model import Document, Paragraph
from loaders.document.numbers import Numbers

#: Words that keep their hyphen when the line is broken at it.
_HYPHENATED = frozenset(
    """co re non multi self well ex anti pre post inter cross long short step half part full mid sub semi over under face
    follow so high low risk by on one two three four five six seven eight nine ten twenty thirty forty""".split()  # noqa
)
#: The half of a name in capitals, before the line was broken at its hyphen.
_NAMED_SO = re.compile(r"\b[A-Z][\w’']*(?:-[\w’']+)*-$")
_HYPHEN_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*(?![\w-])")
#: The code of a recommendation, which begins a line of its own ("MPS 1: To review ...").
_CODED = re.compile(r"[A-Z]{2,6} ?\d{1,2}: (?=[A-Z])")
#: The same without a colon, in a part of recommendations.
_CODED_BARE = re.compile(r"[A-Z]{2,6} ?\d{1,2} (?=[A-Z])")
#: The label of a recommendation after what has ended.
_LABELLED = re.compile(
    r"(?:[A-Z][\w-]+ (?:/ )?)?Recommendation (?:[Nn]o\.? ?)?[A-Z]?\d{1,2}(?:\.\d{1,2})?(?:(?P<mark> ?[.:)–-]+ )|"
    r"\s+|$)(?=[A-Z]|$)"
)


def is_name(raw: Raw) -> bool:
    """Whether a line may be no more than the name of a body: few words, the first and the last with a capital."""
    return len(raw.words) <= 8 and raw.text[:1].isupper() and raw.text[-1].isalpha() and raw.words[-1][:1].isupper()


def begins_entry(raw: Raw) -> bool:
    """Whether a line begins an entry of a list of recommendations: with its number or code."""
    return bool(raw.label or _CODED_BARE.match(raw.text) or _LABELLED.match(raw.text))


class Joiner:
    """Joins lines to the paragraphs of a document that they go on with."""

    def __init__(self, document: Document, raws: list[Raw], numbers: Numbers) -> None:
        self.document = document
        self.numbers = numbers
        self.width = _wrap_width(raws)
        self.vocabulary = {w.lower() for r in raws for w in _HYPHEN_WORD.findall(r.text)}

    def joined(self, raw: Raw, following: Raw | None) -> bool:
        """Joins the line to the paragraph that it goes on with; says whether it did."""
        note = self.document.paragraphs[-1] if self.document.paragraphs else None
        under = note is not None and note.kind == "footnote" and raw.plain and not raw.alone and not raw.marked
        # A line between a footnote and this one was of the text that goes on over the page, and so is this.
        between = note is not None and any(note.last < p.last for p in self.document.paragraphs[-4:])
        if (
            note
            and under
            and not between
            and (self.width or raw.text[:1].islower() or raw.text.startswith(("http", "www")))
        ):
            self._append(note, raw, raw.text)
            return True
        if note is not None and note.kind == "row" and raw.plain and not raw.alone and not raw.marked:
            return self._cell(note, raw)
        last = self._open()
        if last is None or raw.tabs or raw.marked or raw.named or _CODED.match(raw.text):
            return False
        if raw.bullet:
            return self._dash(raw, following, last)
        if raw.label and not (raw.depth == -1 and not self.numbers.fits_run(raw)):
            return False
        text = raw.whole if raw.depth == -1 else raw.text
        ended = bool(tidy.ENDS.search(last.text))
        among = last.section.kind == "recommendations"
        label = _LABELLED.match(raw.text)
        if (label and (ended or label["mark"])) or (among and _CODED_BARE.match(raw.text)):
            return False
        short = len(last.starts) == 1 and len(last.text) < 0.6 * self.width
        if (
            among
            and raw.plain
            and (ended or short)
            and is_name(raw)
            and following is not None
            and begins_entry(following)
        ):
            return False
        if raw.alone:
            open_end = text[:1].islower() or last.text[-1:] in ",-–" or last.text.split()[-1].lower() in SMALL
            if ended or not (open_end or self._over_page(last, raw, following)):
                return False
        elif not self.width:
            # Lines that follow each other without a blank are one paragraph only where the first breaks off.
            if ended or not (text[:1].islower() or last.text[-1:] in ",-–"):
                return False
        elif ended and self._filled(last) < 0.75:
            return False
        self._append(last, raw, text)
        return True

    def _over_page(self, last: Paragraph, raw: Raw, following: Raw | None) -> bool:
        """Whether a page has broken a sentence before a capital ("did not refer | Mrs A to"): a header, a page number
        or a footnote stands between, what is above breaks off at the margin, and what is below is no title."""
        turned = raw.turned or self.document.paragraphs[-1] is not last
        if last.kind not in ("body", "item") or not turned or not raw.plain or not raw.text[:1].isalpha():
            return False
        goes_on = self.width and following is not None and following.plain and not following.alone
        if not (goes_on or re.search(r"[a-z)][.?!;](?: |$)", raw.text)):
            return False
        return self._filled(last) >= 0.75 if self.width else len(last.text) > 60

    def _cell(self, row: Paragraph, raw: Raw) -> bool:
        """Joins a line to the cell of a row that it goes on with: one set in goes on with the column over it, another
        with the first where that breaks off. Where tabs part the cells and lines are broken, the last goes on."""
        cells = list(row.cells)
        above = self.document.lines[row.starts[0][1] - 1].text
        if len(cells) < 2:
            return False
        if "\t" in above:
            return self._last_cell(row, raw)
        if raw.indent == 0 and cells[0].split()[-1].lower() not in SMALL:
            return False
        begins, place = [], 0
        for cell in cells:
            place = max(place, above.find(cell.split(" ")[0] if cell else "", place))
            begins.append(place)
            place += 1
        at = max(n for n, begin in enumerate(begins) if n == 0 or raw.indent + 2 >= begin)
        start = sum(len(c) + 1 for c in cells[: at + 1])
        cells[at] = f"{cells[at]} {raw.text}"
        row.cells = tuple(cells)
        row.text = "\t".join(cells)
        row.starts.append((start, raw.line.number))
        row.__dict__.pop("sentences", None)
        return True

    def _last_cell(self, row: Paragraph, raw: Raw) -> bool:
        """Joins a line to the last cell of a row, unless that ended before the margin."""
        if not self.width:
            return False
        filled, ended = self._filled(row), bool(tidy.ENDS.search(row.text))
        if (ended and filled < 0.75) or (filled < 0.6 and not raw.text[:1].islower()):
            return False
        self._append(row, raw, raw.text)
        row.cells = tuple(row.text.split("\t"))
        return True

    def _filled(self, paragraph: Paragraph) -> float:
        """How far the last line of a paragraph goes, as a share of the width at which lines are broken."""
        return (len(paragraph.text) - paragraph.starts[-1][0]) / self.width

    def _append(self, last: Paragraph, raw: Raw, text: str) -> None:
        hyphen = last.text.endswith("-") and text[:1].islower() and last.text[-2:-1].isalpha()
        joined = last.text + " "
        if text[:1].isupper() and _NAMED_SO.search(last.text):
            joined = last.text  # "Stoke-on- | Trent", "Multi- | Agency"
        if hyphen:
            before = re.search(r"[A-Za-z]+-$", last.text)
            after = re.match(r"[a-z]+", text)
            half, rest = (before[0][:-1].lower() if before else ""), (after[0] if after else "")
            whole = re.match(r"[A-Za-z]+(?:-[A-Za-z]+)*", text)
            spelt = {f"{half}-{rest}", f"{half}-{whole[0].lower()}"} if whole else set()
            apart = not spelt.isdisjoint(self.vocabulary) or half in _HYPHENATED
            joined = last.text if apart and half + rest not in self.vocabulary else last.text[:-1]
        last.starts.append((len(joined), raw.line.number))
        last.text = joined + text
        last.__dict__.pop("sentences", None)

    def _dash(self, raw: Raw, following: Raw | None, last: Paragraph) -> bool:
        """Joins a line that begins with a dash, where the page has broken a sentence before it; one dash alone is no
        list."""
        alone = following is None or not following.bullet
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


def _wrap_width(raws: list[Raw]) -> int:
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
