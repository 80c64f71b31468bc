"""The date of a death, as precise as the review prints it."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from loaders.document.model import Sentence
from loaders.extract.dates import parse_dates
from loaders.extract.persons.labels import cues, relation_words
from loaders.extract.reading import Reading
from loaders.sheet import Person

#: Words of the death itself. The later a pattern, the less it says of the day.
_DIED = (
    r"\b(?:died|was (?:\w+ ){0,2}(?:killed|murdered|pronounced|certified)|took (?:her|his|their) own life|"
    r"ended (?:her|his|their) (?:own )?life|"
    r"lost (?:her|his|their) li(?:fe|ves))\b"
)
_KILLED = (
    r"\b(?:kill(?:ed|ing)|murder(?:ed|s)?|homicides?|deaths?|fatal\w*|stabbed|strangled|suicide|"
    r"hang(?:ed|ing)|body|dead|deceased)\b"
)
_PASSED = re.compile(r"\bdied\b|\bpronounced\b|\bpassed away\b|\blife[- ]support\b", re.I)
#: Words of the scene; they tell of the death only where the paragraph does.
_SCENE = r"\b(?:called to|attended|found|discovered|incident|emergency services|999|attack(?:ed)?|assaulted|arrested)\b"
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
    r"\b(?:plead\w*|pled|guilty|sentenc\w+|convict\w+|trial|inquest|charged|notif\w+|court|coroner\w*|verdict|"
    r"post[- ]?mortem|informed|told|advised|aware|"
    r"appeared|remanded|referral)\b",
    re.I,
)
#: "Her mother died": another death.
_KIN_DIED = re.compile(
    rf"(?:['’]s?|\b(?:her|his|their)) {cues()['adjectives']}{relation_words()}\b[^.;,]{{0,25}}$", re.I
)
_FRONT = 40


def date_of(
    victim: Person, her: re.Pattern[str], only: bool, about: list[Sentence], reading: Reading
) -> tuple[str | None, list[Sentence]]:
    """The date with the text's precision, and the sentences that give it.

    Args:
        victim: whose death.
        her: a pattern of what the victim is called.
        only: whether there is no other victim, so that "the death" is hers.
        about: sentences that may speak of the death.
        reading: the document.
    """
    votes: dict[str, float] = defaultdict(float)
    places: dict[str, list[Sentence]] = defaultdict(list)
    later: dict[str, int] = defaultdict(int)
    for s in about:
        for iso, weight in _told(s, her, only):
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
        return None, []

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


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _told(s: Sentence, her: re.Pattern[str], only: bool) -> list[tuple[str, float]]:
    """Dates that a sentence gives to the death, with weights."""
    whens = [w for w in parse_dates(s.text) if len(w.iso) >= 4]
    if not whens:
        return []
    named = bool(her.search(s.text))
    if not named and not (
        only
        and re.search(
            r"\b(?:the|her|his) (?:death|murder|homicide|killing|fatal|incident)\b|\bwas killed|\bdied\b", s.text, re.I
        )
    ):
        told = s.section.kind == "background" or bool(her.search(s.paragraph.text) and _FATAL.search(s.paragraph.text))
        if not told or s.paragraph.kind == "row":
            return []
    out = []
    # "The review looks at the year before Nell's death on": the date is the death's, though a review is spoken of.
    of_hers = re.compile(rf"{her.pattern}['’]s? (?:death|murder|killing|homicide) (?:on|in)(?: or about)? $", re.I)
    for w in whens:
        left, right = s.text[: w.start], s.text[w.end :]
        left = re.split(r"[;]|\. |\bwhich\b|\bbefore\b|\bsince\b|\bfrom\b|\bbetween\b", left)[-1]
        right = re.split(r"[;]|\. ", right)[0]
        weight = 0.0
        if re.search(r"\b(?:prior to|before|after|since)(?: the)?(?: end of)?\s*$", s.text[: w.start], re.I):
            continue
        if re.search(
            r"\bdate of (?:the |her |his )?(?:death|homicide|murder|incident)\W{0,4}(?:was|is)?\W*(?:on )?$", left, re.I
        ):
            out.append((w.iso, 5.0))
            continue
        scene = (
            bool(_FATAL.search(s.paragraph.text)) and len(s.paragraph.text) < 1500 and s.section.kind != "chronology"
        )
        near_left = left[-90:]
        if m := _last(_DIED, near_left):
            if not _OTHER.search(near_left[m.end() :]) and not _KIN_DIED.search(near_left[: m.start()]):
                weight = 4
        elif m := _last(_KILLED, near_left):
            if not _OTHER.search(near_left[m.end() :]) and not _COURT.search(near_left[: m.start()]):
                weight = 2 if named else 1.5
        elif scene and (m := _last(_SCENE, near_left)) and not _OTHER.search(near_left[m.end() :]):
            weight = 1
        if not weight and re.match(r"\W*(?:On |In |During |At |At approximately |By )?(?:[\w.:]+ ){0,5}$", left, re.I):
            near = right[:160]
            if m := re.search(_DIED, near, re.I):
                if not _OTHER.search(near[: m.start()]) and not _KIN_DIED.search(near[: m.start()]):
                    weight = 4
            elif m := re.search(_KILLED, near, re.I):
                if not _OTHER.search(near[: m.start()]):
                    weight = 2 if named or s.section.kind == "background" else 0.5
            elif scene and (m := re.search(_SCENE, near, re.I)) and not _OTHER.search(near[: m.start()]):
                weight = 1.5
        if (
            weight
            and re.search(r"\b(?:until|to|up to|and) (?:the (?:date|day|time) of )?(?:\S+ ){0,4}$", left)
            and re.search(r"death|homicide|murder", left + right[:40], re.I)
        ):
            weight = max(weight, 2)
        if weight < 4 and w.kind == "process" and of_hers.search(near_left):
            weight = 1.5
        elif weight < 4 and w.kind in ("court", "process", "birth", "statute", "publication"):
            continue
        if weight:
            if len(w.iso) == 4:
                weight /= 3
            out.append((w.iso, weight))
    return out


def _last(pattern: str, text: str) -> re.Match[str] | None:
    found = None
    for m in re.finditer(pattern, text, re.I):
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
                    r"\breport(?= (?:into|on|regarding|concerning)\b)",
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
