"""How a review says that two people are related ("her son, Adult B"; "Adult B is the son of Adult A")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from loaders.document.model import Sentence
from loaders.extract.persons.labels import cues, relation
from loaders.sheet import Person

#: Words that stand for the only victim or the only perpetrator.
ROLE_WORDS = {
    "victim": r"(?:the (?:victim|deceased)|(?-i:Victim|Deceased))(?! Support)",
    "perpetrator": r"(?:the (?:alleged )?(?:perpetrator|offender|suspect|accused|defendant)|(?-i:Perpetrator|"
    r"Offender))",
}
#: Any word or words that may be one for a relative.
ANY_WORD = rf"(?:{cues()['ended']}[- ])?(?:(?:civil|common[- ]law|half) )?[\w-]+(?:[- ]in[- ]law)?"
_LIST = re.compile(r"(?:,? (?:and|or|&) |, (?:the |his |her |their |[A-Z][\w’']+ ?){1,4}(?:,| and))")
_WORDS = re.compile(r"[a-zé]+")
_OWNER = re.compile(r"['’]s?\b (?!(?:was|is|had)\b)")
_SOMEONE = re.compile(
    r"\b(?:mother|mum|sister|aunt|grandmother|daughter|niece|friend|father|dad|brother|uncle|grandfather|nephew|neighbour|cousin|colleague)s?\b",
    re.I,
)
_FORMER = re.compile(r"\b(?:former|previous|ex)[- ](?:partner|wife|husband|girlfriend|boyfriend)\b", re.I)
PRONOUN = {"female": "her", "male": "his"}
#: A pronoun with which a sentence goes on about somebody.
SUBJECT = re.compile(r"\W*(she|he)\b", re.I)
_POSSESSIVE = {"she": "her", "he": "his"}


#: A kind that begins a label, which some reviews print small ("adult B").
_KIND = re.compile(r"^(?:Adult|Child|Male|Female|Subject|Person)(?=\\ )")


def spoken(names: Iterable[str], role: str | None = None) -> str:
    """A pattern for all that a person is called; with ``role``, the role word too (for the only one of that role)."""
    plain = sorted({re.escape(n) for n in names if n}, key=len, reverse=True)
    plain = [_KIND.sub(lambda m: f"[{m[0][0]}{m[0][0].lower()}]{m[0][1:]}", n) for n in plain]
    cased = "|".join(
        f"(?-i:{n})" if (n[:1].isupper() or n[:1] == "[") and not n.lower().startswith("the\\ ") else n for n in plain
    )
    words = [cased] if cased else []
    if role in ROLE_WORDS:
        words.append(ROLE_WORDS[role])
    # The number of a footnote may have grown to a name ("Desmond1").
    return rf"(?<![\w-])(?:{'|'.join(words)})(?:(?<=[a-z])\d{{1,2}})?(?![\w-])"


@cache
def _kin() -> frozenset[str]:
    """The single words for relatives; each longer one ("mother-in-law", "civil partner") holds one of them."""
    return frozenset(word for word in cues()["relations"] if word.isalpha())


@lru_cache(maxsize=20000)
def speaks_of_kin(text: str) -> bool:
    """Whether a text has any word for a relative, partner or friend."""
    return not _kin().isdisjoint(_WORDS.findall(text.lower()))


#: What a son or a daughter is, grown up or not, and of whom.
_CHILD_OF = re.compile(
    r"(?<![\w-])(?:sons?|daughters?|child(?:ren)?)(?![\w-])[^;.]{0,30}?\b(?:of|to) (?P<of>.+)"
    r"|(?P<owner>.+?)['’]s? (?:\w+ ){0,2}(?:sons?|daughters?|child(?:ren)?)(?![\w-])",
    re.I,
)


def is_child_of(person: Person, parents: Iterable[Person]) -> bool:
    """Whether somebody, grown up or not, is a child of one of these: by the role, or by what the relation says."""
    if person.role == "child":
        return True
    if person.role in ("victim", "perpetrator") or not (m := _CHILD_OF.search(person.relation or "")):
        return False
    whose = m["of"] or m["owner"]
    names = {n for p in parents for n in (p.label, *p.aliases)}
    return any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", whose) for n in names)


#: Stand for the two people in a text in which their names were replaced.
_ONE, _OTHER = "\ue001", "\ue002"
#: A pseudonym in quotation marks, with the number of a footnote.
_QUOTED = re.compile(rf"[\"“‘']([{_ONE}{_OTHER}])[\"”’']\d{{0,2}}(?!\w)")

#: A role word in brackets behind the name: the same person once more.
_BRACKETED = re.compile(rf"([{_ONE}{_OTHER}]) ?\((?:also |known as |hereafter )*[\"“‘']?\1[\"”’']?\)")


@cache
def _patterns(pronoun: str | None) -> tuple[re.Pattern[str], ...]:
    one, other = _ONE, _OTHER
    # Any word may stand here; whether it is one for a relative is asked of what was found. To spell all of them out in
    # each pattern costs more than the search.
    rel = rf"(?P<rel>{ANY_WORD})"
    adj = cues()["adjectives"]
    pronouns = pronoun or r"(?:her|his|their)"
    owner = rf"(?:{other}(?:['’]s?|(?:, [^,;.]{{2,30}})?,? whose)|\b(?P<pronoun>{pronouns}))"
    return (
        # "her son, Adult B"; "Adult A's estranged husband Adult B"
        re.compile(
            rf"{owner} {adj}\b{rel}(?: of (?:\w+ ){{1,3}}(?:years?|months?|weeks?)(?= ?[,(]))?,?(?: (?:who )?(?:is |"
            rf"was |will be )?(?:known|referred to|called|named|"
            rf"given)\b[^,.;]{{0,40}}?)?(?: \(?[\"“‘']?)?\s?{one}",
            re.I,
        ),
        # "Adult B, her son"; "Adult B was her former partner"
        re.compile(
            rf"{one}[\"”’']?(?:,| \(|,? who (?:was|is|had been)|,? (?:was|is|had been|being|as))(?: aged \d+,?)"
            rf"?(?: also| then| formerly)? {owner}"
            rf" {adj}\b{rel}\b",
            re.I,
        ),
        # "Adult B, who was 35, was his partner"
        re.compile(
            rf"{one}, (?:who (?:was|is) |then |aged |now ){{0,2}}\d\d(?: years old)?,? (?:was|is|had been) {owner}"
            rf" {adj}\b{rel}\b",
            re.I,
        ),
        # "Adult B is the son of Adult A"
        re.compile(
            rf"{one}[\"”’']?(?:,| \(|,? who (?:was|is)|,? (?:was|is)| had (?:\w+ ){{0,5}}?been)(?: the| a)? "
            rf"{adj}\b{rel} (?:of|to) [\"“‘']?{other}",
            re.I,
        ),
        # "Adult A's estranged husband and Adult C's father, Adult B"
        re.compile(rf"{other}['’]s? {adj}\b{rel} and (?:[\w-]+ ){{0,2}}[\w-]+['’]s? [\w -]{{1,30}}, {one}", re.I),
        # "Adult A had a daughter and a grandson, Adult B"; "Adult A lived with a paid carer, Adult B"
        re.compile(
            rf"{other}[^.{one}{other}]{{0,160}}\b(?:had|has|have|leaves|left|lived|and|"
            rf"with)\b[^.;,{one}{other}]{{0,40}}? an? "
            rf"(?:[\w-]+ ){{0,2}}?{rel}, [\"“‘']?{one}",
            re.I,
        ),
        # "Adult B is the victim's ...", in a list of relations: "Adult A's daughter and the sister of Adult B"
        re.compile(rf"{one}[\"”’']? (?:was|is) [^.;]{{1,60}}\band (?:the )?{adj}\b{rel} (?:of|to) {other}", re.I),
    )


def between(
    sentences: Iterable[Sentence], one: str, other: str, pronoun: str | None
) -> Iterator[tuple[str, Sentence, bool]]:
    """What ``one`` is said to be to ``other``, the sentence that says so, and whether it is clear who is meant.

    "Her son" is hers for sure only after she was named, and no mother, sister or friend beside her.

    Args:
        sentences: where to look.
        one, other: patterns of what the two are called (see :func:`spoken`).
        pronoun: the possessive of the other ("her"), where sex tells the two apart.
    """
    patterns = _patterns(pronoun)
    mentioned, named = re.compile(one, re.I), re.compile(other, re.I)
    for sentence in sentences:
        if not speaks_of_kin(sentence.text):
            continue
        begun = SUBJECT.match(sentence.text) if pronoun else None
        told = sentence.paragraph.text[: sentence.start] if begun else ""
        whose = _POSSESSIVE[begun[1].lower()] if begun else None
        of_one = whose is not None and whose != pronoun and mentioned.search(told) is not None
        if not of_one and not mentioned.search(sentence.text):
            continue
        # With one sign for each of the two, the patterns are the same for all pairs: compiled once, and quick.
        text = _QUOTED.sub(r"\1", named.sub(_OTHER, mentioned.sub(_ONE, sentence.text)))
        if of_one or (whose and whose == pronoun and named.search(told)):
            text = SUBJECT.sub(_ONE if of_one else _OTHER, text, count=1)
        text = _BRACKETED.sub(r"\1", text)
        for pattern in patterns:
            for m in pattern.finditer(text):
                if not relation(m["rel"]):
                    continue
                # "her sister, Adult B and the police": a list, in which Adult B is not the sister.
                first = pattern is patterns[0]
                link = m[0][m.end("rel") - m.start() :] if first else m[0][: m.start("rel") - m.start()]
                apposed = first or pattern is patterns[1]
                if apposed and "," in link and " who " not in link and _LIST.match(text[m.end() :]):
                    continue
                if _OWNER.match(text[m.end() :]):
                    continue
                before = text[: m.start("pronoun")] if m.groupdict().get("pronoun") else None
                if before and _FORMER.search(before) and _OTHER not in before:
                    continue  # "a former partner of his spoke of her ex-partner": that one's
                sure = before is None or (_OTHER in before and _SOMEONE.search(before) is None)
                yield m["rel"].lower(), sentence, sure
