"""Tables, keys and lists that say who is who ("Adult A – the victim", a row of a family table, a genogram's legend)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.document.model import Document, Line
from loaders.extract.persons.labels import LABEL, cues, is_label, relation_words, tidy

_CELLS = re.compile(r"\t+|\s*\|\s*| {3,}")
_KEY = re.compile(r"\s+[-–—=/]\s+|\s*[:=]\s+|\s+[-–—](?=[A-Z])")
#: "Female 1 (F1) Victim, aged 24": the initials close the name.
_WITH_INITIALS = re.compile(rf"({LABEL} \([A-Z]{{1,3}}\d{{0,2}}\))\s+(?=[A-Z])")
_BULLET = re.compile(r"^\s*(?:[-•*▪●o·➢]\s+|\(?[a-z\d]{1,4}[.)]\s+|\d+(?:\.\d+)+\s+)?")
#: Sections whose rows are about what shall be done, not about who is who.
_ELSEWHERE = ("contents", "action-plan", "recommendations", "good-practice", "analysis", "lessons")
#: Ages of children that are written out, from nought.
_COUNT = (
    *("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
)
_AGED = re.compile(
    rf"\baged? (\d{{1,3}}|{'|'.join(_COUNT)})\b(?P<less> weeks| months)?|,\s*(?P<bare>\d\d)(?=,|$)"
    r"|\b(\d{1,3})(?:[- ]years?[- ]old| when (?:she|he|they) died\b)",
    re.I,
)
_IN_A_YEAR = {"weeks": 52, "months": 12}
_NUMBER = re.compile(r"(?:aged? )?(\d{1,3})(?: years?(?: old)?| yrs?)?\Z", re.I)
_INITIALS = re.compile(r"[A-Z]{2,3}")
#: Rows of one table stand within this many lines of each other.
_NEAR = 14
#: So many rows that tell of each other make a table of the people of the case.
_SEVERAL = 3


@dataclass(frozen=True)
class Row:
    """Who a row or key says someone is; without a ``role`` a relative of victim or perpetrator, by ``relation``."""

    label: str
    role: str | None
    relation: str
    lines: tuple[int, int]
    quote: str
    age: int | None = None
    ethnicity: str | None = None
    sex: str | None = None


#: "Unborn child of victim and perpetrator": of both, not a perpetrator.
_OF_BOTH = re.compile(
    r"\b(?:child|children|son|daughter|baby|parents?|friends?|neighbours?) (?:of|to) (?:the )?[\w-]+ $", re.I
)
#: What stands before the relation in a cell: "Male – ", "Female, aged 21, ", "Born 1993".
_FIRST = re.compile(
    r"^(?:(?:(?P<sex>(?:fe)?male|woman|man|boy|girl|m|f)\b|"
    r"(?:aged? )?(?P<age>\d{1,3})(?: years?(?: old)?| yrs?)?(?! (?:weeks|months))"
    r"\b|\d+ (?:weeks|months)(?: old)?|born (?:in )?(?:19|20)\d\d|unborn|white british)\s*[-–—,;:/.]*\s*)+",
    re.I,
)
#: A cell that begins with what somebody is.
_OWN = re.compile(r"\s*(?:(?:fe)?male|woman|man)\s*[,;]|\s*aged\b", re.I)
_SEXES = {"f": "female", "female": "female", "woman": "female", "girl": "female"}


@cache
def _role_cell() -> dict[str, re.Pattern[str]]:
    no = cues()["not_a_role"]
    return {
        role: re.compile(rf"^(?:the )?(?:{words})\b(?!{no})(?:['’]s?\b)?", re.I)
        for role, words in cues()["roles"].items()
    }


@cache
def _relative_cell() -> re.Pattern[str]:
    rel, adj = relation_words(), cues()["adjectives"]
    roles = "|".join(cues()["roles"].values())
    owner = rf"(?:(?:the )?(?:{roles})|{LABEL}|both|(?:the )?couple)"
    # "their daughter": of the two whom the key has named
    return re.compile(
        rf"^(?:(?:(?:the )?{owner}['’]?s?|their|her|his) {adj}{rel}\b|(?:the )?{adj}{rel}(?: (?:of|to) {owner}|\Z)"
        rf"|(?:an? |the )?(?:work )?{adj}(?:neighbour|friend|colleague|lodger|tenant)\b)",
        re.I,
    )


def role_of(text: str) -> str | None:
    """'victim' or 'perpetrator' if the cell begins with such a word (not "victim's mother", "victim support")."""
    for role, pattern in _role_cell().items():
        m = pattern.match(text)
        if m and not re.match(rf"['’]?s?\s+{cues()['adjectives']}{relation_words()}\b", text[m.end() :], re.I):
            if m[0][-2:] in ("'s", "’s"):
                continue
            return role
    # "Husband and perpetrator", "Son of the victim / perpetrator": the role stands behind.
    roles = "|".join(cues()["roles"].values())
    tail = r"(?=\s*$|,\s*(?:aged?|white|black|asian|mixed|of)\b)"  # "..., aged 34, white British"
    m = re.search(rf"(and|[/,;(]) ?(?:the )?({roles})\)?{tail}", text, re.I)
    if m and not (m[1].lower() == "and" and _OF_BOTH.search(text[: m.start()])):
        return next((r for r, w in cues()["roles"].items() if re.fullmatch(w, m[2], re.I)), None)
    if _DIED.match(text):
        return "victim"
    return "perpetrator" if _KILLED.search(text) else None


#: What a body gave the review, in a table of bodies ("Fern Police | Perpetrator | IMR").
_GAVE = re.compile(
    r"(?:IMR|(?:individual |internal )?management review|(?:short |summary |information )?report|chronology|nil return|"
    r"summary|no (?:contact|trace|record)s?)(?:\s*\(.*\))?$",
    re.I,
)
#: What a key says instead of the role: "the woman who died"; "his partner, who killed him", "husband of Eluned;
#: responsible for her death", "convicted of his manslaughter".
_DIED = re.compile(
    r"(?:the )?(?:subject of (?:the|this) (?:(?:domestic homicide |overview )?review|report|DHR|DARDR)\b"
    r"|(?:person|adult|woman|man|one) who (?:died|was killed)\b)",
    re.I,
)
_KILLED = re.compile(
    r"\bwho (?:killed|murdered|fatally \w+) (?:him|her|them)\b"
    r"|\b(?:responsible for|convicted of) (?:the |her |his |their )?"
    r"(?:deaths?|homicides?|murders?|killings?|manslaughter)\b",
    re.I,
)


def _named(cell: str) -> str | None:
    """The label that a cell holds, "The perpetrator" and the like included."""
    text = tidy(re.sub(r"[¹²³⁰-⁹*†]|\(pseudonym\)|\s*\([^)]*\)\s*$", "", cell))
    if 0 < len(text) <= 40 and len(text.split()) <= 5:
        if is_label(text):
            return text
        if re.fullmatch(rf"(?:the )?(?:{'|'.join(cues()['roles'].values())}|child(?:ren)?)", text, re.I):
            return text
        if re.fullmatch(rf"{cues()['adjectives']}{relation_words()}", text, re.I) and text[0].isupper():
            return text  # "Mother", "Maternal Grandmother"
        if re.fullmatch(rf"the {relation_words()}(?:['’]s {cues()['adjectives']}{relation_words()})?", text, re.I):
            return text  # "the Son", "The husband", "The husband's mother"
        owned = rf"{LABEL}['’]s {cues()['adjectives']}{relation_words()}"
        if re.fullmatch(owned, text, re.I):
            return text
    return None


def _details(cells: list[str]) -> dict[str, object]:
    told: dict[str, object] = {}
    for cell in cells:
        if m := _NUMBER.match(cell.strip()):
            if int(m[1]) < 110:
                told.setdefault("age", int(m[1]))
        elif re.fullmatch(r"(?:fe)?male|woman|man|boy|girl|[mf]", cell.strip(), re.I):
            told.setdefault("sex", _SEXES.get(cell.strip().lower(), "male"))
        elif _OWN.match(cell) and (m := _FIRST.match(cell)):  # "Male, aged 31, white British, partner of Adult A"
            if m["sex"]:
                told.setdefault("sex", _SEXES.get(m["sex"].lower(), "male"))
            if m["age"]:
                told.setdefault("age", int(m["age"]))
            told = _ethnicity(cell.split(",")) | told
        else:
            told = _ethnicity([cell]) | told
    return told


def _aged(cell: str) -> str | None:
    """The age that a cell tells, in years ("aged 34", "aged eight", "aged 15 months")."""
    m = _AGED.search(cell)
    if m is None:
        return None
    told = next(g for g in m.groups() if g).lower()
    number = _COUNT.index(told) if told in _COUNT else int(told)
    return str(number // _IN_A_YEAR[m["less"].strip().lower()] if m["less"] else number)


def _ethnicity(parts: list[str]) -> dict[str, object]:
    """The one of a cell's parts that tells an ethnicity."""
    fit = [p.strip() for p in parts if ethnic(p) and len(p.split()) <= 6]
    return {"ethnicity": fit[0]} if fit else {}


_ETHNIC = re.compile(
    r"\b(?:(?:White|Black|Asian|Mixed|Arab|Roma|Romany|Gypsy|Irish|Traveller)\b(?:[ /-]+(?:and )?(?:British|"
    r"English|Welsh|"
    r"Scottish|Irish|European|Other|African|Caribbean|Asian|Polish|Romanian|Lithuanian|Pakistani|Indian|Bangladeshi|UK|"
    r"heritage|background|ethnicity))*|(?:British|English|Welsh|Irish|Scottish)(?: (?:Asian|Pakistani|Indian|"
    r"Bangladeshi|"
    r"Black|Chinese))?|[A-Z][a-z]+(?:ese|ian|ish|ani|ali|nan|can|hi|ban))\b"
)


def ethnic(text: str) -> str | None:
    """The ethnicity that a short text names, or None."""
    m = _ETHNIC.search(text)
    return m[0] if m else None


def _about(cells: list[str]) -> bool:
    """Whether cells describe someone: an age, a sex, a year of birth, a relative."""
    kin = re.compile(rf"\b{relation_words()} (?:of|to)\b", re.I)
    return bool(_details(cells)) or any(_FIRST.match(c) or kin.search(c) for c in cells if len(c) < 130)


def _read(cells: list[str], line: Line, last: int) -> Row | None:
    """A row, if one cell names a person and another says who she or he is."""
    cells = [c.strip() for c in cells if c.strip()]
    if len(cells) < 2 or len(cells) > 9 or any(map(_GAVE.match, cells[1:])):
        return None
    first = _named(cells[0])
    if first is None and _INITIALS.fullmatch(cells[0]) and any(map(_relative_cell().match, cells[1:3])):
        first = cells[0]  # "AS | Sister of VW": here the letters are nobody's word
    # With a name in the first cell the others say who it is; "Victim | Adult A" is read the other way round.
    order = [*range(1, min(5, len(cells))), 0] if first else range(min(5, len(cells)))
    for at in order:
        cell = cells[at]
        if len(cell) > 130:
            continue
        opening = _FIRST.match(cell) if at or not first else None
        if opening and opening.end() < len(cell):
            cell = cell[opening.end() :]
        role = role_of(cell)
        relative = role is None and _relative_cell().match(cell)
        if not role and not relative:
            continue
        if at > 0 and first:
            label = first
            role = role or role_of(first)  # "Victim | Mother of C1": the role word is the name
        else:
            others = [c for i, c in enumerate(cells[:4]) if i != at]
            label = next((n for c in others if (n := _named(c)) and not role_of(c)), "")
            # "Victim | Born 1980 | Female, mother of ...": the role word is the name.
            if role and not label and at == 0 and _named(cell) and _about(cells[1:]):
                label = _named(cell) or ""
            if relative and not label and at == 0 and first:
                label = first  # "Former Partner | Lived with Father until 2007"
        if not label or (at == 0 and first and role_of(cells[0]) is None and not relative):
            continue
        rest = [c for i, c in enumerate(cells) if i != at and tidy(c) != label]
        if age := _aged(cell):
            rest.append(age)
        quote = re.sub(r"\s+", " ", line.text).strip()
        if opening:
            rest += [x for x in (opening["sex"], opening["age"]) if x]
        return Row(tidy(label), role, cell, (line.number, last), quote, **_details(rest))  # type: ignore[arg-type]
    return None


def rows(document: Document) -> list[Row]:
    """The rows and keys that say who someone is, of tables in which a victim or a perpetrator is named, or in which
    several say whose relative they are by the names of other rows (a genogram's legend)."""
    found = [row for row in _candidates(document) if row]
    anchors = [row.lines[0] for row in found if row.role] + _of_each_other(found)
    return [r for r in found if r.role or any(abs(r.lines[0] - a) <= _NEAR for a in anchors)]


def _of_each_other(found: Sequence[Row]) -> list[int]:
    """The lines of rows that tell of each other by name, where a table has several such."""
    lines = []
    for row in found:
        near = [r.label for r in found if r is not row and abs(r.lines[0] - row.lines[0]) <= _NEAR]
        if any(re.search(rf"(?<!\w){re.escape(label)}(?!\w)", row.relation) for label in near):
            lines.append(row.lines[0])
    return [at for at in lines if sum(abs(at - other) <= _NEAR for other in lines) >= _SEVERAL]


def _candidates(document: Document) -> Iterator[Row | None]:
    previous: Line | None = None
    filled = [line for line in document.lines if line.text.strip()]
    for at, line in enumerate(filled):
        text = line.text.strip()
        if len(text) > 220 or not (re.search(r"[A-Z]", text) or previous):
            previous = None
            continue
        paragraph = document.paragraph_at(line.number)
        kind = paragraph.section.kind if paragraph is not None else ""
        if kind == "contents" or (kind in _ELSEWHERE and "\t" not in text):
            previous = None
            continue
        plain = _BULLET.sub("", text)
        cells = _CELLS.split(plain)
        if len(cells) < 2:
            cells = _KEY.split(plain, maxsplit=2)
        if len(cells) < 2 and (m := _WITH_INITIALS.match(plain)):
            cells = [m[1], plain[m.end() :]]
        if len(cells) >= 2:
            yield _read(cells, line, line.number)
        elif previous is not None and len(plain) < 60:
            # A table whose cells were flattened to one line each: a name, and what it is on the next line.
            pair = [_BULLET.sub("", previous.text.strip()), plain]
            if _named(pair[0]) and not role_of(pair[0]) and (role_of(pair[1]) or _relative_cell().match(pair[1])):
                more = [x.text.strip() for x in filled[at + 1 : at + 4]]
                row = _read(
                    [*pair, *more[: next((i for i, c in enumerate(more) if is_label(tidy(c)) or len(c) > 30), 3)]],
                    previous,
                    line.number,
                )
                yield row
        previous = line if len(plain) < 40 else None
