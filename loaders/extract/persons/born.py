"""Ages at the death from dates of birth, where the text gives no age."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.extract.dates import parse_dates
from loaders.extract.persons.describe import alone_in_role, spoken
from loaders.extract.reading import Reading
from loaders.sheet import Death, Person

#: How far behind "born" the date may stand ("born at home in the city in November 2008").
NEAR = 60
_GOES_ON = re.compile(r" and |[,;.]")
_CHILD_OF = re.compile(r"\b(?:son|daughter|child|children|baby|brother|sister|mother|father) of (?:the )?$", re.I)
_BORN = r"[\"”’']?,? (?:who )?(?:(?:was|is) )?born\b"


def fill(persons: Iterable[Person], deaths: Iterable[Death], reading: Reading) -> None:
    """Gives victims and perpetrators without an age the one that a date of birth tells, in place.

    A year alone is counted as a coder does, by the difference of the years, which may be one too many.
    """
    died = next((d.date for d in deaths if d.date), None)
    if died is None:
        return
    main = [p for p in persons if p.role in ("victim", "perpetrator")]
    alone = alone_in_role(main)
    for person in (p for p in main if p.age is None):
        said = re.compile(spoken(person, alone) + _BORN, re.I)
        for sentence in reading.sentences():
            m = said.search(sentence.text) if "born" in sentence.text else None
            if m and _CHILD_OF.search(sentence.text[: m.start()]):
                continue  # "the son of Nell, born in 1998"
            # "was born in Leeds and came here in 2004" tells no year of birth
            near = _GOES_ON.split(sentence.text[m.end() : m.end() + NEAR])[0] if m else ""
            if born := next((w.iso for w in parse_dates(near)), None):
                person.age = age_between(born, died)
                break


def age_between(born: str, died: str) -> int | None:
    """The age at a death by two dates (ISO, as precise as they are); None where they make none."""
    years = int(died[:4]) - int(born[:4])
    precise = min(len(born), len(died))
    if precise > 4 and died[4:precise] < born[4:precise]:
        years -= 1  # the birthday was still to come
    return years if 0 <= years < 110 else None
