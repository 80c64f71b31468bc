"""Names of organisations in running text: runs of capitalised words that hold the words of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Any

from loaders.extract.agencies.kinds import Kind, kind_of, kinds
from ontology import authority
from ontology.data import read_yaml


@cache
def cues() -> dict[str, Any]:
    """``cues.yaml`` as data."""
    data: dict[str, Any] = read_yaml("loaders.extract.agencies", "cues.yaml")
    return data


_WORD = r"(?:[A-Z][\w’'&.-]*[\w’']|[A-Z](?:&[A-Z])?)"
_LINK = r"(?: (?:of|and|&|the|for|in|on|upon|with|to|de|at|y|yr|ar)){0,3}"
_RUN = re.compile(rf"(?<![\w’']){_WORD}(?:{_LINK} (?:{_WORD}|\d{{3}}\b))*(?: \((?P<abbr>[A-Z][A-Za-z&-]{{1,11}})s?\))?")
#: Words of a kind in small letters that end a name: "Tarnbeck social services", "Wolds CCTV control room".
_TAIL = (
    r"(?P<tail> (?:control room|(?:steering|operational|strategic) group|surgery|medical practice|"
    r"primary school|secondary school|"
    r"high school|school|nursery|hospital|"
    r"housing association|housing department|housing(?! (?:officer|staff|worker|manager|team|benefit|need)s?\b)|"
    r"adult social care|adult services|"
    r"children[’']s (?:social care|services)|"
    r"social (?:services|care)|mental health (?:team|service|trust)|ambulance service|"
    r"probation service|women[’']s aid|refuge|"
    r"council|college|mosque|church|health visiting service|care home|nursing home|children[’']s centre|"
    r"health cent(?:re|er)|medical cent(?:re|er)|(?:youth|probation|homeless) hostel)\b)?"
)
_LOWER = re.compile(_TAIL)
_OF_COUNCIL = (
    r"(?:Adults?|Child(?:ren)?(?:[’']?s)?|Famil(?:y|ies)|Housing|Education|Legal|Customer|Environmental|Mental Health)"
)
#: A department whose name goes on in small letters: "Westshire Council Children's services".
_HALF = re.compile(
    r"\b(?!(?:The|This|That|These|Her|His|Their|Our|An?|In|For|To|By|From|Both|All|When|As|If)\b)"
    rf"[A-Z][\w’'-]*[\w’'] (?:{_OF_COUNCIL}[’']? (?:and|&) )?{_OF_COUNCIL}[’']? "
    r"(?P<lower>services?|social care|department|options team|team)\b"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_JOINT = re.compile(
    r"\s+(?P<by>(?:and (?=to|from|by|with|at|for))?(?:and|&|with|to|for|in|of|on|upon|from|at))(?:\s+the)?\s+"
)
#: What a body's name ends with when nothing of it can follow after "and".
_WHOLE = re.compile(
    r"\b(?:Council|Trust|Police|Constabulary|CCG|ICB|Clinical Commissioning Group|Probation(?: Service)?|Hospital|"
    r"Ambulance Service|Health Board|Association|Surgery|College|Ltd|Limited)$"
)
#: A department, and what may follow in its name after "and".
_DEPARTMENT = re.compile(r"\b(?:Social Care|(?:Adults?|Children[’']?s) Services)$")
#: Departments without a council's name, and what stands before "and" in the name of one.
_ALONE = re.compile(r"Housing Options|Adult Social Care|Children[’']?s? Social Care|Children[’']s Services")
_OF_COUNCILS = {
    "Adults",
    "Adult",
    "Health",
    "Families",
    "Education",
    "Learning",
    "Community",
    "Communities",
    "Wellbeing",
}
_OF_DEPARTMENT = re.compile(
    r"(?:Health|Housing|Early|Safeguarding|Support|Communit|Public|Education|Famil|Learning|Adult|Child|Young|Well)"
)
_GOES_ON = re.compile(r"(?:Crime|Fire|Wellbeing|Well-Being|Community Safety Partnership|Partners|Partnership)\b")
_COUNTED = re.compile(r"\b(?:Practice|Surgery|School|Trust|Hospital|Council|Force|College|Nursery) (?:[A-Z]|\d{1,2})$")
_PART = re.compile(r"\b(?:Team|Unit|Department|Service|Services|Ward|Section|Clinic|Division)$")
#: The branch of a charity is named by its place.
_BRANCH = re.compile(
    r"(?:Age UK|Age Concern|Home-?Start|Samaritans of|Citizens?[’']? Advice(?: Bureau)?|"
    r"Healthwatch) (?:[A-Z][\w-]+(?: (?:and|&) [A-Z][\w-]+)?)$"
)
#: After a whole name these open something else: "Probation Service in June", "Adult Services for Adult B".
_LOOSE = {"with", "to", "for", "in", "on", "from"}
#: Bodies that no other body is named after: what stands before "to" or "with" is something else.
_ABBREVIATED = re.compile(r"[A-Z]{2,6}s?|(?:the )?(?:Police|Probation)(?: Service)?")
#: Marks of footnotes, which cling to the word before them.
_RAISED = {ord(c): " " for c in "¹²³⁰⁴⁵⁶⁷⁸⁹"}
_PCC = re.compile(
    r"(?:Office of (?:the )?)?(?:[A-Z][\w-]+ (?:(?:and|&) )?)*Police (?:and|"
    r"&) Crime Commissioner(?:[’']s Office| for [A-Z]\w+(?: [A-Z]\w+)?)?"
)
#: What follows "Police" and still belongs to a force's name.
_FORCE = re.compile(r"^.*?\b(?:Police(?: Service| Force| Authority)?|Constabulary|BOCU)\b")


@dataclass(frozen=True)
class Name:
    """An organisation's name as it stands in a text; ``abbreviation`` is what a bracket after it says it is called."""

    text: str
    start: int
    end: int
    abbreviation: str | None = None


@cache
def _authority() -> re.Pattern[str]:
    """All full names of the authority file, long ones first; abbreviations are left to the text's own definitions."""
    names = {
        n
        for b in authority.bodies()
        for n in b.names
        if len(n) > 3 and n not in ("Probation Service",) and (n[:2].isupper() or " " in n or n in b.names[:1])
    }
    # "Crisis" or "Mind" opens a sentence as any word does; those are read only in lists.
    names -= {o for b in authority.bodies() for o in b.ordinary}
    alternatives = "|".join(
        re.escape(n).replace("'", "[’']").replace("\\ ", r"\s+") for n in sorted(names, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w’'])(?=[A-Z])(?:{alternatives})(?!\w)")


#: Kinds whose names hold the word of a post.
_POSTS = {
    "idva",
    "pcc",
    "commissioner",
    "solicitor",
    "icb",
    "ccg",
    "pct",
    "practice",
    "nhs-england",
    "csp",
    "army",
    "da-service",
}


@cache
def _post() -> re.Pattern[str]:
    return re.compile(cues()["post"])


@cache
def _openers() -> frozenset[str]:
    return frozenset(cues()["openers"])


#: The printed number of a recommendation or a finding, before a name ("R4 Fernshire Police should …").
_CODE = re.compile(r"[A-Z]{1,5}\d{1,2}\s+(?=[A-Z])")
#: What is done with a body, at the head of a sentence ("Closing the IDVA case").
_DOING = re.compile(r"[A-Z][a-z]+ing (?:(?:to|from|with|by) )?the (?=[A-Z])")
_OCCUPATION = re.compile(r"\bConsultants?$")
#: People of a body, at the head of a sentence, before its name.
_PEOPLE_OF = re.compile(
    r"\b(?:Officers?|Staff|Members?|Detectives?|Paramedics?|Nurses?|Doctors?|Workers?|Colleagues|Representatives?|"
    r"Professionals|Practitioners?|Records|Files|Notes|Crews?)(?= (?:of|from|at|with|for|in)\b)|"
    r"\b(?:Agencies|Partners)(?= of\b)"
)
#: A name that begins with what else opens a sentence.
_OPENS_NAME = re.compile(r"Independent Dom|(?:His|Her) Majesty")
_CARE_TRUST = re.compile(r"(?:Social )?Care (?:Partnership )?(?:University )?(?:NHS|Foundation|Trust|Health Board)\b")
#: What a name is joined to that is not a part of it: "CSC and the Housing Options Team", "The Trust and Haven House".
_JOINED = re.compile(
    r"(?:[A-Z]{2,6} and (?=[A-Z][a-z])|(?:The )?(?:Partnership|Trust|Council|Force|Constabulary|Board) and (?=[A-Z]))"
)


def names_in(text: str) -> Iterator[Name]:
    """The organisations that a text names, in order; not those that only a role word names."""
    read = _PEOPLE_OF.sub(lambda m: m[0].lower(), text.translate(_RAISED))
    read = _HALF.sub(lambda m: f"{m[0][: m.start('lower') - m.start()]}{m['lower'].title()}", read)
    for name in _names(read):
        stands = text[name.start : name.end]  # as it is written
        yield replace(name, text=stands) if stands.lower() == name.text.lower() else name


#: Whose surname follows, in a row of a person and a body ("Supt. R. Varley Moor Police").
_INITIAL = re.compile(r"(?<![\w.])[A-Z]\. $")
_SURNAME = re.compile(r"[A-Z][\w’'-]+ (?=[A-Z])")


#: After the name of a statute that may be taken for a body's ("the Social Services and Well-being (Wales) Act").
_STATUTE = re.compile(r"\s?\((?:England|Wales|England and Wales|Scotland)\) (?:Act|Measure|Regulations|Order)\b")


#: After the letters of a review's reference ("SCP/DHR 14").
_REFERENCE = re.compile(r"/(?:DHR|DARDR|SAR|\d)")


@cache
def _with_commas() -> re.Pattern[str]:
    """The names of the authority file that hold a comma, over which no run goes."""
    names = sorted((n for b in authority.bodies() for n in b.names if ", " in n), key=len, reverse=True)
    return re.compile("|".join(re.escape(n).replace(r"\ and\ ", r"\ (?:and|&)\ ") for n in names))


def _names(text: str) -> Iterator[Name]:
    """The names of a text, those with commas first."""
    if ", " in text:
        for m in _with_commas().finditer(text):
            yield Name(m[0], m.start(), m.end())
            text = f"{text[: m.start()]}{'_' * len(m[0])}{text[m.end() :]}"
    yield from _of_runs(text)


def _of_runs(text: str) -> Iterator[Name]:
    for run in _RUN.finditer(text):
        end = run.start("abbr") - 1 if run["abbr"] else run.end()
        if _STATUTE.match(text, end - 1 if run["abbr"] else end) or _REFERENCE.match(text, end):
            continue
        tail = _LOWER.match(text, end) if not run["abbr"] else None
        if tail and tail["tail"] and (own := _trim(run[0])):
            first = own[0].split()[-1]
            if not _head(own[0]) or tail["tail"].endswith((" control room", " group")):
                start = run.start() + own[1]
                if first[:1].isupper() and kind_of(
                    f"{own[0]}{tail['tail'].title()}".replace("'S", "'s").replace("’S", "’s")
                ):
                    yield Name(text[start : tail.end()], start, tail.end())
                    continue
        surname = _SURNAME.match(run[0]) if _INITIAL.search(text, max(0, run.start() - 4), run.start()) else None
        start = run.start() + (surname.end() if surname else 0)
        found = list(_in_run(text[start:end].rstrip(), start))
        for n, name in enumerate(found):
            last = n == len(found) - 1
            yield Name(name.text, name.start, name.end, run["abbr"] if last and name.end >= end - 4 else None)


#: Small words at the end of what stands before a name, and at the head of what follows it.
_SMALL = r"(?:and|&|of|the|to|from|with|for|in)"
_SMALL_END = re.compile(rf"(?:\s+{_SMALL})+$")
_SMALL_HEAD = re.compile(rf"[’']?s?(?:\s+{_SMALL})*\s*")
#: Places of the police, which are no bodies.
_PLACE = re.compile(r"\bPolice (?:Stations?|Custody)\b")


#: The country for which a national body works ("HM Prison and Probation Service in Wales").
_IN_COUNTRY = re.compile(r" (?:in|for) (?:Wales|England|England and Wales)\b(?! and)")

#: Where another sentence begins, though no full stop ends a name ("To: Moorhill College" over "The College should").
_NEXT_SENTENCE = re.compile(r"(?<=[a-z’'A-Z)])\s(?:The|Both|All|Each|This|These)(?=\s|$)")


def _in_run(run: str, at: int) -> Iterator[Name]:
    """The names of one run of capitals: openers cut off, joined names parted, and each cut after its kind's words.

    Args:
        run: its words.
        at: where it begins in the text.
    """
    for way in (_before_next, _with_commissioner, _after_joint, _of_branch, _over_line, _with_known, _in_parts):
        if (found := way(run, at)) is not None:
            yield from found
            return
    yield from _as_one(run, at)


def _before(run: str, end: int, at: int) -> Iterator[Name]:
    """The names in a run up to an offset, small words before it let go."""
    if before := _SMALL_END.sub("", run[:end].rstrip()):
        yield from _in_run(before, at)


def _before_next(run: str, at: int) -> Iterator[Name] | None:
    """The names on both sides of a word that begins a sentence, where a run goes over its end."""
    joint = _NEXT_SENTENCE.search(run)
    if joint is None:
        return None
    return chain(_in_run(run[: joint.start()], at), _in_run(run[joint.start() + 1 :], at + joint.start() + 1))


def _with_commissioner(run: str, at: int) -> Iterator[Name] | None:
    """The names of a run that has a police and crime commissioner, who is the last."""
    pcc = _PCC.search(run)
    if pcc is None:
        return None
    start = pcc.start() + (4 if pcc[0].startswith("The ") else 0)
    return chain(_before(run, pcc.start(), at), [Name(run[start : pcc.end()], at + start, at + pcc.end())])


def _after_joint(run: str, at: int) -> Iterator[Name] | None:
    """The names of a run without what its first name is joined to."""
    joined = _JOINED.match(run)
    if joined is None or not kind_of(run[joined.end() :]):
        return None
    return _in_run(run[joined.end() :], at + joined.end())


def _of_branch(run: str, at: int) -> Iterator[Name] | None:
    """The branch of a charity that a run is the name of."""
    branch = _BRANCH.match(run)
    return iter([Name(branch[0], at, at + branch.end())]) if branch else None


def _over_line(run: str, at: int) -> Iterator[Name] | None:
    """The names of a run in which two of one area follow each other, a title's lines: "Fern Council Fern Police"."""
    first = run.split(" ", 1)[0]
    again = run.find(f" {first} ")
    if again < 0 or len(first) < 4 or not (_ends_in_head(run[:again]) and _head(run[again + 1 :])):
        return None
    return chain(_in_run(run[:again], at), _in_run(run[again + 1 :], at + again + 1))


def _with_known(run: str, at: int) -> Iterator[Name] | None:
    """The names of a run that has one of the authority file, of two words or more."""
    known = _authority().search(run)
    if known is None or " " not in known[0]:
        return None
    longer = _trim(run)
    if longer and longer[0].startswith(known[0]) and kind_of(longer[0]) and _one(longer[0], known[0]):
        text, offset = longer
        return iter([Name(text, at + offset, at + offset + len(text))])
    end = country.end() if (country := _IN_COUNTRY.match(run, known.end())) else known.end()
    name = Name(run[known.start() : end], at + known.start(), at + end)
    small = _SMALL_HEAD.match(run, end)
    after = small.end() if small else end
    return chain(_before(run, known.start(), at), [name], _in_run(run[after:], at + after) if run[after:] else ())


def _in_parts(run: str, at: int) -> Iterator[Name] | None:
    """The names on both sides of the first small word that stands between two."""
    for joint in sorted(_JOINT.finditer(run), key=lambda j: j["by"] not in ("of", "at")):
        left, right = run[: joint.start()], run[joint.end() :]
        if _parted(run, joint, left, right):
            return chain(_in_run(left, at), _in_run(right, at + joint.end()))
    return None


def _as_one(run: str, at: int) -> Iterator[Name]:
    """The one name that is left of a run without openers and posts."""
    trimmed = _trim(run)
    if trimmed is None or _PLACE.search(trimmed[0]):
        return
    text, offset = trimmed
    kind = _head(text)
    if kind and kind.id == "police" and (force := _FORCE.match(text)):
        text = force[0]
    if kind and kind.id not in _POSTS and (post := _post().search(text)):
        if _OCCUPATION.search(text):
            return  # "Social Care Consultant": what a person is by trade, and of no body
        text = text[: post.start()].rstrip()
        kind = _head(text) if _ends_in_head(text) else None
    if kind is None:
        yield from _single(text, at + offset)
        return
    yield Name(text, at + offset, at + offset + len(text))


def _single(text: str, at: int) -> Iterator[Name]:
    """A body of the authority file whose name is one word ("Samaritans"), alone in its run or before a small word."""
    first = re.match(r"[\w’'-]*\w", text)
    for word in {text, first[0] if first and text[first.end() :].startswith((" and", " for", " in", " on")) else text}:
        if (m := _authority().match(word)) and m[0] == word:
            yield Name(word, at, at + len(word))


def _parted(run: str, joint: re.Match[str], left: str, right: str) -> bool:
    """Whether a small word stands between two names ("Moor Council and Haven House") rather than within one."""
    by, article = joint["by"], joint[0].endswith(" the ")
    if by.startswith("and ") or (by in ("at", "to") and article):
        return True  # "to the MARAC and to Haven House"; "saw Safe Steps at the College": where, not who
    if by in ("of", "at") and not article:
        # "Home Treatment Team of Moorhill NHS Trust": a part and its whole
        if (post := _head(left)) and post.id == "idva" and (by == "at" or _head(right)):
            return True  # "the IDVA of Haven Women's Aid", "the IDVA at Lantern"
        if by == "at":
            return bool(_head(right))  # "Dr Holt at Mill Lane Surgery"
        whole = re.split(r" (?:at|in) ", right, maxsplit=1)[0]
        return bool(_PART.search(left) and _head(right) and _WHOLE.search(whole))
    if by in _LOOSE and _ABBREVIATED.fullmatch(right) and not _head(left):
        return True  # "Communicate to NPS": what should be done, and with whom
    if _within_head(run, joint):
        return False
    if by in ("and", "&") and (article or _WHOLE.search(left)) and not _GOES_ON.match(right):
        return True
    if by in ("and", "&") and left.startswith("NHS ") and (own := _head(right)) and own.sector == "health-commissioner":
        return False  # "NHS Upper Fern and Moorhill CCG" is one
    if by in ("and", "&") and authority.lookup(left) and _head(right):
        return True  # "Cafcass and Children's Social Care"
    if by in ("and", "&") and _COUNTED.search(left) and _head(right):
        return True  # "GP Practice A and GP Practice B"
    if by == "and" and _DEPARTMENT.search(left) and not _OF_DEPARTMENT.match(right):
        return True
    if by == "and" and " " not in left and _head(left) is None and _ALONE.fullmatch(right):
        return left not in _OF_COUNCILS  # "Keystart and Housing Options"
    return _ends_its_kind(by, left, right)


def _ends_its_kind(by: str, left: str, right: str) -> bool:
    """Whether the words before a small word end a name by their kind, and those after it are another's."""
    if by in ("and", "&") and (forum := _head(right)) and forum.forum and not _GOES_ON.match(right):
        return True  # "Haven House and MARAC": there is one of it, so it is no part of another's name
    return bool((_head(right) or by in _LOOSE) and _ends_in_head(left))


def _one(longer: str, known: str) -> bool:
    """Whether a run that begins with a known body's name is one name: the body's department in another kind."""
    rest = longer[len(known) :]
    return not rest or bool(re.match(r"\s+(?:NHS|Foundation|Trust|Service|University|Homicide)\b", rest))


def _head(text: str) -> Kind | None:
    kind = kind_of(text)
    return kind if kind and kind.head else None


def _ends_in_head(text: str) -> bool:
    """Whether a name may end here: the words of its kind go up to its end."""
    plain = _POSSESSIVE.sub("", text)
    words = plain.split()
    if len(words) == 1 and not plain.isupper():
        return False
    while len(words) > 1 and words[-1] in ("Service", "Services", "Team", "Trust", "Unit", "Group", "Ltd", "Office"):
        ends = " ".join(words)
        if any(_at_end(ends, k) for k in kinds() if k.head):
            return True
        words.pop()
    return any(_at_end(" ".join(words), k) for k in kinds() if k.head)


def is_one(text: str, joint: re.Match[str]) -> bool:
    """Whether an "and" stands inside the words of one kind of body ("Drug and Alcohol Service")."""
    return _within_head(text, joint)


def ends_in_kind(text: str) -> bool:
    """Whether the words of a kind of body go up to the end of a text, so that a name may end there."""
    return _ends_in_head(text)


def _at_end(text: str, kind: Kind) -> bool:
    """Whether the words of a kind match up to the end of a text, from one of its last words on."""
    starts = [0, *(m.end() for m in re.finditer(r"\s", text))][-7:]
    return any((m := kind.words.match(text, at)) and m.end() == len(text) for at in starts)


def _within_head(run: str, joint: re.Match[str]) -> bool:
    """Whether an "and" stands inside the words of a kind ("Health and Wellbeing Board", "Health and Care Trust")."""
    if _CARE_TRUST.match(run, joint.end()) and not _WHOLE.search(run[: joint.start()]):
        return True
    return any(m.start() < joint.start() and joint.end() < m.end() for k in kinds() for m in k.words.finditer(run))


def _trim(run: str) -> tuple[str, int] | None:
    """The run without openers before and small words after, and how far it was moved; None where nothing is left."""
    offset = 0
    if (code := _CODE.match(run)) and (kind_of(run[code.end() :]) or run[code.end() :].lower() in _openers()):
        run, offset = run[code.end() :], code.end()
    if (doing := _DOING.match(run)) and not kind_of(doing[0]):
        run, offset = run[doing.end() :], offset + doing.end()
    while m := re.match(r"(\w+)\s+", run):
        if m[1].lower() not in _openers() or _OPENS_NAME.match(run):
            break
        run, offset = run[m.end() :], offset + m.end()
    text = _POSSESSIVE.sub("", run.rstrip(" .,-"))
    if not text or text.lower() in _openers():
        return None
    return text, offset
