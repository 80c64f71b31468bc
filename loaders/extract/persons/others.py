"""Who else belongs to the main persons: children, relatives, former partners, friends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import chain

from loaders.document.model import Sentence
from loaders.extract.persons import relatives, ties
from loaders.extract.persons.circle import Circle
from loaders.extract.persons.describe import titled_sex
from loaders.extract.persons.labels import LABEL, cues, is_lettered, relation, relation_words, tidy, trimmed
from loaders.extract.persons.tables import Row
from loaders.extract.persons.text import Text
from loaders.extract.reading import Reading, evidence
from loaders.sheet import Evidence, Person


def find(main: list[Person], table: list[Row], reading: Reading, text: Text) -> list[Person]:
    """Children, relatives, former partners, friends: from tables, then as the text names them."""
    circle = Circle(main, text)
    _in_tables(circle, table, reading)
    _lettered(circle)
    _other_parents(circle)
    _one_child(circle)
    _named(circle)
    relatives.find(circle)
    _unowned(circle)
    return sorted(circle.found.values(), key=lambda p: p.evidence[0].lines)


def _in_tables(circle: Circle, table: list[Row], reading: Reading) -> None:
    """Whom the key or the genogram lists."""
    owners = "|".join(circle.owners)
    whose = re.compile(rf"(?:{owners})['’]s? {relation_words()}", re.I) if circle.main else re.compile(r"(?!)")
    for row in table:
        if row.role is None:
            told = _told(row.relation)
            role = "child" if re.match(r"(?:the )?child", row.label, re.I) else _role(told) or "other"
            if role == "child" and _of_another(row, table):
                role = "other"
            where = reading.document.paragraph_at(row.lines[0])
            place = Evidence(
                lines=row.lines,
                quote=row.quote,
                paragraph=where.number if where else None,
                page=where.page if where else None,
            )
            circle.add(
                row.label,
                role,
                row.relation,
                [place],
                "table",
                0.9,
                row.sex or told.get("sex"),
                age=row.age,
                ethnicity=row.ethnicity,
                aliases=[*_initials(row), *([row.relation] if whose.fullmatch(row.relation) else [])],
            )
    claims = Counter(claim for p in circle.found.values() for claim in relatives.claims(p.relation or ""))
    mine = {p.label.lower(): p.label for p in circle.main}
    for person in circle.found.values():
        for claim in sorted(relatives.claims(person.relation or "")):
            word, _, owner = claim.partition(" of ")
            # "Victim's father", where a key has but one.
            if claims[claim] == 1 and owner in mine and relation(word).get("role") in ("relative", "former-partner"):
                person.aliases = list(dict.fromkeys([*person.aliases, f"{mine[owner]}'s {word}"]))


def _of_another(row: Row, table: list[Row]) -> bool:
    """Whether a row is of a child of somebody in the table who is neither victim nor perpetrator."""
    of = re.fullmatch(rf"(?:the )?(?:[\w-]+ ){{0,2}}(?:of|to) (?P<whose>{LABEL})", row.relation.strip(), re.I)
    return of is not None and any(r.label == of["whose"] and r.role is None for r in table)


def _initials(row: Row) -> list[str]:
    """The initials beside the label of a row: "Former Partner 1 (FP1)"."""
    m = re.search(rf"{re.escape(row.label)}\W? \(([A-Z]{{1,4}}\d{{0,2}})\)", row.quote)
    return [m[1]] if m else []


def _one_child(circle: Circle) -> None:
    """ "The child" of the key is "Child 1" of another page, where there is but one of each."""
    only = [p for p in circle.found.values() if re.fullmatch(r"(?:the )?child", p.label, re.I)]
    numbered = [p for p in circle.found.values() if re.match(r"Child \w+$", p.label)]
    if len(only) == 1 and len(numbered) == 1:
        only[0].aliases.append(circle.found.pop(numbered[0].label.lower()).label)


#: "First wife of Derek", "Partner of Mr S until 2014": what was, of one who is not the victim or the perpetrator.
_OVER = re.compile(
    r"\b(?:first|previous|earlier|former|divorced)\b|\b(?:until|till|up to|ended in) (?:\w+ )?(?:19|20)\d\d\b", re.I
)


#: "Father of Child C, not involved in the events".
_PARENT_OF = re.compile(rf"(?:the )?(?:biological |birth )?(?:father|mother|parent) (?:of|to) ({LABEL})", re.I)


def _told(cell: str) -> dict[str, str]:
    """What the first word for a relative in a cell tells."""
    m = re.search(rf"\b{relation_words()}\b(?!['’]s)", cell, re.I)
    told = relation(m[0]) if m else {}
    if told.get("relationship") in ("spouse", "partner") and _OVER.search(cell):
        return told | {"role": "former-partner"}
    return told


def _is_married(told: Mapping[str, str]) -> bool:
    """Whether a word for a relative makes a husband, wife or partner of somebody, and no former one."""
    return told.get("relationship") in ("spouse", "partner")


def _role(told: Mapping[str, str]) -> str | None:
    """The role of a relative beside the victim and the perpetrator, by what the word for it tells.

    Who is married to one of them and is none: "her husband Mr Fern", where her son killed her.
    """
    return told.get("role") or ("relative" if _is_married(told) else None)


def _other_parents(circle: Circle) -> None:
    """Makes a former partner of who has a child with the victim or the perpetrator and is neither of them.

    "Father of Child C"; "daughter of Adult A and Adult E".
    """
    children = {p.label: p.relation or "" for p in circle.found.values() if p.role == "child"}
    for person in circle.found.values():
        if person.role not in ("relative", "other") or _is_married(_told(person.relation or "")):
            continue
        named = rf"(?-i:{re.escape(person.label)})(?!\w)"
        of = _PARENT_OF.match(person.relation or "")
        if (of and of[1] in children) or any(
            re.search(rf"\b(?:son|daughter|child)\b.* (?:by|with|and) {named}", told, re.I)
            for told in children.values()
        ):
            person.role = "former-partner"


def _lettered(circle: Circle) -> None:
    """ "Child A", "Adult C" of whom the text speaks at least twice."""
    seen = Counter(
        tidy(m[0])
        for m in re.finditer(
            r"\b(?<!Adult )(?:Adult|(?:Adult )?Child|Mr|Mrs|Ms|Miss|Person|Family Member|Relative|Friend|Sibling|"
            r"Partner|Witness|Colleague|Female|Male|Neighbour|Brother|Sister|Son|Daughter)\.? "
            r"(?:[A-Z]{1,2}\d?|\d{1,2})(?![\w.]\w)",
            circle.text.all,
        )
    )
    for label, count in seen.items():
        kind = re.sub(r"^adult (?=child)|\W*\w+$", "", label.lower())
        if count < 2 and kind != "child":
            continue
        said = ties.spoken([label])
        places = [evidence(s) for s in circle.text.sentences if re.search(said, s.text)][:3]
        word, owner = _tie(circle, said, titled_sex(label))
        told = relation(word) if word else relation(kind)
        role = "child" if kind == "child" else told.get("role", "other")
        circle.add(
            label,
            role,
            f"{word} of {owner}" if word else None,
            places,
            "lettered",
            0.8,
            told.get("sex") or titled_sex(label),
        )


def _tie(circle: Circle, said: str, sex: str | None) -> tuple[str | None, str]:
    counted: Counter[tuple[str, str]] = Counter()
    for owner, names in zip(circle.main, circle.owners, strict=True):
        for word, _, _ in ties.between(circle.text.sentences, said, names, _pronoun(owner, circle.main)):
            if sex is None or relation(word).get("sex", sex) == sex:
                counted[word, owner.label] += 1
    return counted.most_common(1)[0][0] if counted else (None, "")


def _pronoun(owner: Person, main: list[Person]) -> str:
    """The owner's possessive pronoun, if no other main person has the same; else a pattern that fits nothing."""
    alone = owner.sex and all(p.sex and p.sex != owner.sex for p in main if p is not owner)
    return ties.PRONOUN.get(owner.sex or "", r"(?!)") if alone else r"(?!)"


def _named(circle: Circle) -> None:
    """ "her sister, Rehana"; "their two children Ada and Tom"; "a neighbour, Mrs Poole"."""
    owners = "|".join([*(names + "['’]s?" for names in circle.owners), r"\b(?:her|his|their|the couple['’]s)"])
    # Whether the word is one for a relative is asked of what was found: to spell all out costs more than the search.
    rel, adj = ties.ANY_WORD, cues()["adjectives"]
    of = rf"of (?P<owner>{'|'.join(circle.owners)})"
    owned = [
        rf"(?<!father of )(?<!mother of )(?P<owner>{owners}) {adj}(?P<rel>{rel})(?:,? (?:who )?(?:is |was |"
        rf"will be )?(?:called|named|known as|referred to as))?,? [\"“‘']?(?P<label>{LABEL})",
        rf"(?P<label>{LABEL}),? (?:who (?:is|was) |is |was )?(?P<owner>{owners}) {adj}(?P<rel>{rel})\b",
        rf"(?P<label>{LABEL}),? (?:who (?:is|was|had been) |is |was )?(?:an?|the|one of the) {adj}(?P<rel>{rel}) {of}",
        rf"\b(?:an?|the|one of the) (?:\w+ )?{adj}(?P<rel>{rel}) {of},? "
        rf"(?:who (?:is|was|will be) )?(?:called|named|known as|referred to as) [\"“‘']?(?P<label>{LABEL})",
    ]
    of_owners = [re.compile(pattern, re.I) for pattern in owned]
    parents = re.compile(
        rf"\b(?:they|couple|{owners}|{'|'.join(circle.owners)})\b[^.;]{{0,40}}? (?:had|have|"
        rf"has|share|shared|were parents to) (?:a|one|two|three|four|an|\d) {adj}(?P<rel>{rel})(?: together)"
        rf"?,? (?:called |named )?(?P<label>{LABEL})",
        re.I,
    )
    apart = re.compile(rf"\b(?:a|an|one|the) {adj}(?P<rel>{rel}), (?P<label>{LABEL})(?=,|\.| who\b| whom\b|$)", re.I)
    for sentence in circle.text.sentences:
        if not ties.speaks_of_kin(sentence.text):
            continue
        for m in parents.finditer(sentence.text):
            told, label = relation(m["rel"]), trimmed(m["label"])
            if label and told.get("role") == "child" and _often(circle, label):
                circle.add(label, "child", "child of the couple", [evidence(sentence)], "named", 0.75, told.get("sex"))
        for m in chain.from_iterable(pattern.finditer(sentence.text) for pattern in of_owners):
            _add_owned(circle, sentence, m)
        for m in apart.finditer(sentence.text):
            told, label = relation(m["rel"]), trimmed(m["label"])
            if label and told.get("role") == "friend" and _often(circle, label):
                places = [evidence(s) for s in circle.text.sentences if label in s.text]
                circle.add(label, "friend", m["rel"].lower(), places, "named", 0.7, titled_sex(label))


#: The next name of several ("their children Ada and Tom").
_NEXT = re.compile(rf"(?:, | and |, and )({LABEL})")


def _add_owned(circle: Circle, sentence: Sentence, m: re.Match[str]) -> None:
    """Adds whom a sentence names as someone's: by a word for a relative, and by whose that one is."""
    told, word = relation(m["rel"]), m["rel"].lower()
    role = _role(told)
    behind = sentence.before[-1].text if sentence.before else ""
    owner = circle.owner(m["owner"], f"{behind} {sentence.text[: m.start('owner')]}")
    if role is None or (owner is None and m["owner"].lower() not in _COUPLE):
        return
    names = [m["label"]]
    if word.endswith(("ren", "s")) and m.end() == m.end("label"):
        names += [more[1] for more in _NEXT.finditer(sentence.text[m.end() : m.end() + 60])]
    one = {"children": "child", "sons": "son", "daughters": "daughter"}.get(word, word)
    for label in filter(None, map(trimmed, names)):
        if not _often(circle, label):
            continue
        places = [evidence(s) for s in circle.text.sentences if label in s.text and s is not sentence]
        whose = f"{one} of {owner.label if owner else 'the couple'}"
        circle.add(label, role, whose, [evidence(sentence), *places], "named", 0.75, told.get("sex"))
        if held := circle.found.get(label.lower()):
            held.aliases += [n for n in _shorter(label, circle) if n not in held.aliases]


#: Whose child a couple's is.
_COUPLE = ("their", "the couple's", "the couple’s")


def _shorter(label: str, circle: Circle) -> list[str]:
    """What a text calls somebody of several names besides ("Mrs Carr", "Helen" for "Mrs Helen Carr")."""
    title, *names = label.split() if titled_sex(label) else ("", *label.split())
    short = [f"{title} {names[-1]}", names[0]] if title and len(names) > 1 else names[:1] if len(names) > 1 else []
    taken = {n for p in circle.main for n in (p.label, *p.aliases)}
    return [n for n in short if n not in taken and circle.text.count(n)]


def _often(circle: Circle, label: str) -> bool:
    """Whether a text uses a name often enough to be sure that it is one; with the short forms of it."""
    least = 1 if circle.text.short or is_lettered(label) or titled_sex(label) else 2
    return circle.text.count(label) + sum(map(circle.text.count, _shorter(label, circle))) >= least


def _unowned(circle: Circle) -> None:
    """A neighbour who saw or called, a male friend: where none was found as someone's."""
    kinds: dict[str, tuple[str, str | None, int]] = {
        "neighbour": (r"\b(?:a|the|one|their|her|his) neighbours?\b(?!hood)", None, 1)
    }
    for sex in ("male", "female"):
        for word in ("acquaintance", "friend"):
            kinds[f"{sex} {word}"] = (rf"\b(?:a|the) {sex} {word}\b", sex, 2)
    for label, (pattern, kind, least) in kinds.items():
        told = (f"{held} {person.relation}".lower() for held, person in circle.found.items())
        if label == "neighbour" and any("neighbour" in words for words in told):
            continue
        said = re.compile(pattern, re.I)
        places = [evidence(s) for s in circle.text.sentences if label[-6:] in s.text and said.search(s.text)]
        if len(places) >= least:
            circle.add(label, "friend", None, places, "unowned", 0.6, kind)
