"""Who chaired the review and who wrote the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from loaders.document.model import Line, Sentence
from loaders.extract.persons.labels import given_sex
from loaders.extract.reading import Reading, evidence
from loaders.sheet import Evidence
from ontology.data import read_yaml


@cache
def cues() -> dict[str, Any]:
    """The content of ``cues.yaml``."""
    data: dict[str, Any] = read_yaml(__package__, "cues.yaml")
    return data


_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Professor|Prof|Sir|Dame|Rev|Reverend|Cllr|Councillor|Judge)\.? )"
_WORD = r"(?:(?:Mc|Mac|O['’]|D['’]|de |van |von |le |la |el |al-)?[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)*)"
NAME = rf"(?-i:{_TITLE}?{_WORD}(?: [A-Z]\.?)?(?: {_WORD}){{1,3}}|{_TITLE}?(?:[A-Z]\. ?){{1,3}}{_WORD}|{_TITLE}{_WORD})"
_NAMED = re.compile(rf"(?<![\w’'-]){NAME}")
#: Capitalised words of a front page that no one is called.
_NOT = frozenset(
    [
        "Independent",
        "Accredited",
        "Chair",
        "Chairs",
        "Chairman",
        "Chairperson",
        "Chairwoman",
        "Author",
        "Authors",
        "Writer",
        "Report",
        "Reports",
        "Reviewer",
        "Reviewers",
        "Review",
        "Reviews",
        "Community",
        "Communities",
        "Constabulary",
        "Project",
        "Safety",
        "Partnership",
        "Partnerships",
        "Domestic",
        "Homicide",
        "Abuse",
        "Violence",
        "Related",
        "Death",
        "Deaths",
        "Panel",
        "Executive",
        "Summary",
        "Overview",
        "Police",
        "Council",
        "Standing",
        "Together",
        "Version",
        "Final",
        "Draft",
        "Associate",
        "Associates",
        "Director",
        "Consultant",
        "Consultancy",
        "Limited",
        "Ltd",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Adult",
        "Child",
        "Victim",
        "Perpetrator",
        "Board",
        "Service",
        "Services",
        "Trust",
        "Home",
        "Office",
        "National",
        "County",
        "City",
        "Borough",
        "District",
        "Safer",
        "Safe",
        "Act",
        "Section",
        "The",
        "This",
        "In",
        "Of",
        "For",
        "And",
        "Into",
        "By",
        "Produced",
        "Prepared",
        "Written",
        "Commissioned",
        "Under",
        "Against",
        "Women",
        "Aid",
        "Head",
        "Manager",
        "Senior",
        "Lead",
        "Detective",
        "Inspector",
        "Superintendent",
        "Chief",
        "Officer",
        "Adults",
        "Children",
        "Safeguarding",
        "Health",
        "Social",
        "Care",
        "NHS",
        "Foundation",
        "University",
        "Confidential",
        "Restricted",
        "Official",
        "Published",
        "Date",
        "Dated",
        "Completed",
        "Statutory",
        "Guidance",
        "Terms",
        "Reference",
        "Contents",
        "Introduction",
        "Tribute",
        "Preface",
        "Practice",
        "Learning",
        "Individual",
        "Management",
        "Strategic",
        "Foreword",
        "On",
        "To",
        "At",
        "He",
        "She",
        "It",
        "They",
        "His",
        "Her",
        "Their",
        "An",
        "As",
        "All",
        "Is",
        "Was",
        "Name",
        "Names",
        "Role",
        "Organisation",
        "Agency",
        "Designation",
        "Title",
        "Job",
    ]
)


#: Words that go on with a place as the name of a body.
_OF_BODIES = frozenset(
    (
        *("Community", "Communities", "Safety", "Partnership", "Council", "City", "County", "Borough", "District"),
        *("Police", "Constabulary", "NHS"),
    )
)


def name_in(text: str) -> str | None:
    """The first person's name in a short text, without letters after it; None if there is none."""
    if text.isupper():
        text = text.title()
    at = 0
    while m := _NAMED.search(text, at):
        words, at = m[0].split(), m.end()
        if words[0] in _NOT:
            at = m.start() + len(words[0])  # "Independent Chair Dr Jane Lane Hill": the name begins further on
            continue
        cut = next((i for i, word in enumerate(words) if word in _NOT), len(words))
        rest = [*words[cut:], *text[m.end() :].split()][:1]
        if rest and rest[0] in _OF_BODIES and not given_sex(words[0]):
            at = m.start() + len(words[0])  # "North Wexmoor Community Safety Partnership"
            continue
        words = words[:cut]
        bare = [w for w in words if not re.fullmatch(_TITLE.strip().replace(" )", ")"), w + " ") and len(w) > 1]
        titled = bool(words) and re.fullmatch(_TITLE, words[0] + " ") is not None
        if len(bare) >= (2 if not titled else 1) and (len(words) >= 2):
            return " ".join(words)
    return None


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    return {role: re.compile(rf"(?<![\w-])(?:{'|'.join(cues()[role])})(?![\w-])", re.I) for role in ("chair", "author")}


def roles_in(text: str) -> set[str]:
    """Which of 'chair' and 'author' a short text speaks of; "Chair and Author" of both."""
    roles = {role for role, pattern in _labels().items() if pattern.search(text)}
    if re.search(
        r"\bchair\b[^.]{0,12}(?:and|&|/)[^.]{0,20}\b(?:author|writer|reviewer)|\b(?:author|writer|reviewer)\b[^.]{0,12}(?:and|&|/)[^.]{0,20}\bchair",
        text,
        re.I,
    ):
        roles |= {"chair", "author"}
    return roles


#: Running text on a first page: the sentences are read one by one.
_TWO_SENTENCES = re.compile(r"[a-z]{3,}\. [A-Z].*\.$")
#: Marks of print around the words of a line: bold, headings.
_MARKS = re.compile(r"[*_#]+")
#: A row of a table of members that tells of who made the report rather than of who sat on the panel.
_OF_REPORT = re.compile(
    r"independent|overview|report"
    r"|\bchair of (?:the|this) (?:dhr|(?:domestic homicide |safeguarding adults? )?review)\b(?: panel\b)?"
    r"|\b(?:dhr|review|panel) chair\b",
    re.I,
)
#: A row that tells of the review's chair, not of one that chairs something else.
_CHAIRS = re.compile(r"independent|\bchair\b(?! of (?!(?:the|this) (?:\w+ ){0,3}(?:review|panel|dhr)))", re.I)
#: A line of a list of members that tells of the chair or the author ("Jo Marsh – Chair and Author").
_MEMBER = re.compile(rf"(?P<name>{NAME})(?: [A-Z]{{2,4}}(?:, [A-Z]{{2,4}})*)?\s*[–—:,-]\s*(?P<role>[^.]{{3,60}})")
#: Words of which a sentence has one where it names chair or author.
_MAKES = re.compile(r"chair|author|written|wrote|prepared by|compiled|produced by|drafted by", re.I)
#: A role, the name of who is said to have it, and where.
_Claim = tuple[str, str, Evidence]


def makers(reading: Reading, front: list[Line]) -> dict[str, tuple[str, list[Evidence], float]]:
    """Chair and author: the name, its places, how sure."""
    votes = _Votes()
    lines = [line for line in front if line.text.strip()]
    votes.count(_on_front(lines), 6)
    votes.count(_in_rows(reading), 3)
    votes.count(_in_sentences(reading), 2)
    if votes.none and (sign := _signed(lines, reading)):
        place = Evidence(lines=(sign.number, sign.number), page=sign.page, quote=sign.printed.strip())
        votes.count([("author", str(name_in(sign.text)), place)], 0)
    return _both(votes.winners(), reading)


class _Votes:
    """Who is said to be chair or author, how weightily, and where."""

    def __init__(self) -> None:
        self._votes: dict[str, Counter[str]] = {"chair": Counter(), "author": Counter()}
        self._places: dict[tuple[str, str], list[Evidence]] = {}

    def count(self, said: Iterable[_Claim], weight: int) -> None:
        """Adds what one source says, each time with the weight of the source.

        Of "Lead Reviewers: A and B" and "Report author: B" the second says more plainly who wrote.
        """
        for role, name, place in said:
            self._votes[role][name] += weight + (role == "author" and "author" in (place.quote or "").lower())
            self._places.setdefault((role, name), []).append(place)

    @property
    def none(self) -> bool:
        """Whether nobody was named yet."""
        return not any(self._votes.values())

    def winners(self) -> dict[str, tuple[str, list[Evidence], float]]:
        """By role the name that most speaks for, its places, how sure."""
        found = {}
        for role, counted in self._votes.items():
            if joined := _joined(counted):
                name, weight = joined.most_common(1)[0]
                found[role] = (name, self._places[role, name][:3], min(0.97, 0.7 + weight / 25))
        return found


def _bare(line: Line) -> str:
    """The words of a line without marks of print."""
    return _MARKS.sub("", line.text).strip()


def _fields(text: str) -> list[str]:
    """A line, or its parts where each names somebody for a role ("Chair: Jo Marsh <tab> Author: Al Holm")."""
    parts = re.split(r"\t+|\s{3,}", text)
    return parts if len(parts) > 1 and all(roles_in(part) and name_in(part) for part in parts) else [text]


def _on_front(lines: list[Line]) -> Iterator[_Claim]:
    """Whom the labels of the title pages name."""
    used: set[int] = set()
    for at, text in ((at, text) for at, line in enumerate(lines) for text in _fields(_bare(line))):
        if len(text) > 160 or _TWO_SENTENCES.search(text) or not (roles := roles_in(text)):
            continue
        name, where = _beside(lines, at, text, used)
        if name and where is not None:
            used.add(where.number)
            first, last = sorted((lines[at].number, where.number))
            for role in roles:
                yield role, name, Evidence(lines=(first, last), quote=re.sub(r"\s+", " ", where.text).strip())


def _in_rows(reading: Reading) -> Iterator[_Claim]:
    """Whom tables name with one of the roles beside the name."""
    for p in reading.document.paragraphs:
        if (
            p.kind in ("body", "item", "heading")
            and p.section.kind in ("panel", "process", "other")
            and (m := _MEMBER.fullmatch(p.text))
            and (name := name_in(m["name"]))
        ):
            for role in roles_in(m["role"]):
                if role != "chair" or _CHAIRS.search(p.text):
                    yield role, name, evidence(p)
        if p.kind != "row" or p.section.kind in ("action-plan", "recommendations") or not (roles := roles_in(p.text)):
            continue
        name = name_in(p.cells[0]) if p.cells else None
        if not name or len(p.text) >= 200 or not ("author" in roles or _OF_REPORT.search(p.text)):
            continue
        for role in roles:
            if role != "chair" or _CHAIRS.search(p.text):
                yield role, name, evidence(p)


def _in_sentences(reading: Reading) -> Iterator[_Claim]:
    """Whom the sentences of the review name."""
    for s in reading.sentences(
        without=("contents", "action-plan", "recommendations", "chronology", "analysis", "glossary")
    ):
        if _MAKES.search(s.text):
            for role in ("chair", "author"):
                for name in _said(role, s):
                    yield role, name, evidence(s)


#: What may stand behind a bare name on a title page: letters after it, a firm, an office of no agency.
_BEHIND = re.compile(
    r"[\s,;:–-]*(?:(?:[A-Z][\w.]*\.?,? ?){0,4}|\(?(?:independent|director|consultan\w+|associate|chair|author|"
    r"managing director)\b.{0,70})\s*$",
    re.I,
)


def _signed(lines: list[Line], reading: Reading) -> Line | None:
    """A line of the title page that is a person's name and nothing more, where no other line names the author."""
    labels = {n for p in reading.persons for n in [p.label, *p.aliases]}
    for line in lines[:30]:
        text = _bare(line)
        name = name_in(text)
        if name is None or name in labels or len(text) > 100:
            continue
        bare = re.sub(rf"^{_TITLE}", "", name)
        if not re.match(rf"{re.escape(name)}(?!\w)", text.title() if text.isupper() else text):
            continue
        if (given_sex(bare) or bare != name) and _BEHIND.match(text[len(name) :]):
            return line
    return None


def _joined(votes: Counter[str]) -> Counter[str]:
    """A name and the same with a title are one: the votes go to the first said of them."""
    out: Counter[str] = Counter()
    for name, n in votes.items():
        bare = re.sub(rf"^{_TITLE}", "", name)
        same = next((k for k in out if re.sub(rf"^{_TITLE}", "", k) == bare), None)
        out[same or name] += n
    return out


def _beside(lines: list[Line], at: int, text: str, used: set[int]) -> tuple[str | None, Line | None]:
    """The name that a label of a front page belongs to: in its line, after it, or before it."""
    # "Report produced for the partnership by Jo Marsh"
    by = re.search(r"\b(?:written|produced|prepared|compiled|authored|drafted)\b.*\bby\b(?P<who>.+)", text, re.I)
    if name := (name_in(by["who"]) if by else None) or name_in(text):
        return name, lines[at]
    waits = re.search(r"(?:\bby|:)\s*$", text, re.I) is not None

    def alone(i: int) -> str | None:
        if not 0 <= i < len(lines) or abs(lines[i].number - lines[at].number) > 4:
            return None
        other = _bare(lines[i])
        # "Report produced by NAME / Independent Chair and Author": the second line is of the same person.
        if len(other) > 70 or not roles_in(other) <= (roles_in(text) if i < at else set()):
            return None
        return name_in(other)

    # "Report by / NAME / Independent Chair": the name above a bare label is its bearer, if it is no one else's.
    order = [at + 1, at - 1] if waits else [at - 1, at + 1]
    beside = [(name, lines[i]) for i in order if (name := alone(i))]
    free = [(name, line) for name, line in beside if line.number not in used]
    if not beside and at and (above := lines[at - 1]).number == lines[at].number - 1:
        # "Report produced by: NAME / Independent Chair of the Review Panel": the bare label is of whom the line tells.
        other = _bare(above)
        told = re.search(r"(?:\bby\b|:)\W*(?P<who>.+)$", other, re.I)
        if told and len(other) < 70 and (name := name_in(told["who"])) and _LABEL.match(text):
            return name, above
    return next(iter([*free, *beside]), (None, None))


#: A line that says what the person named above it is, and opens no field.
_LABEL = re.compile(
    r"(?:independent |dhr |review |panel |overview |and |the |lead |report )*(?:chair\w*|author|writer)\b[^:]*$", re.I
)


@cache
def _sentences(role: str) -> tuple[re.Pattern[str], ...]:
    out = []
    for raw in cues()[f"{role}_sentences"]:
        parts = raw.split("{NAME}")
        text = parts[0] + "".join(f"(?P<name{i}>{NAME})" + part for i, part in enumerate(parts[1:]))
        out.append(re.compile(text, re.I))
    return tuple(out)


def _said(role: str, s: Sentence) -> list[str]:
    found = []
    for pattern in _sentences(role):
        for m in pattern.finditer(s.text):
            for key, value in m.groupdict().items():
                if key.startswith("name") and value and (name := name_in(value)):
                    found.append(name)
    both = re.search(r"chair[^.;]{0,30}\bauthor", s.text, re.I)
    if both and re.search(r"appointed|is the|was the|independent", s.text, re.I) and (name := name_in(s.text)):
        found.append(name)
    return list(dict.fromkeys(found))


def _both(
    found: dict[str, tuple[str, list[Evidence], float]], reading: Reading
) -> dict[str, tuple[str, list[Evidence], float]]:
    """Where the text says that chair and author are one person, the one that is named stands for both."""
    if len(found) == 1:
        (role,) = found
        other = "author" if role == "chair" else "chair"
        one = re.compile(
            r"\bchair(?:person|man|woman)?\b[^.;]{0,40}\b(?:and|&|/|also)\b[^.;]{0,30}\b(?:author|writer|writing|wrote)|\bauthor\b[^.;]{0,30}\b(?:and|&|/)[^.;]{0,30}\bchair\b|"
            r"\bchair\b[^.;]{0,80}\b(?:wrote|has written|is the author|authored|produc\w+|compil\w+|prepar\w+|"
            r"drafted)\b[^.;]{0,30}\breport",
            re.I,
        )
        for s in reading.sentences(without=("contents", "action-plan", "recommendations", "analysis")):
            if (m := one.search(s.text)) and not re.search(r"\bseparate|\brespectively|different", s.text, re.I) and m:
                found[other] = (found[role][0], [*found[role][1][:1], evidence(s)], 0.75)
                break
    return found
