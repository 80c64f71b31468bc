"""The pieces of an entry in a list of those who took part: which is a person, a post or a body, and what was given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.document.model import Paragraph
from loaders.document.tidy import leads_in
from loaders.extract.agencies.kinds import kind_of
from loaders.extract.agencies.names import cues, ends_in_kind, is_one
from ontology import authority

SPLIT = re.compile(r"\s*(?:\t|\s{2,}|:\s+|\s+[–—-]\s+|\s*[–—]\s*|,\s+|;\s*|\|)\s*")
#: Words of a cell that tells what an agency gave, and nothing else.
CELL = 4
#: An item that tells something is no name ("The panel chair told the coroner …").
TELLS = re.compile(
    r"\b(?:was|were|has been|have been|had been|is|are|will|would|did|should|could|told|advised|notified|informed|"
    r"decided|concluded|agreed|asked)\b"
)
#: A piece that says more of the body before it ("Moorhill Women's Aid, which runs the helpline"), or who wrote for it
#: ("the last written by …").
CLAUSE = re.compile(
    r"(?:(?:which|who|that|where|in respect of|in relation to|was|were|(?:and |or )?by an?)"
    r"|(?:the )?(?:providers?|commissioners?) of) "
    r"|(?:an?|the) (?:[\w-]+ ){0,3}(?:charity|organi[sz]ation|service|agency|provider|project|company|body|group) "
    r"(?:that|which|providing|for|offering|supporting|working|commissioned) "
    r"|(?:the )?(?:first|second|third|last|former|latter|others?)(?: of (?:these|them|which))? "
    r"(?:was |were |being )?(?:written|prepared|completed|compiled|produced|provided|submitted) "
)
#: What a post is for, which is no body ("Named Nurse for Safeguarding Adults").
_TOPIC = (
    r"(?:Safeguarding|Adults?|Child(?:ren)?|Vulnerable|Domestic|Abuse|Violence|Young|People|Families|Looked|After|and|&)"
    r"[’']?s?"
)
_OF_TOPICS = re.compile(rf"{_TOPIC}(?: {_TOPIC})*")
#: The whole of a piece that names nothing, but says what the body before it is ("the local alcohol service").
IN_OTHER_WORDS = re.compile(r"(?:the|an?) [a-z][^A-Z]*$")
#: And one that says what it is ("Bright Harbour, the domestic abuse charity for the county").
_WHAT_IT_IS = re.compile(r"(?:an?|the) (?=[a-z])")
_NOTE = re.compile(r"[¹²³⁴-⁹⁰]+|\[\d{1,3}\]")
PERSON = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Cllr|DCI|DI|DS|Det)\.? )?[A-Z][\w’'-]+(?: [A-Z]\.?)?(?: [A-Z][\w’'-]+){1,2}"
)


@dataclass(frozen=True)
class Entry:
    """An agency as one entry of a list names it.

    ``gave`` is the contribution that the list or the entry tells, ``within`` what stands in brackets after it (a
    hospital of the trust).
    """

    text: str
    paragraph: Paragraph
    start: int
    gave: str | None
    panel: bool
    within: str | None = None


@cache
def _leads() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    return tuple((what, tuple(re.compile(p) for p in patterns)) for what, patterns in cues()["leads"].items())


@cache
def given_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each contribution, with the words of an entry that tell it."""
    return tuple((what, re.compile(p)) for what, p in cues()["given"].items())


@cache
def post_words() -> re.Pattern[str]:
    """The words of posts ("Named Nurse", "Independent Chair")."""
    return re.compile(cues()["post"])


#: Words on those who made the review: "the panel members had no direct contact".
_ON_MAKERS = re.compile(
    r"\bpanel members\b|\b(?:its|whose|their) members\b|\bindependen|\bauthors?\b|\bconflict|\bline[- ]manage"
)
#: That those after the words gave information, however little.
_OBTAINED = re.compile(r"\binformation (?:was|were) (?:also )?(?:obtained|provided|received|supplied|gathered)\b")


def lead_of(text: str) -> str | None:
    """What a list after these words is of: a contribution, 'panel', 'none' (agencies that took part), or None.

    The sentence that ends in a colon tells it, if it does; else what stands before it too.
    """
    before, _, last = text.rstrip().rpartition(". ")
    if before and leads_in(last) and (own := lead_of(last)):
        return own
    low = text.lower()
    for what, patterns in _leads():
        if any(p.search(low) for p in patterns):
            if what == "nil-return" and _ON_MAKERS.search(low):
                continue  # independence, not a nil return
            if (
                what == "nil-return"
                and _OBTAINED.search(low)
                and not re.search(r"\b(?:no|not|nil|without|never)\b", low)
            ):
                continue  # "information was obtained from the following, who held limited records": it was given
            return what
    return None


def own_gift(row: Paragraph) -> str | None:
    """What a row says in a cell of its own, or after its last dash, that its agency gave ("Short report"), whatever
    stands before the list."""
    told = row.cells[1:] or row.text.rsplit(" – ", 1)[1:] or row.text.rsplit(" - ", 1)[1:]
    cells = [f"\t{c.strip()}" for c in told if len(c.split()) <= CELL]
    return next((what for cell in cells for what, p in given_words() if p.search(cell)), None)


#: Whom another body wrote for.
_BEHALF = re.compile(r"\s+on behalf of\b")


def pieces_of(paragraph: Paragraph) -> list[tuple[str, int]]:
    """What an entry's commas, dashes, colons and tabs part, each with its offset; without brackets and asides."""
    text = re.sub(r"\s*\((?![A-Z&]{2,12}s?\))[^)]*\)", lambda m: " " * len(m[0]), _NOTE.sub(" ", paragraph.text))
    pieces: list[tuple[str, int]] = []
    at = 0
    for m in [*SPLIT.finditer(text), None]:
        piece = text[at : m.start() if m else len(text)].strip(" .:")
        if piece and not CLAUSE.match(piece) and not (pieces and _WHAT_IT_IS.match(piece)):
            pieces.append((piece, text.find(piece, at)))
        at = m.end() if m else at
    # "Lambeth, Southwark and Lewisham Council": pieces without a kind before one that ends in "and X" are one name.
    return pieces


def is_body(text: str) -> bool:
    """Whether a piece is the name of a body, by the words of a kind or because it is known."""
    return (
        len(text) < 130
        and (authority.lookup(text) is not None or kind_of(strip_post(text)) is not None)
        and bool(re.search(r"[A-Z]", text))
    )


def strip_post(text: str) -> str:
    """A piece without the post before "of", "for", "at" or "from" ("Safeguarding Lead for Moorhill NHS Trust")."""
    m = post_words().search(text)
    if m and (tail := re.search(r"\b(?:at|from|for|of)\s+(?:the\s+)?([A-Z].*)", text[m.end() :])):
        return text if _OF_TOPICS.fullmatch(tail[1]) else tail[1]
    return text


def post_only(text: str) -> bool:
    """Whether a piece is a post and names no body besides."""
    if re.search(r"(?i)\b(commissioner|partnership|commissioning)\b", text):
        return False
    if re.search(r"(?:Practice|Surgery|(?:Medical|Health) Centre)$", text):  # "Dr Lane and Partners GP Practice"
        return False
    return bool(post_words().search(text)) and strip_post(text) == text and authority.lookup(text) is None


def is_bare(text: str) -> bool:
    """Whether a piece without a kind's words may be a body's name: a few words, the first with a capital."""
    words = text.split()
    return (
        0 < len(words) <= 8
        and text[0].isupper()
        and not text.endswith((".", "?"))
        and not post_words().search(text)
        and not re.search(r"\d{4}", text)
        and not re.search(
            r"(?i)\b(was|were|is|are|to|whether|what|how|did|review|report|panel|meeting|date|"
            r"chronology|analysis|victim|perpetrator|family)\b",
            text,
        )
        and not re.match(r"(?:Adult|Child|Mr|Mrs|Ms|Miss|Dr|The victim|Victim|Perpetrator|Independent$)\b", text)
    )


def cleaned(text: str) -> str:
    """A body's name without the post before it, notes and brackets, and what it gave after it."""
    text = strip_post(_NOTE.sub("", text)).strip(" .,:;*-–")
    text = re.sub(r"\s*\((?![A-Z][A-Za-z&]{1,11}s?\)).*$", "", text)
    text = re.sub(r"^(?:on behalf of|representing) (?:the )?(?=[A-Z])", "", text)
    text = re.sub(r"^(?:Agencies|Partners|Members) of (?:the )?(?=[A-Z])|,?\s+including\s.*$", "", text)
    text = re.sub(r"\s+(?:IMR|Chronology|Report|Summary)s?(?:\s+(?:and|&)\s+\w+)?$", "", text)
    text = re.sub(r"^(.*?\bPolice)\s+(?!Service|Force|and\b|&|Authority|Federation)[A-Z].*$", r"\1", text)
    text = re.sub(r"^(?:(?:[Aa]nd|[Tt]he|[Aa]n?|by|from)\s+)+(?=[A-Z])", "", text)
    text = re.sub(r"^(?:[Tt]he )?(?:county|borough|city|town|district|area|region)[’']s (?=[A-Z])", "", text)
    text = re.sub(r"\s+", " ", text)
    if (other := _BEHALF.search(text)) and is_body(text[: other.start()]):
        text = text[: other.start()]  # "the CCG on behalf of Mill Lane Surgery": who wrote it
    return re.sub(r"[’']s$", "", text) if " " in text else text  # "Barnardo's" is a name, "Fern Trust's" a genitive


#: Two bodies by their initials ("LAS and MPS").
_SHORTS = re.compile(r"(?P<one>[A-Z]{2,6}) and (?P<two>[A-Z]{2,6})")
#: What, after "and", begins another name for certain.
_APART = ("the ", "by ", "from ")


def in_two(text: str) -> list[str]:
    """The last piece of a list in its two names ("Moor Council and the GP practice"), or whole."""
    joints = [
        *re.finditer(r"\s+and\s+(?:(?:(?:one|another|others) )?(?:by |from )(?:the )?|the )(?=[A-Za-z])", text),
        *re.finditer(r"\s+and\s+(?=[A-Z])", text),
    ]
    if short := _SHORTS.fullmatch(text):
        return [short["one"], short["two"]]
    for m in joints:
        left, right = text[: m.start()], text[m.end() :]
        if re.search(r"\b(?:by|from)\b", m[0]) and is_body(left):
            return [left, right]
        if not (is_body(left) and is_body(right)) or right.startswith(("Learning Disabilit", "Wellbeing")):
            continue
        bare = re.sub(r"\s*\([^()]*\)$", "", left)  # "Practice A (Mary) and Practice B (Peter)"
        if (
            m[0].endswith(_APART)
            or re.search(r" [A-H1-9]$", bare)
            or ((ends_in_kind(bare) or _ENDS.search(bare)) and not is_one(text, m))
        ):
            return [left, right]
    for m in joints:
        left, right = text[: m.start()], text[m.end() :]
        parted = m[0].endswith(_APART)
        if ((_WHOLE.search(left) or authority.lookup(left)) and is_bare(right.rstrip(" ."))) or (
            parted and is_body(right) and is_bare(left)
        ):
            return [left, right]
    return [text]


#: Last words with which a name is whole, though they tell no kind.
_ENDS = re.compile(
    r"\b(?:Team|Unit|Centre|Project|Company|Hospital|School|College|Surgery|Practice|Homes|Housing|Refuge|Aid)$"
)
_WHOLE = re.compile(
    r"\b(?:Council|Trust|Police|Constabulary|CCG|ICB|Group|Board|Association|Social Care|Services?|Probation)$"
)
