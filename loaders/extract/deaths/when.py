"""The date of a death, as precise as the review prints it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from loaders.document.model import Sentence
from loaders.extract.counts import WORDS, number
from loaders.extract.dates import When, parse_dates
from loaders.extract.deaths.cues import compiled, filled
from loaders.extract.deaths.telling import DAY
from loaders.extract.persons.labels import cues, relation_words
from loaders.extract.reading import Reading
from loaders.sheet import Person

#: Words of the death itself. The later a pattern, the less it says of the day.
_DIED = re.compile(
    r"\b(?:died|was (?:\w+ ){0,2}(?:killed|murdered|pronounced|certified)|took (?:her|his|their) own life|"
    r"ended (?:her|his|their) (?:own )?life|"
    r"lost (?:her|his|their) li(?:fe|ves))\b",
    re.I,
)
_KILLED = re.compile(
    r"\b(?:kill(?:ed|ing)|murder(?:ed|s)?|homicides?|deaths?|fatal\w*|stabbed|strangled|shot|suicide|"
    r"hang(?:ed|ing)|body|dead|deceased)\b",
    re.I,
)
_PASSED = re.compile(r"\bdied\b|\bpronounced\b|\bpassed away\b|\blife[- ]support\b", re.I)
#: Words of the scene; they tell of the death only where the paragraph does.
_SCENE = re.compile(
    r"\b(?:called to|attended|found|discovered|incident|emergency services|999|attack(?:ed)?|assaulted|arrested)\b",
    re.I,
)
_FATAL = re.compile(r"\b(?:murder|manslaughter|killed|dead|died|body|deceased|fatal\w*|homicide|pronounced)\b", re.I)
#: What else carries a date in the same breath: courts, meetings, reports, the review itself.
_OTHER = re.compile(
    r"\b(?:plead\w*|pled|sentenc\w+|convict\w+|trial|crown court|inquest|coroner|panel|review|notified|"
    r"notification|decision|commissioned|met|"
    r"meeting|report|published|submitted|completed|charged|remanded|guilty|post[- ]?mortem|born|appointed|"
    r"agreed|scoping|guidance|act|implemented|publication|approv\w+|circulat\w+|revised|resubmitted|"
    r"appeared|court|verdict|letter|interview\w*|"
    r"contacted(?! (?:\S+ ){0,6}?\(?(?:ambulance|police|emergency))|visited|wrote)\b",
    re.I,
)
#: "Pleaded guilty to the murder on": the date is the court's.
_COURT = re.compile(
    r"\b(?:plead\w*|pled|guilty|sentenc\w+|convict\w+|trial|tried for|inquest|charged|notif\w+|court|coroner\w*|"
    r"verdict|"
    r"post[- ]?mortem|informed|told|advised|aware|"
    r"appeared|remanded|referral)\b",
    re.I,
)
#: "Her mother died": another death.
_KIN_DIED = re.compile(
    rf"(?:['’]s?|\b(?:her|his|their)) {cues()['adjectives']}{relation_words()}\b[^.;,]{{0,25}}$", re.I
)
_FRONT = 40
#: Parts in which a review first tells of the killing.
_OPENING_PARTS = ("background", "process", "other", "family")
#: Kinds of dates (``dates/kinds.yaml``) that are of no death, unless the words beside them say clearly that she died.
_NOT_OF_A_DEATH = ("court", "process", "birth", "statute", "publication")
#: Where the clause that a date stands in begins, and where the one after it ends.
_END = r"[;]|(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\b[A-Z])\. "  # no title's stop, nor an initial's
_CLAUSE = re.compile(rf"{_END}|\bwhich\b|\bbefore\b|\bsince\b|\bfrom\b|\bbetween\b")
_STOP = re.compile(_END)
#: What tells which stretch of time was looked at, and before the date with which that begins.
_TIME_FRAME = re.compile(
    r"\b(?:time ?frame|time ?scale|time period|time under review|scope|period|covering|the time (?=from|between))\b",
    re.I,
)
_BEGINS = re.compile(r"\b(?:from|between|since|is|was|as)\s+(?:the )?$", re.I)
#: All that stands before a date with which a clause opens: "At approximately 9.30 on the night of".
_OPENING = re.compile(r"\W*(?:On |In |During |At |At approximately |By )?(?:[\w.:]+ ){0,5}$", re.I)


def date_of(
    victim: Person, her: re.Pattern[str], others: list[re.Pattern[str]], about: list[Sentence], reading: Reading
) -> tuple[str | None, list[Sentence]]:
    """The date with the text's precision, and the sentences that give it.

    Args:
        victim: whose death.
        her: a pattern of what the victim is called.
        others: the same of the other victims; without them "the death" is hers.
        about: sentences that may speak of the death.
        reading: the document.
    """
    votes: dict[str, float] = defaultdict(float)
    places: dict[str, list[Sentence]] = defaultdict(list)
    later: dict[str, int] = defaultdict(int)
    for s in about:
        if not her.search(s.text) and any(other.search(s.text) for other in others):
            continue  # of another's death
        for iso, weight in _told(s, her, not others):
            votes[iso] += weight
            places[iso].append(s)
            if (
                weight == 4
                and _PASSED.search(s.text)
                and (her.search(s.text) or re.match(r"\W*(?:\w+ )?(?:she|he)\b", s.text, re.I))
            ):
                later[iso] += 1
    for iso, weight, s in _front(reading, victim, her):
        votes[iso] += weight
        places[iso].append(s)
    if not votes:
        return _of_the_scene(reading)

    # A month agrees with a day in it, a year with both: the longest date of the best-supported year and month.
    def support(iso: str) -> float:
        return sum(
            w for other, w in votes.items() if iso.startswith(other) or (other.startswith(iso) and len(iso) >= 7)
        )

    months = [iso for iso in votes if len(iso) >= 7] or list(votes)
    best = max(months, key=lambda iso: (support(iso[:7]), votes[iso]))
    days = [iso for iso in votes if iso.startswith(best[:7]) and len(iso) == 10]
    if days:
        day = max(days, key=lambda iso: votes[iso])
        best = day if votes[day] >= 1.5 else best[:7]
    elif len(best) >= 7:
        best = best[:7]
    if len(best) == 10 and votes[best] < 4:
        # Told by the scene alone: what is dated some days before was still leading up to it.
        scenes = [iso for iso in votes if len(iso) == 10 and votes[iso] >= 1.5 and 0 < _days(best, iso) < 10]
        best = max(scenes, default=best)
    if len(best) == 10:
        # Who died of an attack some days later died on the later day.
        afterwards = [iso for iso in later if len(iso) == 10 and 0 < _days(best, iso) < 60]
        if afterwards:
            best = max(afterwards, key=lambda iso: (later[iso], iso))
    found = sorted((s for iso, ss in places.items() if iso == best for s in ss), key=lambda s: s.position)
    return best, found


#: What tells that somebody is dead, where no date stands beside it.
_DEAD = re.compile(rf"{_FATAL.pattern}|{_KILLED.pattern}|\blife extinct\b|\bcould not be (?:saved|revived)\b", re.I)


def _of_the_scene(reading: Reading) -> tuple[str | None, list[Sentence]]:
    """The date of a review that tells of the killing without one beside it: that with which its first telling begins
    ("On that morning in May 2013 she was alone ... She had been stabbed")."""
    for s in reading.sentences(_OPENING_PARTS):
        first = next((w for w in parse_dates(s.text) if len(w.iso) >= 7), None)
        if first is None or first.kind in _NOT_OF_A_DEATH or _OTHER.search(s.text) or _TIME_FRAME.search(s.text):
            continue
        if compiled("beside_the_day").search(s.text[: first.start]):
            continue
        after = " ".join([s.text[first.end :], *(t.text for t in s.after)])
        index = s.paragraph.index + 1
        following = reading.document.paragraphs[index].text if index < len(reading.document.paragraphs) else ""
        if _DEAD.search(after) or (
            (_SCENE.search(after) or s.section.kind == "background") and _DEAD.search(following)
        ):
            return first.iso, [s]
    return None, []


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _told(s: Sentence, her: re.Pattern[str], only: bool) -> list[tuple[str, float]]:
    """Dates that a sentence gives to the death, with weights."""
    whens = [w for w in parse_dates(s.text) if len(w.iso) >= 4]
    if _TIME_FRAME.search(s.text):
        whens = [w for w in whens if not _BEGINS.search(s.text[: w.start])]
    if not whens:
        return _carried_on(s, her)
    named = bool(her.search(s.text))
    if not named and not _of_her_death(s, her, only):
        return []
    if (after := _days_after(s, whens)) and (named or her.search(s.paragraph.text)):
        return [(after, 4.0)]
    weighed = [(w.iso, _Dated(s, w, her, named).weight()) for w in whens]
    return [(iso, weight) for iso, weight in weighed if weight]


_FOUND = re.compile(
    r"\b(?:found|discovered)\b[^.;]{0,40}\b(?:dead|deceased|lifeless|hang(?:ed|ing)|with (?:\w+ ){0,4}(?:injur\w+|"
    r"wounds?))\b"
    r"|\bdead on\b",
    re.I,
)
_DIED_LATER = re.compile(
    rf"\bdied\b[^.;,]{{0,40}}?\b(?P<n>\d{{1,2}}|{WORDS}) days (?:later|afterwards?|after)\b|\bdied (?:in hospital "
    rf")?the (?P<next>next|following) day\b",
    re.I,
)


def _days_after(s: Sentence, whens: list[When]) -> str | None:
    """The day on which somebody died who "was found hanging on 11 May and died in hospital two days later"."""
    m = _DIED_LATER.search(s.text)
    before = [w for w in whens if m and w.end <= m.start() and len(w.iso) == DAY and w.kind not in _NOT_OF_A_DEATH]
    if not m or len(before) != 1:
        return None
    days = 1 if m["next"] else int(m["n"]) if m["n"].isdigit() else number(m["n"])
    return (date.fromisoformat(before[0].iso) + timedelta(days=days)).isoformat()


#: How long after what was told before it.
_LATER = re.compile(r"\b(?:days?|weeks?|months?|later|following|next|subsequently)\b", re.I)
_DAY_BEFORE = re.compile(
    r"\b(?:the|on the) (?:(?:day|evening|night|morning|afternoon) before|previous (?:day|evening|night))\b", re.I
)


def _carried_on(s: Sentence, her: re.Pattern[str]) -> list[tuple[str, float]]:
    """The date told last before a sentence that says that she died and has none, weakly; by its month if later."""
    died = _DIED.search(s.text) or _FOUND.search(s.text)
    if not died or not _is_hers(s, died.start(), her) or _KIN_DIED.search(s.text[: died.start()]):
        return []
    before = parse_dates(s.paragraph.text[: s.start])
    if not before or before[-1].kind in _NOT_OF_A_DEATH or len(before[-1].iso) < 7:
        return []
    last = before[-1].iso
    if len(last) == DAY and _DAY_BEFORE.search(s.text):
        return [((date.fromisoformat(last) - timedelta(days=1)).isoformat(), 1.5)]
    return [(last[:7], 1.0)] if _LATER.search(s.text) else [(last, 1.5)]


def _is_hers(s: Sentence, at: int, her: re.Pattern[str]) -> bool:
    """Whether a sentence speaks of her before a place in it: names her, or goes on with a pronoun
    after one that did."""
    if her.search(s.text[: at + 60]):
        return True
    return re.match(r"\W*(?:She|He)\b", s.text) is not None and her.search(s.paragraph.text[: s.start]) is not None


def _of_her_death(s: Sentence, her: re.Pattern[str], only: bool) -> bool:
    """Whether a sentence that does not name the victim may still date her death."""
    if only and compiled("the_death").search(s.text):
        return True
    if s.paragraph.kind == "row":
        return False
    return s.section.kind == "background" or bool(her.search(s.paragraph.text) and _FATAL.search(s.paragraph.text))


@dataclass(frozen=True)
class _Dated:
    """A date in a sentence about the death, weighed by the words on either side of it.

    Attributes:
        sentence: where it stands.
        when: the date.
        her: a pattern of what the victim is called.
        named: whether the sentence names her.
    """

    sentence: Sentence
    when: When
    her: re.Pattern[str]
    named: bool

    def weight(self) -> float:
        """How much it says for its being the date of the death; 0 for nothing."""
        if compiled("beside_the_day").search(self.sentence.text[: self.when.start]):
            return 0
        if compiled("date_of_death").search(self._left):
            return 5
        weight = self._told_before() or self._told_after()
        if 0 < weight < 2 and self._ends_at_death():
            weight = 2
        if weight < 4 and self.when.kind in _NOT_OF_A_DEATH:
            weight = 1.5 if self._of_her_own() else 0
        return weight / 3 if len(self.when.iso) == 4 else weight

    @cached_property
    def _left(self) -> str:
        """The words before it, of its own clause."""
        return _CLAUSE.split(self.sentence.text[: self.when.start])[-1]

    @cached_property
    def _near(self) -> str:
        """Those just before it."""
        return self._left[-140:]

    @cached_property
    def _right(self) -> str:
        """The words after it, to the next stop."""
        return _STOP.split(self.sentence.text[self.when.end :], maxsplit=1)[0]

    @cached_property
    def _of_the_scene(self) -> bool:
        """Whether its paragraph tells of the death, so that words of the scene tell of it too."""
        s = self.sentence
        return s.section.kind != "chronology" and len(s.paragraph.text) < 1500 and bool(_FATAL.search(s.paragraph.text))

    def _told_before(self) -> float:
        """What the words before it weigh: "she died on", "he was arrested on"."""
        near = self._near
        if m := _last(_DIED, near):
            return 0 if _OTHER.search(near[m.end() :]) or _KIN_DIED.search(near[: m.start()]) else 4
        if m := _last(_KILLED, near):
            if _OTHER.search(near[m.end() :]) or _COURT.search(near[: m.start()]):
                return 0
            return 2 if self.named else 1.5
        if self._of_the_scene and (m := _last(_SCENE, near)) and not _OTHER.search(near[m.end() :]):
            return 1
        return 0

    def _told_after(self) -> float:
        """What the words after it weigh, where the clause opens with it: "On 3 May she died"."""
        if not _OPENING.match(self._left) or _OTHER.search(self._left):
            return 0  # "An inquest in April recorded that she had been killed"
        near = self._right[:160]
        if m := _DIED.search(near):
            return 0 if _OTHER.search(near[: m.start()]) or _KIN_DIED.search(near[: m.start()]) else 4
        if m := _KILLED.search(near):
            if _OTHER.search(near[: m.start()]):
                return 0
            return 2 if self.named or self.sentence.section.kind == "background" else 0.5
        if self._of_the_scene and (m := _SCENE.search(near)) and not _OTHER.search(near[: m.start()]):
            return 1.5
        return 0

    def _ends_at_death(self) -> bool:
        """Whether it ends a stretch of time that runs to the death."""
        return bool(
            compiled("stretch_to").search(self._left)
            and compiled("word_for_the_death").search(self._left + self._right[:40])
        )

    def _of_her_own(self) -> bool:
        """Whether it is of her death although the sentence speaks of the review.

        "The review looks at the year before Nell's death on": the date is the death's.
        """
        return self.when.kind == "process" and bool(filled("her_own_death", HER=self.her.pattern).search(self._near))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for m in pattern.finditer(text):
        found = m
    return found


def _front(reading: Reading, victim: Person, her: re.Pattern[str]) -> list[tuple[str, float, Sentence]]:
    """Dates on the front page that belong to the death: "who died in May 2016", "deaths of ... / In May 2016"."""
    out = []
    previous = ""
    # "Nell / April 2018", "NELL - 2018": nothing else in the line.
    alone = re.compile(rf"\W*(?:{her.pattern}|{re.escape(victim.label.upper())})\s*(?:\W\s*)?", re.I)
    for p in reading.document.paragraphs:
        if p.first > _FRONT or p.section.kind == "contents":
            break
        s = Sentence(p, 0, len(p.text))
        if len(p.text) > 120 or p.number:
            continue
        for w in parse_dates(p.text):
            before = p.text[: w.start]
            if _OTHER.search(
                re.sub(
                    r"(?i)homicide review|death review|domestic \w+ review|(?:overview|review) report|"
                    r"\b(?:report|review)(?= (?:into|on|of|about|regarding|concerning)\b)",
                    " ",
                    before,
                )
            ) or re.search(
                r"\b(?:version|date|final|draft|update\w*|author\w*|chair\w*|created|completed|amended|v\d)\b",
                p.text,
                re.I,
            ):
                continue
            if re.search(r"\b(?:died|death|deaths|killed|murder|homicide of|in|on|case)\b", before, re.I) and (
                re.search(r"\b(?:died|death|deaths|killed|murder|homicide of)\b", before, re.I)
                or re.search(r"\b(?:deaths?|murders?|homicide|killing)(?:\W+\w+){0,8}\W*$", previous, re.I)
            ):
                out.append((w.iso, 4.0 if len(w.iso) > 4 else 1.0, s))
            elif her.search(before) and len(before) < 80 and re.search(r"\bcase|\bDHR|death", previous + before, re.I):
                out.append((w.iso, 2.0 if len(w.iso) > 4 else 0.7, s))
            elif alone.fullmatch(before) and not p.text[w.end :].strip(" .'\"’”"):
                out.append((w.iso, 1.5 if len(w.iso) > 4 else 0.5, s))
        previous = p.text
    return out
