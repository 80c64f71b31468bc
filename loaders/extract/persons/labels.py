"""What a review may call a person, as a pattern, and the words for roles and relatives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from loaders.extract.counts import FROM_TEN
from ontology.data import read_yaml

#: What stands before a letter or number in a label ("Adult 1", "Mrs B", "Family Member C").
_BEFORE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Adult|Adult Male|Adult Female|Male Adult|Female Adult|Child|Young Person|Person|"
    r"Subject|Female|Male|"
    r"Man|Woman|Victim|Perpetrator|Deceased|Offender|Suspect|Family Member|Relative|Friend|Colleague|Carer|"
    r"Acquaintance|Adult Child|Adult Son|Adult Daughter|Partner|"
    r"(?:Ex-?|Former |Previous )[Pp]artner|Husband|"
    r"Wife|Son|Daughter|Brother|Sister|Mother|Father|Sibling|Neighbour|Witness|Service User|Patient|Resident|"
    r"Individual)"
)
#: Between title and name, in print also without the blank ("Mrs.K").
_STOP = r"(?:\.? |\.)"
#: A sign that goes on with the word; the raised number of a footnote does not ("Adult 2¹").
_ON = r"[^\W⁰¹²³⁴-⁹]"
_LETTERED = rf"{_BEFORE}{_STOP}(?:[A-Z]{{1,3}}\d?|\d{{1,2}}[A-Z]?)(?!{_ON})"
_WORD = r"(?:O['’]|Mc|Mac)?[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?"
_NAME = rf"(?:(?:Mr|Mrs|Ms|Miss|Dr){_STOP})?{_WORD}(?: {_WORD}){{0,2}}"
#: Words that a letter after them belongs to ("Mr B", "Town N", "Address A"): it is no one's initial.
_HOLDERS = (
    "Mr|Mrs|Ms|Miss|Dr|Adult|Child|Person|Subject|Female|Male|Man|Woman|Member|Town|Village|Address|Case|Appendix|Section|"
    "Part|Annex|Hospital|School|Surgery|Practice|Ward|Trust|Agency|Area|Option|Officer|Category|Schedule|Figure|Table"
)
_HELD = re.compile(rf"\b(?:{_HOLDERS})\.? $")
_CODE = rf"(?:[A-Z]{{1,3}}/\d{{1,2}}(?![\d/])|[A-Z]{{1,3}}\d{{0,2}}(?!\.|/\d))(?!{_ON})"
#: Any label; case counts in it, whatever the flags of the pattern around it.
LABEL = rf"(?-i:(?=[A-ZÀ-Þ])(?<![\w-])(?<!\w[’'])(?:{_LETTERED}|{_NAME}|{_CODE}))"
#: Stands for a label in a masked text: one sign of Unicode's private use area, the n-th for the n-th label.
MASK = "[\ue000-\uf8ff]"
_LABEL = re.compile(LABEL)
_QUOTED = re.compile(rf"(?<!\w)[\"“‘']({MASK})[\"”’'](?!\w)")
#: What a report tells of a person beside the name, and what no pattern asks for: that it is a pseudonym, sex, age ("Ned
#: (pseudonym), 39,"; "Mr K (aged 45)"; "Nell, who was then 61,").
_AGE = rf"(?:\d\d|(?:{FROM_TEN})\b)(?: years(?: old| of age)?)?"
_BESIDE = re.compile(
    rf"(?<=[{MASK[1:-1]}])"
    rf"(?:[\"”’']?\d?,? ?\((?:(?:a )?pseudonym|(?:(?:fe)?male,? )?(?:(?:then|now) )?(?:aged? )?{_AGE}(?:, [A-Z]?[\w "
    rf"]{{2,20}})?)\)"
    rf"|, (?:(?:who (?:was|is) |then |now |aged ){{1,3}})?{_AGE}(?: at the time)?,)+"
)
_LETTERED_ONLY = re.compile(_LETTERED)
_ANY = re.compile(rf"(?:{_LETTERED}|{_NAME}|{_CODE})\Z")


@cache
def cues() -> dict[str, Any]:
    """The content of ``cues.yaml``."""
    data: dict[str, Any] = read_yaml(__package__, "cues.yaml")
    return data


#: Nobody's initials, whatever stands before them.
_ABSTRACT = frozenset(
    [
        "A",
        "I",
        "DV",
        "DA",
        "DHR",
        "DHRS",
        "IN",
        "ON",
        "AT",
        "IS",
        "IF",
        "BY",
        "TO",
        "OF",
        "AS",
        "AN",
        "AND",
        "THE",
        "NO",
        "SO",
        "OR",
        "UK",
        "EU",
        "US",
        "USA",
        "NHS",
        "CCTV",
    ]
)


@cache
def _not_names() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(cues()["not_names"].split()), frozenset(cues()["not_initials"].split())


def tidy(label: str) -> str:
    """The label with one blank between its words and no full stop after a title."""
    return re.sub(r"\b(Mr|Mrs|Ms|Miss|Dr)\. ?", r"\1 ", re.sub(r"\s+", " ", label)).strip(" .,'\"‘’“”")


def printed(label: str) -> str:
    """A pattern for a label as a text may print it, a full stop after a title or not ("Mrs.K", "Mrs. K", "Mrs K")."""
    return re.sub(r"^(Mr|Mrs|Ms|Miss|Dr)\\ ", r"\1(?:\\.? |\\.)", re.escape(label))


def is_lettered(label: str) -> bool:
    """Whether it is a title or kind with a letter or number ("Adult 1")."""
    return _LETTERED_ONLY.fullmatch(label) is not None


def is_label(text: str) -> bool:
    """Whether the whole text can be what a review calls a person, and is not a common word, an office or a date."""
    if not _ANY.match(text):
        return False
    if is_lettered(text):
        return True
    names, initials = _not_names()
    if text.isupper() or re.fullmatch(r"[A-Z]{1,3}/?\d{0,2}", text):
        return text.partition("/")[0] not in initials
    return not any(word in names for word in re.sub(r"^(?:Mr|Mrs|Ms|Miss|Dr) ", "", text).split())


_DIED_BY_INITIALS = re.compile(
    r"\b(?i:deaths?|murder|homicide|killing|suicide) of (?:an? (?:[\w-]+ ){0,4}(?:woman|man|mother|father),? )?"
    r"[\"“‘(]?(?P<initials>[A-Z]{2,3})[\"”’)]?(?=,| \(|:|$| (?:in|on|by|who|aged)\b)",
    re.M,
)


def died_by_initials(text: str) -> set[str]:
    """The initials of whose death a text speaks, of those that elsewhere mean an office or a paper ("HR")."""
    return {m["initials"] for m in _DIED_BY_INITIALS.finditer(text)} & _not_names()[1] - _ABSTRACT


def trimmed(text: str) -> str | None:
    """The label at the start of a captured text: common words at its end are let go ("Leila On" is "Leila")."""
    label = tidy(text)
    if is_label(label):
        return label
    words = label.split()
    while len(words) > 1:
        words = words[:-1]
        if is_label(" ".join(words)):
            return " ".join(words)
    return None


@cache
def relation_words() -> str:
    """An alternation of all words for relatives, the longest first, ended ones ("former husband") included."""
    words = sorted(cues()["relations"], key=len, reverse=True)
    return rf"(?:{cues()['ended']}[- ])?(?:{'|'.join(re.escape(w) for w in words)})"


@cache
def relation_names() -> tuple[str, ...]:
    """The words for relatives that a report may use as a name ("Mother", "the Son"): of one word, and of one sex."""
    return tuple(w.capitalize() for w, told in cues()["relations"].items() if w.isalpha() and told.get("sex"))


@cache
def kin_words(relationship: str, sex: str | None) -> tuple[str, ...]:
    """The words for a relative of one relationship and sex ("child", "male": "son", "stepson")."""
    told = cues()["relations"].items()
    return tuple(w for w, kin in told if kin.get("relationship") == relationship and sex and kin.get("sex") == sex)


@cache
def relation(word: str) -> dict[str, str]:
    """What a word for a relative tells: any of ``sex``, ``role``, ``relationship``; empty for a word that is none."""
    plain = re.sub(r"\s+", " ", word.lower()).strip()
    known: dict[str, dict[str, str]] = cues()["relations"]
    if plain in known:
        return known[plain]
    m = re.match(rf"{cues()['ended']}[- ]", plain)
    base = known.get(plain[m.end() :]) if m else None
    if not base:
        return {}
    told = dict(base)
    if told.get("relationship") in ("spouse", "partner"):
        told |= {"relationship": "ex-" + told["relationship"], "role": "former-partner"}
    return told


@cache
def patterns(role: str, strength: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of ``cues.yaml`` for a role ('victim' or 'perpetrator') and a strength ('declares', 'tells', ...).

    They fit texts in which :func:`masked` has put one sign for each label.
    """
    out = []
    for raw in cues()[role][strength]:
        text = raw.replace("{VICTIM}", cues()["roles"]["victim"]).replace(
            "{PERPETRATOR}", cues()["roles"]["perpetrator"]
        )
        text = (
            text.replace("{N}", f"[^.;{MASK[1:-1]}]")
            .replace("{M}", f"[^.;,{MASK[1:-1]}]")
            .replace("{NOT}", cues()["not_a_role"])
            .replace("{NOT_OF}", "".join(f"(?<!{word} of )(?<!{word} of the )" for word in cues()["not_of"]))
            .replace("{X}", MASK)
        )
        text = text.replace("{L}", f"(?P<label>{MASK})", 1).replace("{L}", MASK)
        out.append(re.compile(text, re.I))
    return tuple(out)


@cache
def hints() -> tuple[re.Pattern[str], ...]:
    """The patterns of ``cues.yaml`` that hint at a perpetrator."""
    return tuple(
        re.compile(raw.replace("{VICTIM_NAME}", MASK).replace("{L}", f"(?P<label>{MASK})"), re.I)
        for raw in cues()["perpetrator"]["hints"]
    )


def like(label: str) -> str:
    """A pattern of labels of the same make: "Adult B" beside "Adult A", "Mr B" beside "Mrs B", "BB" beside "AA"."""
    if m := re.fullmatch(r"(Mr|Mrs|Ms|Miss) ([A-Z]{1,2})", label):
        return rf"(?:Mr|Mrs|Ms|Miss)\.? {m[2]}"
    if m := re.fullmatch(r"(Adult|Subject|Person) (?:[A-Z]{1,2}|\d{1,2})", label):
        return rf"{m[1]} (?:[A-Z]{{1,2}}|\d{{1,2}})"
    if re.fullmatch(r"([A-Z])\1", label):
        return r"([A-Z])\1"
    return ""


@cache
def _given_names() -> dict[str, str]:
    return {name: sex for sex, names in cues()["given_names"].items() for name in names.split()}


def given_sex(label: str) -> str | None:
    """The sex that a first name is commonly given to; None for a name of both, an unknown one, or no name."""
    words = label.split()
    return _given_names().get(words[0]) if words and not is_lettered(label) else None


def masked(text: str, kin: Mapping[str, str] = MappingProxyType({})) -> tuple[str, list[str]]:
    """The text with one sign for each label, and the labels in order.

    Args:
        text: a sentence.
        kin: words for relatives that the report uses as names, and the label of each ("Son": "the Son").

    Patterns over such a text are quick and cannot split a name. Quotes around a label alone ("her husband, 'Paul', …"),
    as at the first use of a pseudonym, are let go.
    Offsets are those of the masked text; ``ord(sign) - 0xE000`` is the label's place in the list.
    """
    found: list[str] = []
    out: list[str] = []
    at = 0
    for m in _LABEL.finditer(text):
        if (word := m[0].removeprefix("The ")) in kin:
            start = m.start() - 4 * (word == m[0] and text[max(0, m.start() - 4) : m.start()] == "the ")
            out += [text[at:start], chr(0xE000 + len(found))]
            found.append(kin[word])
            at = m.end()
            continue
        label = trimmed(m[0])
        if label is None or (
            len(label) < 4 and label.isupper() and _HELD.search(text[max(0, m.start() - 12) : m.start()])
        ):
            continue
        # What was let go at the end of a name stays in the text.
        kept = re.match(rf"\S+(?:\s+\S+){{{len(label.split()) - 1}}}", m[0])
        end = m.start() + len(kept[0]) if kept else m.end()
        out += [text[at : m.start()], chr(0xE000 + len(found))]
        found.append(label)
        at = end
    return _BESIDE.sub("", _QUOTED.sub(r"\1", "".join([*out, text[at:]]))), found
