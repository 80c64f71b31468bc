"""What a review tells of its main persons: sex, age, ethnicity, relation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from loaders.document.model import Sentence
from loaders.extract.counts import in_digits
from loaders.extract.persons import ties
from loaders.extract.persons.labels import (
    LABEL,
    cues,
    given_sex,
    is_lettered,
    printed,
    relation,
    relation_words,
    trimmed,
)
from loaders.extract.persons.tables import Row, ethnic
from loaders.extract.persons.text import Candidate, Text
from loaders.sheet import Person

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
    r"age|aged? \d+ (?:to|and when|when)|"
    r"in (?:19|20)\d\d|arrived|born|(?<!had )moved|left (?:school|home)|first|married at|"
    r"(?:they|when [^.;,]{1,30}|and) (?:had )?(?:first )?met)\b",
    re.I,
)
_LATE = re.compile(
    rf"\b(?:at the time(?: of|,)|when (?:she|he|they) (?:died|was (?:killed|murdered|found)|were killed)|when "
    rf"(?:her|his) )"
    rf"[^.;]{{0,30}}(?:{_DEATH})?",
    re.I,
)
#: Tells of the one who died, and of the one who killed.
_DIED = re.compile(r"\b(?:was|were) (?:killed|murdered|found dead)\b|\bdied\b|\bdeath of an? ", re.I)
_WHO_KILLED = re.compile(r"\bthe (?:man|woman|person) who killed\b", re.I)
_WHO_WAS = re.compile(r"\bwho (?:was|is) (?:then )?(?:aged )?(\d\d)\b(?! (?:years? )?(?:when|in)\b)")
#: A number below it is an age only of a victim who was a child, and only where it is said to be one.
ADULT = 10
_OF_A_CHILD = re.compile(r"\byears?[- ]old|\baged \d", re.I)
#: What an age weighs that a sentence gives to the one whose death it tells.
AT_DEATH = 10
#: Ages that follow are of the death: "at the time of her death Nell was aged 32 and Ned was 36".
_AT_DEATH = re.compile(rf"\bat the time of (?:\w+ ){{0,3}}(?:{_DEATH})\b(?!.*\b(?:when|met|married|born)\b)", re.I)


def fill(main: list[Person], candidates: dict[str, Candidate], table: list[Row], text: Text) -> None:
    """Adds aliases, sex, age, ethnicity and relation to the victims and perpetrators, in place."""
    # A key may say of the perpetrator no more than whose former partner he was.
    keyed = {row.label: row for row in table if row.role is None}
    alone = alone_in_role(main)
    rows = {p.label: _row(candidates[p.label].rows) if p.label in candidates else None for p in main}
    for person in main:
        row = rows[person.label]
        person.aliases = _aliases(person, main, alone[person.role], text)
        person.sex = _sex(person, row or keyed.get(person.label), main, alone, text)  # type: ignore[assignment]
        person.ethnicity = row.ethnicity if row and row.ethnicity else None
        if told := row or keyed.get(person.label):
            person.relation = stated_relation(told.relation)
        if row is None and person.relation and person.origin:
            person.origin.rule = "persons.table"  # the key says what he was
    _opposite(main, text)
    for person in main:
        row = rows[person.label]
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


def _row(rows: list[Row]) -> Row | None:
    """The first row that is about a person, with what only a later one tells."""
    if not rows:
        return None
    return replace(
        rows[0],
        age=next((r.age for r in rows if r.age), None),
        sex=next((r.sex for r in rows if r.sex), None),
        ethnicity=next((r.ethnicity for r in rows if r.ethnicity), None),
    )


def alone_in_role(main: Iterable[Person]) -> dict[str, bool]:
    """Of each main role whether one person alone has it: then "the victim" names her."""
    roles = Counter(p.role for p in main)
    return {role: roles[role] == 1 for role in ("victim", "perpetrator")}


def spoken(person: Person, alone: dict[str, bool]) -> str:
    """A pattern for what a person is called; the role word counts where there is but one of the role."""
    return ties.spoken([person.label, *person.aliases], person.role if alone.get(person.role) else None)


def stated_relation(cell: str) -> str | None:
    """ "Perpetrator and estranged husband of Adult 1" without the role word."""
    roles = "|".join(cues()["roles"].values())
    if not re.search(rf"\b{relation_words()}\b", cell, re.I):
        return None
    out = re.sub(rf"^(?:the )?(?:{roles})\b[\s,;:/–-]*(?:and )?", "", cell, flags=re.I).strip(" ()")
    return re.sub(rf"\s*[(,/]\s*(?:the |and )?(?:{roles})\)?$", "", out, flags=re.I) or None


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
        by_itself = rf"(?<!Mr )(?<!Mrs )(?<!Ms )(?<!Miss )(?<!Dr )(?<![\w-]){re.escape(first)}(?![\w-])"
        # "Mr Dunmore" is no mention of Mrs Dunmore.
        with_title = first != words[0]
        shared = any(p is not person and p.label.split()[-1:] == [first] for p in main)
        if (
            not shared
            and first not in taken
            and (re.search(by_itself, text.all) if with_title else text.count(first) > text.count(label))
        ):
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
    kin = re.search(rf"(?:^|^the |['’]s )({relation_words()})$", person.label, re.I)
    if kin and (own := relation(kin[1]).get("sex")):
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
    return _TITLES.get(label.split()[0].lower()) if " " in label else None  # "MR" are initials


#: A pronoun that the verb before it takes from someone else ("had given her", "was charged with her murder").
_ANOTHERS = re.compile(
    r"\bwhom \W*$|(?<!\bwith )(?<!\blost )(?<!\bleft )\b(?:\w+ed|given|told|hit|hurt|beat|beaten|shot|cut|"
    r"gave|took|made|kept|sent|saw|met|knew|known|found|held|"
    r"let|against|threw|shook|struck|bit|caught)\s+$",
    re.I,
)


#: Right behind a name: "her partner of six years" tells the sex of whose partner it is.
_WHOSE = re.compile(
    rf"[\"”’']?(?:, aged \d\d)?,? (?:(?:who )?(?:was|is|had been|has been) )?(?:her|his) "
    rf"{cues()['adjectives']}{relation_words()}\b(?:[^.;,]{{0,40}},)?",
    re.I,
)


def _first_pronoun(text: str) -> str | None:
    """The sex of the first pronoun that can mean the subject."""
    text = _WHOSE.sub("", text, count=1) if _WHOSE.match(text) else text
    for m in _PRONOUN.finditer(text):
        if _ANOTHERS.search(text[: m.start()]) or re.match(
            r"\s+(?:murder|killing|manslaughter|death)\b", text[m.end() :]
        ):
            continue
        return "female" if _FEMALE.match(m[0]) else "male"
    return None


#: Words at the head of what follows a name that say outright what the person is; of a parent only where no other main
#: person is named.
_IS_A = r"(?:(?:, [^.;,]{{3,40}},)?,? (?:was|is|,)? ?an? (?:[\w-]+ ){{0,5}}|, the )({})\b"
_IS_ADULT = re.compile(_IS_A.format("woman|man|female|male|widow|widower|wife|husband"), re.I)
_IS_ADULT_OR_PARENT = re.compile(_IS_A.format("woman|man|mother|father|female|male|widow|widower|wife|husband"), re.I)
#: What is said of all who are named.
_BOTH = re.compile(r"\b(?:both|two|the) (women|men)\b", re.I)


#: Behind a name: "HW (male, aged 44)".
_IN_BRACKETS = re.compile(r"[\"”’']? \((female|male)\b", re.I)


#: Before a name: "a male adult, called P".
_CALLED = re.compile(
    r"\b(male|female|man|woman)(?: adult)?,? (?:(?:who is )?(?:called|known as|referred to as|named)) [\"“‘']?$", re.I
)


class _SexVotes:
    """What the words of a review tell of the sex of one of its main persons."""

    def __init__(self, person: Person, main: list[Person], alone: dict[str, bool]) -> None:
        self._label = person.label
        said, others = spoken(person, alone), [spoken(p, alone) for p in main if p is not person]
        self._mine = re.compile(said, re.I)
        self._others = [re.compile(o, re.I) for o in others]
        owners = "|".join([r"\b(?:her|his)", *(f"{o}['’]s?" for o in others)])
        self._told_by = re.compile(
            rf"(?:{owners}) {cues()['adjectives']}(?P<rel>{relation_words()}),? (?:(?:called|named|known as) "
            rf")?{said}|{said},? "
            rf"(?:aged \d\d,? )?(?:(?:who )?(?:was|had been) )?(?:{owners}) "
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
            if m and (beside := _IN_BRACKETS.match(sentence.text, m.end())):
                self._votes[beside[1].lower()] += 8
            if m and (called := _CALLED.search(sentence.text, 0, m.start())):
                self._votes[_KIND_SEX[called[1].lower()]] += 4
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
        starts = ties.SUBJECT.match(sentence.text)
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
        self._take_relations(text)
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
    sole = person.role == "perpetrator" and sum(p.role == "perpetrator" for p in main) == 1
    said = rf"{said}\.?(?: \([^)]{{1,40}}\))?"  # "Mrs. C., who was 68"
    years = r"(\d{1,3})(?:[- ]years?(?:[- ]old)?(?: of age)?)?"
    wordings = [
        (rf"\b(\d{{2,3}})[- ]years?[- ]old,? (?:(?!and\b)[\w-]+,? ){{0,4}}?{said}", 3),
        (
            rf"{said}[\"”’']?,? ?\(?(?:and )?(?:who (?:was|is) |was |is |were )?(?:then )?(?:also )?aged? {years}\b",
            3,
        ),
        (
            rf"{said}[\"”’']?,? ?\(?(?:who )?(?:was |is |, )(?:then |now |only |just )?(?:a |an )?{years}(?=[,.)]|"
            rf" when| at\b| and\b| "
            rf"years?| woman| man)",
            3,
        ),
        (rf"{said}[\"”’']?(?:,| \() ?(?:then |now )?{years}[,)]", 3),
        (rf"{said}[\"”’']?,? (?:who was |was |is )?an? (\d{{2,3}})[- ]years?[- ]old", 3),
        (rf"{said}[\"”’']?,? (?:was |is )?(?:an? )(?:\w+ ){{1,2}}of {years}\b", 3),
        (
            rf"{said}[\"”’']?,? (?:her|his|their|the) (?:\w+[ -]){{0,2}}\w+,? (?:who was(?: then)?(?: aged)?|aged) "
            rf"{years}"
            r"(?=[,.)]| when\b| and\b|$)",
            3,
        ),
        # "a woman aged 58", "the perpetrator, a woman who was 41 at the time"
        (
            rf"{said}[\"”’']?,? (?:(?:was|is) (?:the \w+, )?)?an? (?:[\w-]+ ){{0,4}}"
            rf"(?:woman|man|mother|father|lady),? (?:then )?(?:aged|who was) {years}\b",
            3,
        ),
        *([(rf"{_WHO_KILLED.pattern} (?:her|him),? who was (?:then )?(?:aged )?{years}", 3)] if sole else []),
        # "Nell, a Welsh woman, was 27", "Ned was her husband and was 61 when he killed her", "Ned was 36 and Nell 32"
        (rf"{said},? an? [^.;,]{{3,80}}, was {years}(?=[,.]| when\b| and\b)", 3),
        (rf"{said},? (?:her|his|their|the) [^.;,]{{3,60}}, was {years}(?=[,.]| when\b| and\b)", 3),
        (rf"{said},? (?:was|is) [^.;,]{{3,60}} and was {years}(?= when (?:he|she|they)\b| at the time\b)", 3),
        (rf"{said}[\"”’']? \((?:fe)?male,? aged {years}\b", 3),
        (rf"{said}, [^.;,]{{3,40}}, (?:is|was) an? (\d\d)[- ]years?[- ]old", 3),
        (rf"{said}, an? (?:[\w-]+ ){{1,3}}aged {years}\b", 3),
        (rf"{said}, (?:[\w.]+ )?[\w.]+['’]s (?:[\w-]+ ){{0,2}}[\w-]+,? (?:who was |then )?aged {years}\b", 3),
        (rf"{said},? (?:is|was) an? [^.;,]{{3,50}}, aged {years}\b", 3),
        (rf"{said},? (?:is|was) the (?:man|woman) [^.;,]{{3,70}}, aged {years}\b", 3),
        (rf"\b(?:was|is) \d\d(?: when (?:she|he) died)?,? and {said} (?:was |is )?{years}(?=[,.]| when\b| at\b)", 3),
        (
            rf"{said}[^.;]{{0,80}}\b(?:at the time|when (?:she|he) (?:died|was killed))"
            rf"[^.;]{{0,30}}\baged? {years}\b",
            2,
        ),
        (
            rf"{said}(?:['’]s?)? (?:age|was) (?:at the time of [^.;]{{0,30}})?(?:was )?{years}(?= at the time|\.)",
            3,
        ),
    ]
    patterns = [(re.compile(wording, re.I), weight) for wording, weight in wordings]
    mentioned = re.compile(said, re.I)
    keyed = re.compile(rf"{said}\s*[–—:-][^.]{{0,30}}\.$", re.I)
    others = [p for p in main if p is not person]
    unique = person.sex and all(p.sex and p.sex != person.sex for p in others)
    pronoun = {"female": "she", "male": "he"}.get(person.sex or "", "")
    by_pronoun = re.compile(
        rf"\b{pronoun} was (?:then )?(?:aged? )?{years}(?=[,.)]| and s?he (?:was )?\d\d\b| (?:at the time of|"
        rf"when (?:(?:she|he|they) )?(?:died|"
        rf"was killed|was murdered)|when (?:the )?[\w’'-]+(?: [\w’'-]+){{0,4}},? (?:killed|murdered|stabbed|strangled) "
        rf"(?:her|him)\b))",
        re.I,
    )
    only_victim = person.role == "victim" and sum(p.role == "victim" for p in main) == 1
    # "the death of a young woman aged 18, who died on"
    of_death = re.compile(
        rf"\b(?:death|murder|killing|homicide) of an? (?:[\w-]+ ){{0,3}}(?:woman|man|girl|boy|mother|father),? "
        rf"(?:then )?(?:aged|of) {years}\b(?=,? (?:who|and)\b|[,.]|$)",
        re.I,
    )
    goes_on = re.compile(rf"\W*{pronoun or '(?!)'} was {years} (?:and|when|at)\b", re.I)
    last = False
    for i, sentence in enumerate(text.sentences):
        if sentence.paragraph.kind == "row" and not mentioned.match(sentence.text):
            continue  # of somebody else: "Daughter of Nell, 19"
        words = in_digits(sentence.text)
        here = mentioned.search(words) or (sole and _WHO_KILLED.search(words))
        if only_victim and (m := of_death.search(words)):
            votes[int(m[1])] += AT_DEATH
        told = only_victim and sentence.before and _DIED.search(sentence.before[-1].text)
        if told and (m := goes_on.match(words)):
            votes[int(m[1])] += 1  # "the death of a young woman who was killed in May. She was 19 years old and …"
        digits = re.search(r"\d\d|\d years? old|aged \d", words)
        found = []
        if here and digits:
            found = [
                (int(next(g for g in m.groups() if g)), w, m)
                for pattern, w in patterns
                for m in pattern.finditer(words)
            ]
        elif pronoun and digits and (last or unique) and len(words) < 300:
            found = [(int(m[1]), 2, m) for m in by_pronoun.finditer(words)]
        if not found and digits and len(sentence.before) == 1 and keyed.match(sentence.before[0].text):
            # "Nell – victim. A woman born in 1970, who was then 42."
            found = [(int(m[1]), 3, m) for m in _WHO_WAS.finditer(words)]
        for age, weight, m in found:
            if age >= 110 or (age < ADULT and not (person.role == "victim" and _OF_A_CHILD.search(m[0]))):
                continue
            near = words[max(0, m.start() - 40) : m.end() + 60]
            late = _LATE.search(words[m.start() : m.end() + 60]) or re.search(_DEATH, near, re.I)
            paired = _AT_DEATH.search(words[: m.start()]) or _WHO_KILLED.match(m[0]) or m.re is _WHO_WAS
            if _THEN.search(near) and not paired and not _LATE.search(words[m.start() : m.end() + 60]):
                continue
            votes[age] += weight + (2 if late else 0) + (1 if i * 4 < len(text.sentences) else 0)
        last = bool(here) or (last and not any(re.search(spoken(o, {}), words) for o in others))
    if not votes and only_victim:
        front = " ".join(p.text for p in text.front)
        for m in re.finditer(
            r"\b(?:woman|man|male|female)\b,? (?:aged|of) (\d{2,3})\b|"
            r"\b(\d{2,3})[- ]year[- ]old (?:woman|man|female|male)\b|\bdied (?:in|on) [^.;,]{3,30} aged (\d\d)\b|"
            r"(?:^|\s)Aged (\d\d)(?=$|\s+Died)",
            front,
            re.I,
        ):
            votes[int(next(g for g in m.groups() if g))] += 1
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
                return re.sub(r"^of |(?<=British) ethnicity$", "", m[1])
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
