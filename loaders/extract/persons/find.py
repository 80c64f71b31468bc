"""Finds the people of a review: who died, who is held responsible, and who else it speaks of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from loaders.document.model import Sentence
from loaders.extract.persons import describe, others
from loaders.extract.persons.labels import (
    LABEL,
    MASK,
    given_sex,
    hints,
    is_label,
    is_lettered,
    like,
    patterns,
    relation,
    relation_words,
    tidy,
    trimmed,
)
from loaders.extract.persons.tables import Row, rows
from loaders.extract.persons.text import Candidate, Text
from loaders.extract.reading import Reading, evidence, machine
from loaders.sheet import Evidence, Person

_HINT = re.compile(
    r"murder|kill|homicide|manslaughter|guilty|insan|unfit|death|dead\b|died|suicide|own life|fatal|victim|deceased|"
    r"perpetrator|"
    r"offender|suspect|accused|"
    r"defendant|stabb|strangl|shot\b|beat|attack|body of|pleaded|sentenc|convict|charged|arrest|abus|"
    r"hang(?:ed|ing)\b|lifeless|unresponsive|pseudonym|hands of|known as|control|coerc|assault|relationship|resident|"
    r"collapsed|\bbody\b|referred to|(?:subject|focus) of|responsible|\bwounds?\b|pushed|punched|kicked|suffocat|"
    r"smother|"
    r"set alight|(?:husband|wife|partner|friend) (?:is|was) (?:called|named)",
    re.I,
)
_TITLE = re.compile(
    rf"\b(?:deaths?|murders?|homicides?|killings?|case|circumstances|suicide|respect|review|DHR|regarding|"
    rf"relating to|concerning)"
    rf"(?: of| into| for|:| [-–—]| regarding| concerning)?,? (?:the )?(?:deaths? of |murders? of |case of )"
    rf"?(?:adult (?=[\"“‘']))?[\"“‘']?(?P<label>{LABEL})",
    re.I,
)
_OPEN = re.compile(r"\b(?:deaths?|murder|homicide|killing|case|circumstances|respect) of\W*$", re.I)
_RUNNING = re.compile(r"\b(?:her|his|their|the|this|that|a)\s+$", re.I)
_BARE = re.compile(r"\w+,? ")
#: In capitals a title must say that it is of someone's death: all its words look like names.
_OF_DEATH = re.compile(r"\b(?:deaths?|murder|homicide|killing|suicide) of\b", re.I)
#: What may follow a name on the front page: the date of the death ("Nell / April 2018", "NELL - 2012").
_DATED = re.compile(r"(?:\W+|\s*[/–—-]\s*)(?:(?:[A-Z][a-z]+|[A-Z]{3,9}) )?(?:19|20)\d\d\W*$")
_BODY = (
    r"(?:Council|Community|Police|Constabulary|Partnership|Safeguarding|Borough|City|County|Hospital|Domestic|Safer|"
    r"Town)"
)
_OWNS = re.compile(r"['’]s?\s\w")
_AND = re.compile(
    rf"[\"”’']?(?:,| and| &|, and) (?:(?:her|his|their) (?:[a-z-]+ ){{1,3}}?,? ?)?[\"“‘']?(?P<label>{LABEL})"
)


def find(reading: Reading) -> list[Person]:
    """The persons of the review: victims first, perpetrators, then the others in the order of the text."""
    text = Text(reading)
    candidates, table = _gather(reading, text)
    text.tabled = {row.label for row in table}
    roles = _decide(candidates, table, text)
    main = [_main(label, role, candidates.get(label), text) for label, role in roles.items()]
    describe.fill(main, candidates, table, text)
    return [*main, *others.find(main, table, reading, text)]


def _gather(reading: Reading, text: Text) -> tuple[dict[str, Candidate], list[Row]]:
    """What speaks for each label, and the rows of tables and keys that say who is who."""
    gathered = _Gathered(text)
    table = rows(reading.document)
    for row in table:
        if row.role:
            gathered.take_row(row, row.role, _place(reading, row))
    for label, place in _alone(text):
        gathered.declare(label, "victim", place)
    for label, place in _in_titles(text):
        if not is_lettered(label) and text.count(label) and _a_place(label, text):
            continue  # "Domestic Homicide Review Fernshire DHR02"
        gathered.declare(label, "victim", place)
        gathered.candidates[label].titled = True
    previous = None
    for sentence in [*text.sentences, *(Sentence(p, 0, len(p.text)) for p in text.headings if len(p.text) > 3)]:
        if _HINT.search(sentence.text):
            gathered.read(sentence, previous)
        previous = sentence
    gathered.read_pairs()
    return gathered.candidates, table


class _Gathered:
    """What speaks for each label, while the text is read."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self.candidates: dict[str, Candidate] = defaultdict(Candidate)
        #: Sentences of two people and a pronoun: what they mean is asked when all else is known of the two.
        self._paired: list[tuple[Sentence, str, list[str]]] = []

    def take_row(self, row: Row, role: str, place: Evidence) -> None:
        """Notes that a row says who has the role: it weighs twice."""
        one = self.candidates[row.label]
        one.declared[role] += 2
        one.rows.append(row)
        one.places[role].append(place)

    def declare(self, label: str, role: str, place: Evidence) -> None:
        """Notes that the text names the label as who has the role."""
        self.candidates[label].declared[role] += 1
        self.candidates[label].places[role].append(place)

    def _tell(self, label: str, role: str, sentence: Sentence) -> None:
        """Notes that a sentence tells of the label what befalls or is done by one of the role."""
        self.candidates[label].told[role] += 1
        self.candidates[label].places[role].append(evidence(sentence))

    def read(self, sentence: Sentence, previous: Sentence | None) -> None:
        """Notes what a sentence says of the people that it names or means.

        Args:
            sentence: the sentence.
            previous: the one before it, be it of another paragraph.
        """
        plain, named = self._text.masked(sentence.text)
        if named:
            self._read_patterns(sentence, plain, named)
            self._read_endings(sentence, plain, named)
            for label in _died_of_it(sentence, plain, named):
                self._tell(label, "victim", sentence)
        if len(named) > 1 and (" he " in plain or " she " in plain):
            self._paired.append((sentence, plain, named))
        for role, told in (("perpetrator", _HE_WAS), ("perpetrator", _HIM), ("victim", _SHE_WAS)):
            if meant := _meant_by_pronoun(sentence, told, previous, self._text):
                self._tell(meant, role, sentence)

    def _read_endings(self, sentence: Sentence, plain: str, named: list[str]) -> None:
        """Notes who killed the one person that a sentence names and took his own life: he is no victim of the review,
        though its title may name both."""
        for label in _labels(patterns("perpetrator", "died_by_own_hand"), plain, named):
            one = self.candidates[label]
            one.ended_own_life = True
            one.declared["perpetrator"] += 1
            one.places["perpetrator"].append(evidence(sentence))

    def _read_patterns(self, sentence: Sentence, plain: str, named: list[str]) -> None:
        """Counts what the patterns of both roles find; of such places the first four are kept."""
        for role in ("victim", "perpetrator"):
            for strength in ("declares", "tells"):
                for label in _labels(patterns(role, strength), plain, named):
                    one = self.candidates[label]
                    (one.declared if strength == "declares" else one.told)[role] += 1
                    if len(one.places[role]) < 4:
                        one.places[role].append(evidence(sentence))

    def read_pairs(self) -> None:
        """Notes who killed and who died in the sentences that say it of two people by pronouns."""
        for sentence, plain, named in self._paired:
            pair = _by_pronoun(plain, named, self.candidates) or ()
            for role, label in zip(("perpetrator", "victim"), pair, strict=False):
                self._tell(label, role, sentence)


def _in_titles(text: Text) -> Iterator[tuple[str, Evidence]]:
    """The labels that titles of the front page name as what the review is about, with their places."""
    before = ""
    for paragraph in text.front:
        # "into the death of / 'Mary'": a title over two lines.
        open_end = before if _OPEN.search(before) and len(paragraph.text) < 60 else ""
        title = f"{open_end} {paragraph.text}" if open_end else paragraph.text
        if title.isupper() and _OF_DEATH.search(title):
            title = _as_spoken(title, text)
        for label, end in _titled(title):
            end = max(1, end - len(open_end))
            yield label, evidence(paragraph, 0, min(len(paragraph.text), end + 40))
        before = paragraph.text


_HE_WAS = re.compile(
    r"^\W*(?:[^,.;]{0,50},? )?(?P<he>he|she) (?:\w+ ){0,9}?(?:pleaded|pled|admitted|convicted|found guilty|"
    r"sentenced|charged)\b[^.;]{0,80}"
    r"\b(?:murder|manslaughter|life)\b",
    re.I,
)
_SHE_WAS = re.compile(
    r"^\W*(?:[^,.;]{0,50},? )?(?P<he>he|she) was (?:\w+ ){0,2}?"
    r"(?:stabbed|killed|murdered|strangled|shot|beaten|attacked)\b[^.;]{0,80}\bby [A-Z]",
    re.I,
)
_HIM = re.compile(
    r"\b(?:jury|court|judge|jurors) (?:\w+ ){0,2}?(?:found|convicted) (?P<he>him|her)\b[^.;]{0,60}\b(?:murders?|"
    r"manslaughter)\b",
    re.I,
)
_SUFFERED = re.compile(
    r",? (?:(?:aged? )?\d\d, )?(?:was|had been) (?:\w+ ){0,2}(?:killed|murdered|stabbed|strangled|beaten|shot|attacked|"
    r"assaulted|smothered|suffocated|found)\b",
    re.I,
)
_FIRST = re.compile(
    rf"^\W*(?:[^.;]{{0,60}}? )??(?P<label>{LABEL}),? (?:[^.;]{{0,60}},? )?(?:was|had|then|rang|called|told|said|"
    rf"went|left|fled|ran|beat|stabbed|attacked|struck|killed|strangled|shot|handed|denied)\b",
    re.I,
)


def _meant_by_pronoun(sentence: Sentence, told: re.Pattern[str], previous: Sentence | None, text: Text) -> str | None:
    """Who is meant where "he pleaded guilty to manslaughter", or "she was stabbed by X", follows a sentence about one
    person; ``told`` finds such words, and the pronoun in them."""
    if not (he := told.search(sentence.text)):
        return None
    over = previous if previous is not None and previous.section is sentence.section else None
    earlier = sentence.before or ([over] if over else [])
    while len(earlier) > 1 and re.match(rf"\W*{he['he']}\b", earlier[-1].text, re.I):
        earlier = earlier[:-1]  # "He told officers that ...": goes on about the one before
    if not earlier or not (m := _FIRST.match(earlier[-1].text)):
        return None
    label = text.label(m["label"])
    # "X had been strangled by her husband, Y. He was charged": not X.
    if not label or _SUFFERED.match(earlier[-1].text, m.end("label")) or not _may_be(label, he["he"]):
        return _last_by(earlier[-1].text, label, he["he"])
    return label


_BY = re.compile(rf"\b(?:by|with) (?:(?:her|his|the) [^.;]{{1,60}}?,? )?(?P<label>{LABEL})[^.;]{{0,30}}\W*$")


def _last_by(text: str, first: str | None, pronoun: str) -> str | None:
    """By whom a sentence says that something was done, in its last words: who the next one goes on with."""
    m = _BY.search(text)
    label = trimmed(m["label"]) if m else None
    return label if label and label != first and _may_be(label, pronoun) else None


def _died_of_it(sentence: Sentence, plain: str, named: list[str]) -> Iterator[str]:
    """Who was attacked and died of it by what the same breath or the next sentence says.

    Args:
        sentence: the sentence.
        plain, named: its masked text and labels (see ``masked``).
    """
    for pattern in patterns("victim", "attacked"):
        for m in pattern.finditer(plain):
            label, rest = named[ord(m["label"]) - 0xE000], plain[m.end() :]
            if _OWNS.match(rest):
                continue
            after = sentence.paragraph.text[sentence.end : sentence.end + 160]
            died = next((d for p in patterns("victim", "died_of_it") if (d := p.match(f"{rest} {after}"))), None)
            if died and _may_be(label, died["pronoun"]):
                yield label


def _by_pronoun(plain: str, named: list[str], candidates: dict[str, Candidate]) -> tuple[str, str] | None:
    """Who killed and who died in "X had known Y for a year when he stabbed her", if but one reading is possible."""
    m = next((m for p in patterns("victim", "by_pronoun") if (m := p.search(plain))), None)
    pair = list(dict.fromkeys(named[ord(c) - 0xE000] for c in re.findall(MASK, plain[: m.start()]))) if m else []
    if m is None or len(pair) != 2:
        return None
    readings = [(a, b) for a, b in (pair, pair[::-1]) if _may_be(a, m["by"]) and _may_be(b, m["whom"])]
    if len(readings) == 2:
        # Names of no known sex: what else the review says of them.
        readings = [(a, b) for a, b in readings if _leans(a, candidates) > 0 >= _leans(b, candidates)]
    return readings[0] if len(readings) == 1 else None


def _leans(label: str, candidates: dict[str, Candidate]) -> float:
    one = candidates[label] if label in candidates else Candidate()
    return one.score("perpetrator") - one.score("victim")


def _may_be(label: str, pronoun: str | None) -> bool:
    """Whether a pronoun may stand for a label, by title and first name."""
    sex = describe.titled_sex(label) or given_sex(label)
    told = {"she": "female", "her": "female", "he": "male", "him": "male"}.get((pronoun or "").lower())
    return sex is None or told is None or sex == told


def _place(reading: Reading, row: Row) -> Evidence:
    paragraph = reading.document.paragraph_at(row.lines[0])
    return Evidence(
        lines=row.lines,
        quote=row.quote,
        paragraph=paragraph.number if paragraph else None,
        page=paragraph.page if paragraph else None,
    )


#: Stands before the name of a place.
_PLACED = re.compile(
    r"\b(?:in|near|around|outside|(?:residents?|town|city|village|area|borough|county|part|people|streets?) of)"
    r"(?: the)? $"
)


def _labels(wanted: Iterable[re.Pattern[str]], text: str, named: list[str]) -> Iterator[str]:
    """The labels that patterns find in a masked text, each place once."""
    seen = set()
    for pattern in wanted:
        for m in pattern.finditer(text):
            if m.end() == m.end("label") and _OWNS.match(text, m.end()):
                continue  # "killed by Adult A's husband" says nothing of Adult A
            if _PLACED.search(text, 0, m.start("label")):
                continue  # "killed her in Moorhill", "a resident of Upper Moor died"
            if m["label"] not in seen:
                seen.add(m["label"])
                yield named[ord(m["label"]) - 0xE000]


#: Before a name on a front page: of who made the report.
_MAKER = re.compile(r"\b(?:chair\w*|author|reviewers?|written|prepared|produced|compiled|by)\b", re.I)


def _titled(text: str) -> Iterator[tuple[str, int]]:
    """Labels that a front page names as what the review is about, with the end of each in the text."""
    if len(text) > 300:
        return
    at = 0
    while m := _TITLE.search(text, at):
        label, at = trimmed(m["label"]), m.end()
        if not label or not _personal(label) or _MAKER.search(text[: m.start("label")]):
            at = m.start("label")  # "Homicide Review: Nell": the label is no one's, and may be what tells the next
            continue
        if _RUNNING.search(text[: m.start()]) and _BARE.fullmatch(text[m.start() : m.start("label")]):
            continue  # "months before her death Ned had ...": a sentence, no title
        yield label, m.end()
        end = m.start("label") + len(label)
        while following := _AND.match(text, end):
            label = trimmed(following["label"])
            if not label or not _personal(label):
                break
            yield label, following.end()
            end = following.start("label") + len(label)


#: Marks around a name that stands alone.
_AROUND = " *_'\"‘’“”()[]:–—-"
#: What may stand beside a name in the line of a title ("DHR 12 – Nell", "‘Nell’ Overview Report").
_OF_TITLE = re.compile(
    r"\b(?:a |the )?(?:domestic (?:violence |abuse )?homicide reviews?|domestic abuse[- ]related death reviews?|DHRs?"
    r"|DARDRs?|safeguarding adults? reviews?|SARs?|overview reports?|executive summary|reports?|case|pseudonym|number"
    r"|no\.?|review)(?!\w)|\b\d{1,3}\b",
    re.I,
)


def _alone(text: Text) -> Iterator[tuple[str, Evidence]]:
    """A label that stands alone in a line of the front page, as the name of the review."""
    above = previous = ""
    for paragraph in text.front[:14]:
        bare = _DATED.sub("", paragraph.text)
        words = bare.strip(_AROUND)
        named = _OF_TITLE.sub("", bare).strip(_AROUND)
        if named != words and is_label(named):
            if text.count(named) >= 2 and not _a_place(named, text):
                yield named, evidence(paragraph)
            continue
        if words.isupper():
            words = _as_spoken(words, text)
        # A date beside it, or quotation marks around it, say of a word that it is a name.
        marked = bare != paragraph.text or paragraph.text.strip()[:1] in tuple("'\"‘“")
        if (
            is_label(words)
            and (is_lettered(words) or " " not in words)
            and text.count(words) >= (2 if is_lettered(words) or marked or text.short else 4)
            and not _a_place(words, text)
        ):
            maker = re.search(r"chair|author|\bby\b|reviewer", previous, re.I)
            quoted = bare.strip(" *_")[:1] in tuple("\"“‘'") and re.search(r"review|report|summary|death", above, re.I)
            if not maker and (
                quoted or re.search(r"review|report|summary|death|case|partnership|board", previous, re.I)
            ):
                yield words, evidence(paragraph)
        above, previous = previous, paragraph.text


def _as_spoken(title: str, text: Text) -> str:
    """A title in capitals with those words written as names that the text has as such ("ADULT K" is "Adult K")."""

    def spoken(m: re.Match[str]) -> str:
        name = m[0].capitalize()
        return name if text.count(name) > text.count(m[0]) else m[0]

    return re.sub(r"\b[A-Z]{3,}\b", spoken, title)


def _a_place(word: str, text: Text) -> bool:
    """Whether the text uses it for a place more often than not: the area too stands alone on a front page."""
    local = rf"\b(?:in|across|near|within|throughout|around) {word}\b|\b{word} (?:[A-Z]\w+ )*{_BODY}"
    return len(re.findall(local, text.all)) * 2 >= text.count(word)


def _personal(label: str) -> bool:
    return is_lettered(label) or not re.search(
        r"\b(?:Community|Partnership|Council|City|County|Borough|District)\b", label
    )


def _decide(candidates: dict[str, Candidate], table: list[Row], text: Text) -> dict[str, str]:
    """The labels of victims and perpetrators with their roles, victims first."""
    chosen: dict[str, str] = {}
    for role, other in (("victim", "perpetrator"), ("perpetrator", "victim")):
        mine = {
            label: c
            for label, c in candidates.items()
            if label not in chosen and c.has(role) and c.score(role) >= c.score(other) and _spoken(label, c, text)
        }
        tabled = [label for label, c in mine.items() if any(r.role == role for r in c.rows)]
        named = [label for label in tabled if is_label(label) or label in text.kin.values()] or tabled
        if named:
            picked = named
        else:
            ranked = sorted(mine, key=lambda la: (mine[la].score(role), text.count(la)), reverse=True)
            titled = [la for la in mine if mine[la].titled]
            if len(titled) > 1 and ranked[0] in titled:
                ranked = [*titled, *(la for la in ranked if la not in titled)]
            picked = [la for i, la in enumerate(ranked) if i == 0 or _second(mine[la], mine[ranked[0]], role)]
            if picked and not _firm(picked[0], mine[picked[0]], role, text):
                picked = []
        picked = picked or _numbered(role, text)
        if not picked and role == "perpetrator":
            picked = _hinted(list(chosen), candidates, text)
        if not picked:
            picked = _by_role_word(role, chosen, text) or _by_kin(role, chosen, text)
        if not picked and role == "victim":
            picked = _attacked(candidates, text)
        for label in _one_each(picked, text):
            chosen[label] = role
    return chosen


#: So often "the partner", and it is what the review calls the one who abused.
OFTEN_CALLED = 4
_WOMAN = re.compile(r"\bdeaths? of an? (?:[\w-]+ ){0,4}?(?:woman|man|female|male|lady|gentleman|mother|father)\b", re.I)


def _numbered(role: str, text: Text) -> list[str]:
    """Those whom their label itself gives a role ("Perpetrator 1"), where no event tells it."""
    labels = re.findall(rf"\b{role.capitalize()} (?:\d|[A-F])(?![\w-])", text.all)
    return [label for label, count in Counter(labels).items() if count >= 2]


def _by_role_word(role: str, chosen: dict[str, str], text: Text) -> list[str]:
    """ "The victim" where the review has no other name for her; once is enough where nothing else was found."""
    word, count = text.role_word(role)
    if count >= 2 or (count == 1 and (chosen or role == "victim")):
        return [word[0].upper() + word[1:]]
    opening = " ".join(p.text for p in text.front)
    if role == "victim" and (_WOMAN.search(opening) or text.role_word("perpetrator")[1]):
        return ["The victim"]
    return []


def _by_kin(role: str, chosen: dict[str, str], text: Text) -> list[str]:
    """ "Killed by her husband", who has no other name in the review: "The victim's husband"."""
    if role != "perpetrator" or len(chosen) != 1:
        return []
    killed = re.compile(
        r"\b(?:kill\w+|murder\w*|stabb\w+|strang\w+|suffocat\w+|shot|shooting|beaten|smothered|hands of|death|"
        rf"assault\w*|attack\w*)\b[^.;]{{0,60}}?\b(?:by|of) (?:her|his) (?:own )?(?P<rel>{relation_words()})\b",
        re.I,
    )
    (victim,) = chosen
    for sentence in text.sentences:
        m = killed.search(sentence.text)
        if m and relation(m["rel"]).get("sex") and len(re.findall(rf"\b{m['rel']}\b", text.all, re.I)) >= 2:
            return [f"{victim}'s {m['rel'].lower()}"]
    # "The partner was arrested ... The partner disputes this": the only name that he has.
    called = Counter(
        re.findall(r"\b[Tt]he (partner|husband|wife|boyfriend|girlfriend|ex-partner)\b(?!['’]s)", text.all)
    )
    word, count = called.most_common(1)[0] if called else ("", 0)
    return [f"the {word}"] if count >= OFTEN_CALLED else []


def _hinted(victims: list[str], candidates: dict[str, Candidate], text: Text) -> list[str]:
    """Whom a review means that never says who killed or abused: the partner, or the other of a pair of like labels."""
    if not victims or text.role_word("perpetrator")[1] >= 5:
        return []
    votes: Counter[str] = Counter()
    places: dict[str, list[Evidence]] = defaultdict(list)
    for sentence in text.sentences:
        plain, named = text.masked(sentence.text)
        for label in _hints_in(plain, named) if len(named) > 1 or victims[0] not in named else ():
            if label not in victims and _personal(label) and candidates[label].score("victim") < 4:
                votes[label] += 1
                places[label].append(evidence(sentence))
    first = victims[0]
    twin = re.compile(rf"(?<![\w-])(?:{like(first)})(?![\w-])") if like(first) else None
    if twin and len(victims) == 1:
        for sentence in text.sentences:
            for m in twin.finditer(sentence.text):
                label = tidy(m[0])
                if is_label(label) and label not in victims:
                    votes[label] += 1
                    places[label].append(evidence(sentence))
    label, count = votes.most_common(1)[0] if votes else ("", 0)
    named_often = count == 1 and len(votes) == 1 and text.count(label) >= (2 if text.short else 4)
    if count < 2 and not named_often and (beside := _beside_all_through(victims, candidates, text)):
        label, places[beside] = beside, text.first(beside)
    elif count < 2 and not named_often:
        return []
    one = candidates[label]
    one.told["perpetrator"] += 1
    one.places["perpetrator"] = [*one.places["perpetrator"], *places[label]][:4]
    one.hinted = True
    return [label]


#: What a review tells of the one who abused: his dealings with the law, and what he did.
_OF_ABUSERS = re.compile(
    r"\b(?:arrested|bail|charged|convict\w+|caution\w+|assault\w*|abus\w+|violen\w+|threat\w*|control\w*|throat|strangl\w+|"
    r"restraining|non-molestation|custody|probation|supervis\w+|afraid of|frightened of)\b",
    re.I,
)
#: So often at least, and so large a share of what the victim is named, is the abuser named; so many sentences tell
#: of it.
_OFTEN, _SHARE, _SENTENCES = 12, 0.15, 4


def _beside_all_through(victims: list[str], candidates: dict[str, Candidate], text: Text) -> str | None:
    """Whom a review names beside the victim all through, and most often of all where it tells of
    abuse or the police."""
    named: Counter[str] = Counter()
    for sentence in text.sentences:
        if _OF_ABUSERS.search(sentence.text):
            named.update({label for label in text.masked(sentence.text)[1] if label not in victims})
    least = max(_OFTEN, _SHARE * text.count(victims[0]))
    likely = [
        (count, label)
        for label, count in named.items()
        if count >= _SENTENCES
        and _personal(label)
        and text.count(label) >= least
        and not _is_makers(label, text)
        and candidates[label].score("victim") < 4
    ]
    (most, label), *others = sorted(likely, reverse=True) or [(0, "")]
    return label if most and all(most >= 2 * count for count, _ in others) else None


def _is_makers(label: str, text: Text) -> bool:
    """Whether a label is of a body or an office rather than of a person: it never takes a person's pronoun or verb."""
    said = re.escape(label)
    return not re.search(
        rf"(?<![\w-]){said} (?:was|had|said|told|did|went|came|would|moved|lived|drank|left)\b", text.all
    )


def _attacked(candidates: dict[str, Candidate], text: Text) -> list[str]:
    """Whom a review that never says who died means by the one that was attacked, or missed."""
    votes: Counter[str] = Counter()
    places: dict[str, list[Evidence]] = defaultdict(list)
    for sentence in text.sentences:
        plain, named = (
            text.masked(sentence.text) if _HINT.search(sentence.text) or "last seen" in sentence.text else ("", [])
        )
        for label in _labels(patterns("victim", "hints"), plain, named):
            if _personal(label) and text.count(label) > 1 and candidates[label].score("perpetrator") == 0:
                votes[label] += 1
                places[label].append(evidence(sentence))
    if not votes:
        return []
    label = votes.most_common(1)[0][0]
    candidates[label].told["victim"] += 1
    candidates[label].places["victim"] = [*candidates[label].places["victim"], *places[label]][:4]
    candidates[label].hinted = True
    return [label]


def _hints_in(plain: str, named: list[str]) -> Iterator[str]:
    """Whom a sentence hints at, once for each sign: "her partner, X, was convicted of assaulting her" has two."""
    for pattern in hints():
        yield from _labels([pattern], plain, named)


def _spoken(label: str, one: Candidate, text: Text) -> bool:
    """Whether it is said often enough to be someone's name: once where the front page or a plain statement names it."""
    if one.rows or text.count(label) >= 2:
        return True
    if text.count(label):
        told = sum(one.told.values()) + sum(one.declared.values()) - one.titled
        return is_lettered(label) or (told > 0 and (one.titled or text.short or sum(one.declared.values()) > 0))
    return is_lettered(label) and one.titled


def _second(one: Candidate, best: Candidate, role: str) -> bool:
    """Whether the review has a second person of that role: said as plainly as the first, or nearly as often."""
    if best.titled and one.titled and role == "victim":
        return True
    if best.declared[role]:
        return one.declared[role] >= 1 and one.told[role] >= 1 and one.score(role) * 3 >= best.score(role)
    return one.told[role] >= 3 and one.told[role] * 2 >= best.told[role]


def _firm(label: str, one: Candidate, role: str, text: Text) -> bool:
    """Whether the label, rather than a bare role word, is how the review calls the person."""
    _, bare = text.role_word(role)
    if one.declared[role] or one.told[role] >= 4:
        return True
    return text.count(label) * 3 >= bare or one.told[role] * 8 >= bare


def _one_each(labels: list[str], text: Text) -> list[str]:
    """The labels without those that are a part of another's ("Leila" beside "Leila Hart"): the commoner stays."""
    kept: list[str] = []
    for label in sorted(labels, key=text.count, reverse=True):
        if not any(set(label.split()) < set(k.split()) or set(k.split()) < set(label.split()) for k in kept):
            kept.append(label)
    return [label for label in labels if label in kept]


def _main(label: str, role: str, one: Candidate | None, text: Text) -> Person:
    if one is None:
        return Person(
            label=label,
            role=role,  # type: ignore[arg-type]
            evidence=text.first(label),
            origin=machine("persons.role-word", 0.7),
        )
    declared = one.declared[role] > 0
    told = list({e.lines: e for e in reversed(one.places[role])}.values())[::-1][:3]
    places = sorted(told, key=lambda e: e.lines) or text.first(label)
    sure = 0.97 if one.rows else 0.92 if declared else 0.6 if one.hinted else 0.85
    related = any(describe.stated_relation(r.relation) for r in one.rows[:1])
    rule = (
        "persons.table"
        if related
        else "persons.key"
        if one.rows
        else "persons.declared"
        if declared
        else "persons.company"
        if one.hinted
        else "persons.events"
    )
    return Person(
        label=tidy(label),
        role=role,  # type: ignore[arg-type]
        evidence=places,
        origin=machine(rule, sure),
    )
