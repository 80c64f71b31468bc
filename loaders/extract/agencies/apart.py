"""Two bodies that one name seems to hold, told apart by what the rest of the review calls either of them.

"Haven House and Moorhill Children's Services" may be one body or two. Where the text has one side as a name of its own,
and the other stands alone in it too, they are two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.extract.agencies.aliases import ALONE, CALLED_SHORT, leading_word
from loaders.extract.agencies.found import Raw
from loaders.extract.agencies.kinds import kind_of, marks, sector_of

_AND = re.compile(r",? (?:and|&) (?:the )?")
#: Bodies that are named for two places ("NHS Upper Fern and Moorhill CCG").
_OF_PLACES = frozenset(
    {"health-commissioner", "acute-health", "mental-health", "community-health", "police", "probation", "fire"}
    | {"ambulance", "local-authority", "multi-agency-forum"}
)
#: What belongs to one name with what stands before "and".
_GOES_ON = re.compile(
    r"(?:Learning Disabilit|Well-?[Bb]eing|Social (?:Care|Work)|Communit|Famil|Young|Rescue|Crime|Older|Partners)"
)


def apart(raws: Iterable[Raw], text: str) -> Iterator[Raw]:
    """The names, those that are two bodies' as two.

    Args:
        raws: each place where the text names a body.
        text: the whole of the review.
    """
    held = list(raws)
    names = _Names(held, text)
    for raw in held:
        two = names.sides(raw.name)
        if two is None:
            yield raw
            continue
        at = max(0, raw.paragraph.text.find(two[1], raw.start))
        yield replace(raw, name=names.whole(two[0]) or two[0], within=None)
        yield replace(raw, name=names.whole(two[1]) or two[1], start=at)


class _Names:
    """The names of a review, and what the text calls either side of one that seems to hold two."""

    def __init__(self, raws: list[Raw], text: str) -> None:
        self._names = Counter(raw.name for raw in raws)
        self._listed = {raw.name for raw in raws if raw.how == "listed"}
        self._shorts = {first for name in self._listed if (first := _short(name))}
        self._text = text
        self._sides: dict[str, tuple[str, str] | None] = {}

    def sides(self, name: str) -> tuple[str, str] | None:
        """The two names that a name is; None where it is one."""
        if name not in self._sides:
            pairs = ((_BRACKET.sub("", name[: m.start()]), name[m.end() :]) for m in _AND.finditer(name))
            self._sides[name] = next((pair for pair in pairs if self._are_two(name, *pair)), None)
        return self._sides[name]

    def whole(self, side: str) -> str | None:
        """The one name that begins with a side, which is its short form."""
        longer = [name for name in self._names if name.startswith(f"{side} ") and " and " not in name]
        return longer[0] if len(longer) == 1 else None

    def _alone(self, side: str) -> bool:
        """Whether a side stands in the text without the other, and not as a part of a longer name."""
        one = rf"(?<![\w-])(?<!and )(?<!& ){re.escape(side)}(?!,? (?:and|&) [A-Z]| [A-Z]|[\w-])"
        return len(re.findall(one, self._text)) >= ALONE

    def _are_two(self, name: str, left: str, right: str) -> bool:
        """Whether the sides of a name are bodies of their own."""
        if _GOES_ON.match(right) or not left or not right:
            return False
        names, listed = self._names, self._listed
        if name in listed and _two_words(left):
            if _two_words(right) and self._alone(left) and self._alone(right):
                return True
            if self.whole(left) and self.whole(right):
                return True
        elif left in self._shorts and names[right] and _own(right) and name not in listed and self._alone(left):
            return True
        like = sector_of(left) in ("other", sector_of(right)) and left not in listed
        if sector_of(right) in _OF_PLACES and (not names[left] or like):
            return False
        if names[right] and _own(right) and (names[left] or (" " in left and self._alone(left))):
            return True
        called = right[:1].isupper() and (" " in right or _INITIALS.fullmatch(right))
        return bool(names[left] and _own(left) and called and self._alone(right))


#: What a body may be called alone ("Moor Homes and UHH").
_INITIALS = re.compile(r"[A-Z]{3,6}")
_BRACKET = re.compile(r"\s*\([^()]*\)$")


def _two_words(name: str) -> bool:
    return len(name.split()) > 1


def _short(name: str) -> str | None:
    """The word that a body of a sector whose bodies are called so may be called by."""
    called = " and " not in name and sector_of(name) in (*CALLED_SHORT, "other")
    return leading_word(name) if called else None


def _own(name: str) -> bool:
    """Whether a name tells one body from others of its kind, or is a body's whole name."""
    kind = kind_of(name)
    return kind is not None and (bool(marks(name)) or kind.role)
