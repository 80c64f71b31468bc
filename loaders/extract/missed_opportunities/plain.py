"""The words of a sentence with what bodies and people are in place of their names, as cues and readers know them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from loaders.extract.agencies.kinds import kind_of
from loaders.extract.learned import roles_for_names
from loaders.extract.missed_opportunities.cues import cues
from loaders.sheet import Agency, Person
from ontology import authority

#: Before the name of a body to which somebody turns, or should have turned.
_TURNED_TO = r"(?P<to>\bto )(?:the )?"


def plain_words(persons: Iterable[Person], agencies: Iterable[Agency]) -> Callable[[str], str]:
    """Puts "the victim" where a text names her, and "the domestic abuse service" where somebody was not sent to it.

    A name that tells itself what the body is ("Moorhill Women's Aid") stays as it is, and so does that of a body that
    acts: of that one the sentence tells something else.
    """
    named, bodies = roles_for_names(persons), dict[str, str]()
    for agency in agencies:
        if words := cues().called.get(agency.sector):
            for name in (agency.name, *agency.aliases):
                if name[0].isupper() and not (kind_of(name) or authority.lookup(name) or cues().roles.fullmatch(name)):
                    bodies[name] = words

    def roles(words: str) -> str:
        return named(cues().no_referral.sub(r"\g<before>meeting", words))

    if not bodies:
        return roles
    held = "|".join(map(re.escape, sorted(bodies, key=len, reverse=True)))
    names = re.compile(rf"{_TURNED_TO}(?P<name>{held})(?!\w)")
    return lambda words: roles(names.sub(lambda m: m["to"] + bodies[m["name"]], words))
