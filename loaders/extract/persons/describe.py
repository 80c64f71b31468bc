"""What a review tells of its people: sex, age, ethnicity, relation; and who else belongs to them."""

from __future__ import annotations

import re
from collections import Counter

from loaders.document.model import Sentence
from loaders.extract.persons import ties
from loaders.extract.persons.labels import (
    LABEL,
    cues,
    given_sex,
    is_lettered,
    printed,
    relation,
    relation_words,
    tidy,
    trimmed,
)
from loaders.extract.persons.tables import Row, ethnic
from loaders.extract.persons.text import Candidate, Text
from loaders.extract.reading import Reading, evidence, machine
from loaders.sheet import Evidence, Person

_MALE = re.compile(r"\b(?:he|his|him|himself)\b", re.I)
_FEMALE = re.compile(r"\b(?:she|her|hers|herself)\b", re.I)
_PRONOUN = re.compile(rf"{_MALE.pattern}|{_FEMALE.pattern}", re.I)
_TITLES = {"mr": "male", "mrs": "female", "ms": "female", "miss": "female"}
_KINDS = re.compile(r"\b(female|male|woman|man|wife|husband|son|daughter|mother|father|sister|brother)\b", re.I)
_KIND_SEX = {
    **dict.fromkeys(("female", "woman", "wife", "daughter", "mother", "sister", "widow"), "female"),
    **dict.fromkeys(("male", "man", "husband", "son", "father", "brother", "widower"), "male"),
}
_DEATH = (
    r"death|died|murder|homicide|killed|killing|incident|fatal|deceased|took (?:her|his|their) own life|"
    r"suicide|manslaughter"
)
#: An age that is of another time than the death.
_THEN = re.compile(
    r"\b(?:when (?:she|he|they) (?:was|were)|at the age of|from the age|since the age|by the age|until the "
    r"age|aged? \d+ (?:to|and|when)|"
    r"in (?:19|20)\d\d|arrived|born|moved|left (?:school|home)|first|married at|met)\b",
    re.I,
)
_LATE = re.compile(
    rf"\b(?:at the time of|when (?:she|he|they) (?:died|was killed|were killed|was murdered)|when (?:her|his) )"
    rf"[^.;]{{0,30}}(?:{_DEATH})?",
    re.I,
)
#: Ages that follow are of the death: "at the time of her death Nell was aged 32 and Ned was 36".
_AT_DEATH = re.compile(rf"\bat the time of (?:\w+ ){{0,3}}(?:{_DEATH})\b(?!.*\b(?:when|met|married|born)\b)", re.I)


def fill(main: list[Person], candidates: dict[str, Candidate], table: list[Row], text: Text) -> None:
    """Adds aliases, sex, age, ethnicity and relation to the victims and perpetrators, in place."""
    # A key may say of the perpetrator no more than whose former partner he was.
    keyed = {row.label: row for row in table if row.role is None}
    alone = {role: sum(p.role == role for p in main) == 1 for role in ("victim", "perpetrator")}
    for person in main:
        row = next(iter(candidates[person.label].rows), None) if person.label in candidates else None
        person.aliases = _aliases(person, main, alone[person.role], text)
        person.sex = _sex(person, row, main, alone, text)  # type: ignore[assignment]
        person.ethnicity = row.ethnicity if row and row.ethnicity else None
        if row:
            person.relation = stated_relation(row.relation)
    _opposite(main, text)
    for person in main:
        row = next(iter(candidates[person.label].rows), None) if person.label in candidates else None
        said = spoken(person, alone)
        person.age = row.age if row and row.age else _age(person, said, main, text)
        if (kept := keyed.get(person.label)) and row is None:
            person.age = kept.age or person.age
            person.ethnicity = person.ethnicity or kept.ethnicity
        if person.ethnicity is None:
            person.ethnicity = _ethnicity(said, text)
    for person in main:
        if person.relation is None:
            person.relation = _relation(person, main, alone, text)


def spoken(person: Person, alone: dict[str, bool]) -> str:
    """A pattern for what a person is called; the role word counts where there is but one of the role."""
    return ties.spoken([person.label, *person.aliases], person.role if alone.get(person.role) else None)


def stated_relation(cell: str) -> str | None:
    """ "Perpetrator and estranged husband of Adult 1" without the role word."""
    roles = "|".join(cues()["roles"].values())
    if not re.search(rf"\b{relation_words()}\b", cell, re.I):
        return None
    out = re.sub(rf"^(?:the )?(?:{roles})\b[\s,;:/–-]*(?:and )?", "", cell, flags=re.I).strip(" ()")
    return out or None


def _aliases(person: Person, main: list[Person], alone: bool, text: Text) -> list[str]:
    found = []
    label = person.label
    taken = {p.label for p in main} | text.tabled
    # "Leila Hart (Leila)", "Nadia (also known as N)"
    for m in re.finditer(
        rf"(?<![\w-]){re.escape(label)} \((?:also )?(?:known as |referred to as |called |hereafter |"
        rf"hereinafter )*[\"“‘']?({LABEL})[\"”’']?\)",
        text.all,
    ):
        alias = trimmed(m[1])
        if alias and alias not in taken:
            found.append(alias)
    # "Mrs.K" is "Mrs K" in the sheet, and must be found as it is printed.
    if (plain := printed(label)) != re.escape(label):
        found += [m for m in dict.fromkeys(re.findall(rf"(?<![\w-]){plain}(?![\w-])", text.all)) if m != label]
    words = label.split()
    if not is_lettered(label) and len(words) > 1 and words[0].lower() != "the":
        first = words[1] if words[0] in ("Mr", "Mrs", "Ms", "Miss", "Dr") else words[0]
        if first not in taken and text.count(first) > text.count(label):
            found.append(first)
    if alone and person.role == "victim" and re.fullmatch(r"(?:the )?(?:victim|deceased)", label, re.I):
        # "The death of a woman ... The woman's husband": what such a review calls her.
        woman = next((w for w in ("the woman", "the man") if f"a {w[4:]}" in text.titles.lower()), "")
        if woman and len(re.findall(rf"\b{woman}\b", text.all, re.I)) > text.role_word("victim")[1]:
            found.append(woman)
    if alone and not label.lower().startswith("the "):
        word, count = text.role_word(person.role)
        if count >= 5:
            found.append(word)
    return list(dict.fromkeys(found))


def _sex(person: Person, row: Row | None, main: list[Person], alone: dict[str, bool], text: Text) -> str | None:
    if row and row.sex:
        return row.sex
    if row and (m := re.search(r"\b(?:an? |adult )?(woman|man|female|male)\b", row.relation, re.I)):
        return _KIND_SEX[m[1].lower()]
    if titled := titled_sex(person.label):
        return titled
    if "the woman" in person.aliases or "the man" in person.aliases:
        return "female" if "the woman" in person.aliases else "male"
    if (kin := re.search(rf"['’]s ({relation_words()})$", person.label, re.I)) and (own := relation(kin[1]).get("sex")):
        return own
    if m := re.match(r"(?:adult |perpetrator |victim )?(female|male|woman|man)\b", person.label, re.I):
        return _KIND_SEX[m[1].lower()]
    if row and (m := re.search(rf"\b({relation_words()})\b(?! of both)", row.relation, re.I)):
        before = row.relation[: m.start()]
        owner = re.match(r"['’]s", row.relation[m.end() :])
        if (sex := relation(m[1]).get("sex")) and (before or not owner):
            return sex
    votes = _SexVotes(person, main, alone).count(text.sentences)
    if votes:
        (first, most), *rest = votes.most_common()
        if most > sum(n for _, n in rest):
            return first
    return None


def titled_sex(label: str) -> str | None:
    """The sex that a title before the name tells."""
    return _TITLES.get(label.split()[0].lower())


#: A pronoun that the verb before it takes from someone else ("had given her", "was charged with her murder").
_ANOTHERS = re.compile(
    r"\bwhom \W*$|(?<!\bwith )(?<!\blost )(?<!\bleft )\b(?:\w+ed|given|told|hit|hurt|beat|beaten|shot|cut|"
    r"gave|took|made|kept|sent|saw|met|knew|known|found|held|"
    r"let|against|threw|shook|struck|bit|caught)\s+$",
    re.I,
)


def _first_pronoun(text: str) -> str | None:
    """The sex of the first pronoun that can mean the subject."""
    for m in _PRONOUN.finditer(text):
        if _ANOTHERS.search(text[: m.start()]) or re.match(
            r"\s+(?:murder|killing|manslaughter|death)\b", text[m.end() :]
        ):
            continue
        return "female" if _FEMALE.match(m[0]) else "male"
    return None


#: Words at the head of what follows a name that say outright what the person is; of a parent only where no other main
#: person is named.
_IS_A = r",? (?:was|is|,)? ?an? (?:[\w-]+ ){{0,4}}({})\b"
_IS_ADULT = re.compile(_IS_A.format("woman|man|female|male|widow|widower"), re.I)
_IS_ADULT_OR_PARENT = re.compile(_IS_A.format("woman|man|mother|father|female|male|widow|widower"), re.I)
#: What is said of all who are named.
_BOTH = re.compile(r"\b(?:both|two|the) (women|men)\b", re.I)
_BEGINS_WITH_PRONOUN = re.compile(r"\W*(she|he)\b", re.I)


class _SexVotes:
    """What the words of a review tell of the sex of one of its main persons."""

    def __init__(self, person: Person, main: list[Person], alone: dict[str, bool]) -> None:
        self._label = person.label
        said, others = spoken(person, alone), [spoken(p, alone) for p in main if p is not person]
        self._mine = re.compile(said, re.I)
        self._others = [re.compile(o, re.I) for o in others]
        owners = "|".join([r"\b(?:her|his)", *(f"{o}['’]s?" for o in others)])
        self._told_by = re.compile(
            rf"(?:{owners}) {cues()['adjectives']}(?P<rel>{relation_words()}),? {said}|{said},? "
            rf"(?:who was |was )?(?:{owners}) "
            rf"{cues()['adjectives']}(?P<rel2>{relation_words()})\b",
            re.I,
        )
        # "Edgar, her husband", of two: what the other's kin is called by tells the sex of whose kin it is.
        theirs = "|".join(others) if len(main) == 2 else r"(?!)"
        self._owning = re.compile(
            rf"\b(?P<one>her|his) {cues()['adjectives']}(?P<rel>{relation_words()}),? (?:{theirs})|"
            rf"(?:{theirs}),? (?:who was |was )?(?P<two>her|his) {cues()['adjectives']}(?P<rel2>{relation_words()})\b",
            re.I,
        )
        self._votes: Counter[str] = Counter()

    def count(self, sentences: list[Sentence]) -> Counter[str]:
        """The votes of the name and of the sentences, by sex."""
        if given := given_sex(self._label):
            self._votes[given] += 6
        last: Sentence | None = None  # names nobody else
        led: Sentence | None = None  # begins with the person, others follow
        for sentence in sentences:
            m = self._mine.search(sentence.text)
            if m is None:
                self._follow(sentence, last, led)
                last = led = None
                continue
            led = sentence if m.start() < 5 else None
            last = None if self._names_others(sentence.text) else sentence
            if last:
                self._take_alone(sentence.text, m)
            else:
                self._take_among_others(sentence.text, m)
        return self._votes

    def _names_others(self, text: str) -> bool:
        return any(o.search(text) for o in self._others)

    def _follow(self, sentence: Sentence, last: Sentence | None, led: Sentence | None) -> None:
        """A sentence without the person that begins with "she" or "he" is of whom the one before it was of."""
        starts = _BEGINS_WITH_PRONOUN.match(sentence.text)
        if not starts:
            return
        sex = "female" if starts[1].lower() == "she" else "male"
        if last is not None and last.paragraph is sentence.paragraph:
            self._votes[sex] += 2
        elif led is not None and led.paragraph is sentence.paragraph:
            self._votes[sex] += 1

    def _take_alone(self, text: str, m: re.Match[str]) -> None:
        """Counts what a sentence says that names the person, at ``m``, and no other main person."""
        if m.start() > 40 or re.match(r"['’]s?\s", text[m.end() :]):
            return
        after = text[m.end() : m.end() + 120]
        if one := _first_pronoun(after):
            self._votes[one] += 1
        self._take_kind(_IS_ADULT_OR_PARENT, after)

    def _take_among_others(self, text: str, m: re.Match[str]) -> None:
        """Counts what a sentence says that names the person, at ``m``, and others of the main persons."""
        self._take_relations(text)
        if both := _BOTH.search(text):
            self._votes["female" if both[1].lower() == "women" else "male"] += 3
        # "Adult A was stabbed by her husband": the first pronoun, before anyone else is named.
        rest = text[m.end() : m.end() + 120]
        rest = rest[: min((n.start() for o in self._others if (n := o.search(rest))), default=len(rest))]
        first = not self._names_others(text[: m.start()])
        if first and m.start() < 40 and not re.match(r"['’]", rest) and (one := _first_pronoun(rest)):
            self._votes[one] += 1
        self._take_kind(_IS_ADULT, rest)

    def _take_relations(self, text: str) -> None:
        """Counts what the person is to others, and whose, as far as it tells the sex."""
        for told in self._told_by.finditer(text):
            if sex := relation(told["rel"] or told["rel2"]).get("sex"):
                self._votes[sex] += 4
        for owned in self._owning.finditer(text):
            self._votes["female" if (owned["one"] or owned["two"]).lower() == "her" else "male"] += 1

    def _take_kind(self, is_a: re.Pattern[str], after: str) -> None:
        if kind := is_a.match(after):
            self._votes[_KIND_SEX[kind[1].lower()]] += 4


def _opposite(main: list[Person], text: Text) -> None:
    """Sex where a word for a partner tells it: a "wife" among two of whom one is known."""
    victims, killers = [[p for p in main if p.role == r] for r in ("victim", "perpetrator")]
    if len(main) == 2 and (m := re.search(r"\bboth (women|men)\b", text.all, re.I)):
        for person in main:
            person.sex = person.sex or ("female" if m[1].lower() == "women" else "male")
    for group in (victims, killers):
        if len(group) == 1 and group[0].sex is None:
            m = re.search(
                r"\ban? (?:\d+[- ]year[- ]old )?(?:[\w-]+ )?(woman|man)\b", " ".join(p.text for p in text.front), re.I
            )
            if m and group is victims:
                group[0].sex = _KIND_SEX[m[1].lower()]  # type: ignore[assignment]


def _age(person: Person, said: str, main: list[Person], text: Text) -> int | None:
    """The age at the death, by the commonest and plainest statement."""
    votes: Counter[int] = Counter()
    said = rf"{said}(?: \([^)]{{1,40}}\))?"
    years = r"(\d{2,3})(?:[- ]years?(?:[- ]old)?(?: of age)?)?"
    patterns = [
        (re.compile(rf"\b(\d{{2,3}})[- ]years?[- ]old,? (?:(?!and\b)[\w-]+,? ){{0,4}}?{said}", re.I), 3),
        (
            re.compile(
                rf"{said}[\"”’']?,? ?\(?(?:who (?:was|is) |was |is |were )?(?:then )?(?:also )?aged? {years}\b", re.I
            ),
            3,
        ),
        (
            re.compile(
                rf"{said}[\"”’']?,? ?\(?(?:who )?(?:was |is |, )(?:a |an )?{years}(?=[,.)]| when| at\b| and\b| "
                rf"years?| woman| man)",
                re.I,
            ),
            3,
        ),
        (re.compile(rf"{said}[\"”’']?(?:,| \() ?(?:then |now )?{years}[,)]", re.I), 3),
        (re.compile(rf"{said}[\"”’']?,? (?:who was |was |is )?an? (\d{{2,3}})[- ]years?[- ]old", re.I), 3),
        (re.compile(rf"{said}[\"”’']?,? (?:was |is )?(?:an? )(?:\w+ ){{1,2}}of {years}\b", re.I), 3),
        (
            re.compile(
                rf"{said}[^.;]{{0,80}}\b(?:at the time|when (?:she|he) (?:died|was killed))"
                rf"[^.;]{{0,30}}\baged? {years}\b",
                re.I,
            ),
            2,
        ),
        (
            re.compile(
                rf"{said}(?:['’]s?)? (?:age|was) (?:at the time of [^.;]{{0,30}})?(?:was )?{years}(?= at the time|\.)",
                re.I,
            ),
            3,
        ),
    ]
    mentioned = re.compile(said, re.I)
    others = [p for p in main if p is not person]
    unique = person.sex and all(p.sex and p.sex != person.sex for p in others)
    pronoun = {"female": "she", "male": "he"}.get(person.sex or "", "")
    by_pronoun = re.compile(
        rf"\b{pronoun} was (?:then )?(?:aged? )?{years}(?=[,.)]| (?:at the time of|when (?:{pronoun} )?(?:died|"
        rf"was killed|was murdered)))",
        re.I,
    )
    last = False
    for i, sentence in enumerate(text.sentences):
        here = mentioned.search(sentence.text)
        digits = re.search(r"\d\d", sentence.text)
        found = []
        if here and digits:
            found = [
                (int(next(g for g in m.groups() if g)), w, m)
                for pattern, w in patterns
                for m in pattern.finditer(sentence.text)
            ]
        elif pronoun and digits and (last or unique) and len(sentence.text) < 300:
            found = [(int(m[1]), 2, m) for m in by_pronoun.finditer(sentence.text)]
        for age, weight, m in found:
            if not 10 <= age < 110:
                continue
            near = sentence.text[max(0, m.start() - 40) : m.end() + 60]
            late = _LATE.search(sentence.text[m.start() : m.end() + 60]) or re.search(_DEATH, near, re.I)
            paired = _AT_DEATH.search(sentence.text[: m.start()])
            if _THEN.search(near) and not paired and not _LATE.search(sentence.text[m.start() : m.end() + 60]):
                continue
            votes[age] += weight + (2 if late else 0) + (1 if i * 4 < len(text.sentences) else 0)
        last = bool(here) or (last and not any(re.search(spoken(o, {}), sentence.text) for o in others))
    if not votes and person.role == "victim" and sum(p.role == "victim" for p in main) == 1:
        front = " ".join(p.text for p in text.front)
        for m in re.finditer(
            r"\b(?:woman|man|male|female)\b,? (?:aged|of) (\d{2,3})\b|"
            r"\b(\d{2,3})[- ]year[- ]old (?:woman|man|female|male)\b",
            front,
            re.I,
        ):
            votes[int(m[1] or m[2])] += 1
            break
    return votes.most_common(1)[0][0] if votes else None


def _ethnicity(said: str, text: Text) -> str | None:
    pattern = re.compile(
        rf"{said}[^.;]{{0,60}}?\b(?:was|is|were|are|identified as|described as|as) (?:a |an )?(?:[\w-]+ )"
        rf"{{0,3}}?(?:of )?((?:White |Black |Asian |British )?"
        r"(?-i:[A-Z][a-z]+)(?: [A-Z]?[a-z]+)? (?:origin|heritage|descent|background|ethnicity)|(?:White|Black|"
        r"Asian|British) (?-i:[A-Z][a-z]+))",
        re.I,
    )
    for sentence in text.sentences:
        if re.search(r"origin|heritage|descent|background|ethnic|White|Black|Asian|British", sentence.text):
            m = pattern.search(sentence.text)
            if m and ethnic(m[1]):
                return re.sub(r"^of ", "", m[1])
    return None


def _relation(person: Person, main: list[Person], alone: dict[str, bool], text: Text) -> str | None:
    for victim in (p for p in main if p.role == "victim" and p is not person):
        if kin := re.fullmatch(rf"{re.escape(victim.label)}['’]s ({relation_words()})", person.label, re.I):
            return f"{kin[1].lower()} of {victim.label}"
        counted = Counter(
            word
            for word, _, _ in ties.between(
                text.sentences, spoken(person, alone), spoken(victim, alone), possessive(victim, person)
            )
        )
        for word, _ in counted.most_common():
            told = relation(word)
            if told and told.get("sex", person.sex) in (person.sex, None) and told.get("relationship") != "other":
                return f"{word} of {victim.label}"
    return None


def possessive(owner: Person, other: Person) -> str | None:
    """The owner's possessive pronoun, if it cannot be the other's."""
    return ties.PRONOUN.get(owner.sex or "") if owner.sex != other.sex else None


def others(main: list[Person], table: list[Row], reading: Reading, text: Text) -> list[Person]:
    """Children, relatives, former partners, friends: from tables, then as the text names them."""
    found: dict[str, Person] = {}
    alone = {role: sum(p.role == role for p in main) == 1 for role in ("victim", "perpetrator")}
    taken = {n.lower() for p in main for n in [p.label, *p.aliases]}

    def add(
        label: str,
        role: str,
        said: str | None,
        places: list[Evidence],
        rule: str,
        sure: float,
        sex: str | None = None,
        **more: object,
    ) -> None:
        if label.lower() in taken or not places:
            return
        known = found.get(label.lower())
        if known is None:
            found[label.lower()] = Person(
                label=label,
                role=role,  # type: ignore[arg-type]
                sex=sex,  # type: ignore[arg-type]
                relation=said,
                evidence=places[:3],
                origin=machine(f"persons.{rule}", sure),
                **more,  # type: ignore[arg-type]
            )

    owners = "|".join(spoken(p, alone) for p in main)
    whose = re.compile(rf"(?:{owners})['’]s? {relation_words()}", re.I) if main else re.compile(r"(?!)")
    for row in table:
        if row.role is None:
            told = _told(row.relation)
            role = "child" if re.match(r"(?:the )?child", row.label, re.I) else told.get("role") or "other"
            where = reading.document.paragraph_at(row.lines[0])
            place = Evidence(
                lines=row.lines,
                quote=row.quote,
                paragraph=where.number if where else None,
                page=where.page if where else None,
            )
            add(
                row.label,
                role,
                row.relation,
                [place],
                "table",
                0.9,
                row.sex or told.get("sex"),
                age=row.age,
                ethnicity=row.ethnicity,
                aliases=[row.relation] if whose.fullmatch(row.relation) else [],
            )
    claims = Counter(claim for p in found.values() for claim in _claims(p.relation or ""))
    mine = {p.label.lower(): p.label for p in main}
    for person in found.values():
        for claim in sorted(_claims(person.relation or "")):
            word, _, owner = claim.partition(" of ")
            # "Victim's father", where a key has but one.
            if claims[claim] == 1 and owner in mine and relation(word).get("role") in ("relative", "former-partner"):
                person.aliases.append(f"{mine[owner]}'s {word}")
    _lettered(main, alone, text, add)
    only = [p for p in found.values() if re.fullmatch(r"(?:the )?child", p.label, re.I)]
    numbered = [p for p in found.values() if re.match(r"Child \w+$", p.label)]
    if len(only) == 1 and len(numbered) == 1:
        # "The child" of the key is "Child 1" of another page.
        only[0].aliases.append(found.pop(numbered[0].label.lower()).label)
    _named(main, alone, text, add)
    _owned(main, alone, text, add, found)
    _unowned(text, add, found)
    return sorted(found.values(), key=lambda p: p.evidence[0].lines)


def _told(cell: str) -> dict[str, str]:
    """What the first word for a relative in a cell tells."""
    m = re.search(rf"\b{relation_words()}\b(?!['’]s)", cell, re.I)
    return relation(m[0]) if m else {}


def _lettered(main: list[Person], alone: dict[str, bool], text: Text, add) -> None:  # type: ignore[no-untyped-def]
    """ "Child A", "Adult C" of whom the text speaks at least twice."""
    seen = Counter(
        tidy(m[0])
        for m in re.finditer(
            r"\b(?:Adult|Child|Mr|Mrs|Ms|Miss|Person|Family Member|Relative|Friend|Sibling|Partner|Witness|"
            r"Female|Male|Neighbour|Brother|Sister|Son|Daughter)\.? (?:[A-Z]{1,2}\d?|\d{1,2})(?![\w.]\w)",
            text.all,
        )
    )
    for label, count in seen.items():
        if count < 2 and not label.startswith("Child"):
            continue
        said = ties.spoken([label])
        places = [evidence(s) for s in text.sentences if re.search(said, s.text)][:3]
        kind = label.split()[0].lower()
        word, owner = _tie(said, main, alone, text)
        told = relation(word) if word else relation(kind)
        role = "child" if kind == "child" else told.get("role", "other")
        add(
            label,
            role,
            f"{word} of {owner}" if word else None,
            places,
            "lettered",
            0.8,
            told.get("sex") or _TITLES.get(kind),
        )


def _tie(said: str, main: list[Person], alone: dict[str, bool], text: Text) -> tuple[str | None, str]:
    counted: Counter[tuple[str, str]] = Counter()
    for owner in main:
        for word, _, _ in ties.between(text.sentences, said, spoken(owner, alone), _pronoun(owner, main)):
            counted[word, owner.label] += 1
    return counted.most_common(1)[0][0] if counted else (None, "")


def _pronoun(owner: Person, main: list[Person]) -> str:
    """The owner's possessive pronoun, if no other main person has the same; else a pattern that fits nothing."""
    alone = owner.sex and all(p.sex and p.sex != owner.sex for p in main if p is not owner)
    return ties.PRONOUN.get(owner.sex or "", r"(?!)") if alone else r"(?!)"


def _owner(text: str, main: list[Person], alone: dict[str, bool]) -> Person | None:
    """Whose it is: a label, a role word, or a pronoun that only one of the main persons can be meant by."""
    plain = re.sub(r"['’]s?$", "", text.strip())
    for person in main:
        if re.fullmatch(spoken(person, alone), plain, re.I):
            return person
    sex = {"her": "female", "his": "male"}.get(plain.lower())
    fitting = [p for p in main if p.sex == sex] if sex else []
    return fitting[0] if len(fitting) == 1 and all(p.sex for p in main) else None


def _named(main: list[Person], alone: dict[str, bool], text: Text, add) -> None:  # type: ignore[no-untyped-def]
    """ "her sister, Rehana"; "their two children Ada and Tom"."""
    owners = "|".join([*(spoken(p, alone) + "['’]s?" for p in main), r"\b(?:her|his|their)"])
    # Whether the word is one for a relative is asked of what was found: to spell all out costs more than the search.
    rel, adj = ties.ANY_WORD, cues()["adjectives"]
    named = re.compile(
        rf"(?P<owner>{owners}) {adj}(?P<rel>{rel})(?:,? (?:called|named|known as))?,? [\"“‘']?(?P<label>{LABEL})", re.I
    )
    apposed = re.compile(
        rf"(?P<label>{LABEL}),? (?:who (?:is|was) |is |was )?(?P<owner>{owners}) {adj}(?P<rel>{rel})\b", re.I
    )
    parents = re.compile(
        rf"\b(?:they|couple|{owners}|{'|'.join(spoken(p, alone) for p in main)})\b[^.;]{{0,40}}? (?:had|have|"
        rf"has|share|shared|were parents to) (?:a|one|two|three|four|an|\d) {adj}(?P<rel>{rel})(?: together)"
        rf"?,? (?:called |named )?(?P<label>{LABEL})",
        re.I,
    )
    least = 1 if text.short else 2
    for sentence in text.sentences:
        if not ties.speaks_of_kin(sentence.text):
            continue
        for m in parents.finditer(sentence.text):
            told, label = relation(m["rel"]), trimmed(m["label"])
            if label and told.get("role") == "child" and text.count(label) >= 2 - is_lettered(label):
                add(label, "child", "child of the couple", [evidence(sentence)], "named", 0.75, told.get("sex"))
        for pattern in (named, apposed):
            for m in pattern.finditer(sentence.text):
                told = relation(m["rel"])
                labels = [trimmed(m["label"])]
                if pattern is named and re.search(r"(?:ren|s)$", m["rel"], re.I):
                    for more in re.finditer(rf"(?:, | and |, and )({LABEL})", sentence.text[m.end() : m.end() + 60]):
                        labels.append(trimmed(more[1]))
                owner = _owner(m["owner"], main, alone)
                if owner is None and m["owner"].lower() != "their":
                    continue
                for label in labels:
                    if not label or text.count(label) < least - is_lettered(label) or not told.get("role"):
                        continue
                    whose = owner.label if owner else "the couple"
                    places = [
                        evidence(sentence),
                        *(evidence(s) for s in text.sentences if label in s.text and s is not sentence),
                    ][:3]
                    word = {"children": "child", "sons": "son", "daughters": "daughter"}.get(
                        m["rel"].lower(), m["rel"].lower()
                    )
                    add(label, told["role"], f"{word} of {whose}", places, "named", 0.75, told.get("sex"))


#: Words for relatives that make no entry: of several people, or too vague.
_NO_ONE = ("friends", "siblings", "sisters", "brothers", "parents", "grandparents", "baby", "parent")


class _Phrases:
    """How the text speaks of relatives without a name ("Adult A's mother", "her mother"), by owner and word.

    Attributes:
        counted: how often; what is said beyond doubt counts twice.
        direct: how often with the owner's name.
        places: where.
    """

    def __init__(self, main: list[Person], alone: dict[str, bool]) -> None:
        self._main, self._alone = main, alone
        owners = "|".join([*(spoken(p, alone) + "['’]s?" for p in main), r"\b(?:her|his)"])
        self._pattern = re.compile(
            rf"(?P<owner>{owners}) {cues()['adjectives']}(?P<rel>{relation_words()})\b(?!['’]s \w+ )", re.I
        )
        self._everyone = {p.label: re.compile(spoken(p, alone), re.I) for p in main}
        self.counted: Counter[tuple[str, str]] = Counter()
        self.direct: Counter[tuple[str, str]] = Counter()
        self.places: dict[tuple[str, str], list[Evidence]] = {}

    def read(self, sentence: Sentence) -> None:
        """Counts the phrases of a sentence in which it is clear whose relative is meant."""
        for m in self._pattern.finditer(sentence.text):
            word, told = m["rel"].lower(), relation(m["rel"])
            owner = self._whose(m, told, sentence)
            if owner is None or not told.get("role") or word in _NO_ONE:
                continue
            by_pronoun = m["owner"].lower() in ("her", "his")
            if by_pronoun and not self._is_of(owner, m, sentence):
                continue  # another woman's mother
            key = owner.label, word
            self.counted[key] += 1
            if told.get("relationship") == "parent" and self._alone_before(owner, m, sentence):
                self.counted[key] += 1
            self.direct[key] += not by_pronoun
            self.places.setdefault(key, []).append(evidence(sentence))

    def _whose(self, m: re.Match[str], told: dict[str, str], sentence: Sentence) -> Person | None:
        owner = _owner(m["owner"], self._main, self._alone)
        if owner is not None or told.get("relationship") != "parent":
            return owner
        # "Adult A was brought up by her father": of two women the one whom the sentence begins with.
        sex = "female" if m["owner"].lower() == "her" else "male"
        before = sentence.text[: m.start()]
        alike = [p for p in self._main if p.sex == sex and self._everyone[p.label].search(before)]
        return alike[0] if len(alike) == 1 and self._everyone[alike[0].label].match(sentence.text) else None

    def _is_of(self, owner: Person, m: re.Match[str], sentence: Sentence) -> bool:
        """Whether "her" or "his" can be the owner's: the sentence begins with a pronoun, or has named the owner."""
        return bool(
            re.match(r"\W*(?:she|he|her|his)\b", sentence.text, re.I)
            or re.search(spoken(owner, self._alone), sentence.text[: m.start()], re.I)
        )

    def _alone_before(self, owner: Person, m: re.Match[str], sentence: Sentence) -> bool:
        """Whether a sentence begins with the owner and names nobody else before the relative.

        "Adult A was brought up by her father": plain.
        """
        if not self._everyone[owner.label].match(sentence.text):
            return False
        before = sentence.text[: m.start()]
        return not any(s.search(before) for n, s in self._everyone.items() if n != owner.label)

    def is_vague(self, label: str, word: str) -> bool:
        """Whether no name stands by the word, and it is said but once or may be anyone's."""
        if self.direct[label, word]:
            return False
        return self.counted[label, word] < 2 or relation(word)["role"] in ("child", "friend", "former-partner")

    def other_number(self, label: str, word: str) -> str | None:
        """The plural or singular of the word, if the text has that too."""
        return next((w for w in (f"{word}s", word.removesuffix("s")) if w != word and (label, w) in self.counted), None)


def _owned(main: list[Person], alone: dict[str, bool], text: Text, add, found: dict[str, Person]) -> None:  # type: ignore[no-untyped-def]
    """ "Adult A's mother" and "her mother" where it is clear whose."""
    partners = _main_ties(main, alone, text)
    _of_others(main, text, add, found)
    phrases = _Phrases(main, alone)
    for sentence in text.sentences:
        if ties.speaks_of_kin(sentence.text):
            phrases.read(sentence)
    claimed = _claimed(found)
    for label, word in phrases.counted:
        if (same := _through_parent(label, word, main)) and (held := found.get(same.lower())):
            held.aliases.append(f"{label}'s {word}")
            continue
        if _is_main(label, word, partners) or not claimed.isdisjoint(
            (f"{word} of {label}".lower(), f"{label}'s {word}".lower())
        ):
            continue
        if phrases.is_vague(label, word):
            continue
        other = phrases.other_number(label, word)
        if other and len(other) > len(word):
            continue  # "her neighbour" and "her neighbours": one entry, under the plural
        told, owned = relation(word), f"{label}'s {word}"
        owned = owned[0].upper() + owned[1:]
        add(owned, told["role"], f"{word} of {label}", phrases.places[label, word], "owned", 0.65, told.get("sex"))
        if other and (held := found.get(owned.lower())):
            held.aliases.append(f"{label}'s {other}")


def _claimed(found: dict[str, Person]) -> set[str]:
    """The relations and aliases of those who were found, and what their relations say in other words."""
    claimed = {(p.relation or "").lower() for p in found.values()}
    claimed |= {n.lower() for p in found.values() for n in p.aliases}
    return claimed | {claim for p in found.values() for claim in _claims(p.relation or "")}


def _is_main(label: str, word: str, partners: set[tuple[str, str, str | None]]) -> bool:
    """Whether a relative may be another of the main persons, as the victim's husband is who killed her."""
    told = relation(word)
    fits = {told["sex"]} if told.get("sex") else {"female", "male", None}
    return any((label, told.get("relationship"), sex) in partners for sex in fits | {None})


#: What a parent's relative is to the child.
_UP = {"sister": "aunt", "brother": "uncle", "mother": "grandmother", "father": "grandfather", "husband": "stepfather"}


def _through_parent(label: str, word: str, main: list[Person]) -> str | None:
    """The other name of a relative where one main person is the other's parent: the mother's sister is the aunt."""
    for parent in main:
        child = re.search(r"^(?:mother|father) of (.+)$", parent.relation or "")
        if child and parent.label == label and word in _UP:
            return f"{child[1]}'s {_UP[word]}"
        if child and child[1] == label and word in _UP.values():
            return f"{parent.label}'s {next(k for k, v in _UP.items() if v == word)}"
    return None


def _claims(relation_: str) -> set[str]:
    """What a relation says in the words that phrases would be named by: "Victim's father and partner of M"."""
    text = relation_.lower()
    out = set()
    for m in re.finditer(rf"\b({relation_words()}) (?:of|to) (?:the )?([\w ]+?)(?= and (?!\w+$)|,|$)", text):
        out |= {f"{m[1]} of {owner}" for owner in re.split(r" and |, ", m[2])}
    out |= {f"{m[2]} of {m[1]}" for m in re.finditer(rf"\b(?:the )?([\w ]+?)['’]s ({relation_words()})\b", text)}
    return out


def _of_others(main: list[Person], text: Text, add, found: dict[str, Person]) -> None:  # type: ignore[no-untyped-def]
    """ "PFP's mother": relatives of those whom a key names, where the text gives them so."""
    tabled = [p for p in found.values() if p.label in text.tabled and (is_lettered(p.label) or p.label.isupper())]
    if not tabled:
        return
    owners = "|".join(spoken(p, {}) for p in tabled)
    pattern = re.compile(rf"(?P<owner>{owners})['’]s {cues()['adjectives']}(?P<rel>{relation_words()})\b", re.I)
    people = {p.label for p in [*main, *found.values()]}
    for sentence in text.sentences:
        for m in pattern.finditer(sentence.text) if ties.speaks_of_kin(sentence.text) else ():
            told = relation(m["rel"])
            if told.get("role") != "relative" or m["rel"].lower().endswith("s"):
                continue
            label = f"{m['owner']}'s {m['rel'].lower()}"
            if label not in people:
                add(
                    label,
                    "relative",
                    f"{m['rel'].lower()} of {m['owner']}",
                    [evidence(sentence)],
                    "owned",
                    0.6,
                    told.get("sex"),
                )


def _main_ties(main: list[Person], alone: dict[str, bool], text: Text) -> set[tuple[str, str, str | None]]:
    """What means another of the main persons: (owner, relationship, sex of that other), as the victim's husband."""
    love = ("spouse", "partner", "ex-spouse", "ex-partner")
    inverse = {"child": "parent", "parent": "child"}
    pairs: set[tuple[str, str, str | None]] = set()
    for one in main:
        for other in main:
            if one is other:
                continue
            for word, _, sure in ties.between(
                text.sentences, spoken(one, alone), spoken(other, alone), possessive(other, one)
            ):
                told = relation(word)
                kind = told.get("relationship", "")
                if kind in love:
                    pairs |= {(owner.label, k, held.sex) for owner, held in ((one, other), (other, one)) for k in love}
                elif sure and told.get("sex", one.sex) in (one.sex, None):
                    pairs |= {(other.label, kind, one.sex), (one.label, inverse.get(kind, kind), other.sex)}
    return pairs


def _unowned(text: Text, add, found: dict[str, Person]) -> None:  # type: ignore[no-untyped-def]
    """A neighbour who saw or called, a male friend: where none was found as someone's."""
    kinds: dict[str, tuple[str, str | None, int]] = {
        "neighbour": (r"\b(?:a|the|one|their|her|his) neighbours?\b(?!hood)", None, 1)
    }
    for sex in ("male", "female"):
        for word in ("acquaintance", "friend"):
            kinds[f"{sex} {word}"] = (rf"\b(?:a|the) {sex} {word}\b", sex, 2)
    for label, (pattern, kind, least) in kinds.items():
        if label == "neighbour" and any("neighbour" in held for held in found):
            continue
        said = re.compile(pattern, re.I)
        places = [evidence(s) for s in text.sentences if label[-6:] in s.text and said.search(s.text)]
        if len(places) >= least:
            add(label, "friend", None, places, "unowned", 0.6, kind)
