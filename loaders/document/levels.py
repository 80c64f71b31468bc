"""How deep a heading stands among those of its document."""

from __future__ import annotations

import re
from collections import Counter

from loaders.document.contents import name_of
from loaders.document.headings import LONGEST
from loaders.document.kinds import kind_of_heading, told
from loaders.document.lines import Raw
from loaders.document.model import Section

#: The label of a box set into the text, rather than the heading of a part.
_SINGLE = re.compile(r"(?:\w+ )?(?:recommendation|learning (?:point|opportunity)|lesson|finding)\b(?!s)", re.I)

#: Kinds of headings that the part on one agency may have.
_OF_AN_AGENCY = ("analysis", "chronology", "good-practice", "lessons")
#: Kinds of sections that tell how the review was made.
_OF_THE_MAKING = ("panel", "process", "terms-of-reference")


def _among_recommendations(section: Section) -> bool:
    """Whether a section stands in a part of recommendations that is not lettered itself: letters count its entries."""
    part = next((s for s in section.path if s.kind == "recommendations"), None)
    return part is not None and not (part.number and len(part.number) == 1 and part.number.isalpha())


class Levels:
    """What the whole document tells of its headings.

    Args:
        raws: the lines.
        contents: the positions of the lines of contents lists.
    """

    def __init__(self, raws: list[Raw], contents: set[int]) -> None:
        self.listed = frozenset(name_of(raws[at]) for at in contents) - {""}  # the names of the contents list
        self.titles: Counter[str] = Counter()
        by_depth: dict[int, set[str]] = {1: set(), 2: set()}
        for at, raw in enumerate(raws):
            if at in contents or len(raw.words) > LONGEST or raw.footnote or raw.tabs:
                continue
            self.titles[raw.text.lower().strip(" :")] += 1
            if 0 < raw.depth <= 2 and (kind := kind_of_heading(raw.text)) and raw.text[-1:] not in ".;,":
                by_depth[raw.depth].add(kind)
        self.numbered_kinds = by_depth[1] if len(by_depth[1]) > 1 else by_depth[2]

    def level(self, raw: Raw, own: str | None, section: Section, in_part: bool, fits: bool, empty: bool) -> int:
        """The level of a heading; the greater, the deeper.

        Args:
            raw: the heading.
            own: the kind of section that its words tell.
            section: the section before it.
            in_part: whether that one stands in what is called a part.
            fits: whether a section of the heading's own kind may stand in that one.
            empty: whether nothing stands in that one but its own heading.
        """
        if raw.depth > 0:
            # Parts of a report ("Part II") hold its numbered sections.
            lettered = not (raw.label or "")[:1].isdigit() and not raw.named
            if lettered and own is None and _among_recommendations(section):
                return 43  # under the numbered heading before it ("5.1 National", "A. Welsh Government")
            return 10 * raw.depth + (5 if lettered and in_part else 0)
        if raw.hashes > 1 and not any(s.number for s in section.path):
            return 10 * (raw.hashes - 1)
        if raw.depth == -1 or raw.named or own == "appendix":
            return 10
        upper = raw.capitals and any(map(str.isalpha, raw.text))
        numbered = any(s.number for s in section.path)
        # What comes again and again ("Analysis" under each agency) is a sub-heading.
        times = self.titles[raw.text.lower().strip(" :")]
        named = section.kind == "analysis" and any(s.title and kind_of_heading(s.title) is None for s in section.path)
        repeated = own is not None and (times > 2 or (times == 2 and (own == "good-practice" or named)))
        opens = own in told().opens and not repeated
        # An unnumbered heading stands under the numbered one before it, unless its words open a part of the report that
        # is no part of that one, and that no numbered heading opens.
        if numbered:
            if _SINGLE.match(raw.text) and section.kind in told().gives_way:
                return 47
            apart = opens and own not in self.numbered_kinds and own != section.kind
            if apart and fits:
                return 10
            return 44 if upper and not repeated else 45 if raw.marked and not repeated else 47 if not repeated else 48
        if repeated:
            return 17
        # What stands right under the name of an agency in the analysis is a part of what is said of that.
        if empty and own in _OF_AN_AGENCY and section.kind == "analysis" and kind_of_heading(section.title) is None:
            return 17
        restarts = told().restarts.match(raw.text) is not None
        # "Introduction" right under "Chronology" is that of the chronology.
        if not fits and (empty if restarts else own in told().aside):
            return 15
        # What the contents list has is a part of the report; lessons that come but once are those of the whole.
        part = name_of(raw) in self.listed or (own == "lessons" and times < 2) or restarts
        # "Recommendations" that come but once, or that the contents list has, are no box.
        whole = name_of(raw) == "recommendations" and (times < 2 or name_of(raw) in self.listed)
        boxed = told().box.match(raw.text) and not whole
        if own and (opens or upper or part) and not boxed:
            return 12
        # What no word tells, and the contents list has, is no part of how the review was made.
        if own is None and name_of(raw) in self.listed and section.kind in _OF_THE_MAKING:
            return 12
        return 13 if upper else 14 if raw.marked else 15
