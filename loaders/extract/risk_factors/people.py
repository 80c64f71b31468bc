"""Whom a sentence speaks of: names, role words, kin ("her husband") and pronouns, resolved in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from loaders.document.model import Sentence
from loaders.extract.reading import Reading
from loaders.extract.risk_factors.case import SPOUSE, Case, Told, sex_of
from loaders.extract.risk_factors.cues import words

_KIN = f"{SPOUSE}|{words('kin')}"
_TOKEN = re.compile(
    rf"\b(?P<owner>his|her|their|my|the|an?|[\w’']+['’]s?)\s+(?P<adj>(?:(?:{words('before_kin')})[\s-]+){{0,2}})"
    rf"(?P<kin>{_KIN})\b(?!['’]?s? (?:social|services|centre|court))"
    rf"|\b(?P<staff>(?:the |a |an )?(?:police )?(?:{words('staff')})(?: \w+er)?)\b"
    rf"|\b(?P<former>(?:ex|former|previous|past|earlier)[\s-](?:(?:female|male) )?(?:{SPOUSE})s?)\b"
    r"|\bthe (?P<role>victim|deceased|(?:alleged )?perpetrator|offender|accused|suspect|child(?:ren)?|couple|pair)\b"
    r"|\b(?P<parent>mummy|daddy|mum|dad)\b"
    r"|\b(?P<pair>both (?:adults?|parties|of them|men|women|brothers|sisters|parents|partners|individuals|"
    r"subjects)|the parties)\b"
    r"|\b(?P<pronoun>he|she|him|her|his|himself|herself|hers|they|them|their|who|I|my|me)\b",
    re.I,
)
#: What follows a subject: perhaps a second one ("and her son"), adverbs, then something that may be a verb.
_VERB = re.compile(
    r"[\"'”’]?(?: and (?:(?:his|her|their|the) \w+|(?-i:[A-Z])\w+(?: (?-i:[A-Z0-9])\w*)?))?"
    rf"\s+[\"'“‘]?(?:(?:{words('adverbs')}) )*"
    # "followed him to work" says where, not what he was to do
    r"(?:to (?!the|his|her|a |an |be |(?:work|school|college|court|hospital|church|nursery|town|bed)\b)\w+|"
    rf"(?!(?:{words('no_verbs')})\b)(?:[a-z]+(?:ed|s|t|w|n|d|e|id|ke|ve|ng|nk|ok|ck|ll)|had|has|was|were|is))\b"
)
#: What follows "her" as an object, not as the owner of something.
_OBJECT = re.compile(rf"\s*(?:[,.;:)?!]|$|\s(?:{words('after_object')})\b)")
_PARTIES = ("victim", "perpetrator", "former-partner")
#: After "a child" or "the family": it stands for no person.
_NO_PERSON = re.compile(rf"\s*(?:{words('no_person')})\b", re.I)
_IS_A = re.compile(r"\b(?:as|was|were|is|being|like)\s+$", re.I)
_OWNED = re.compile(r"(?:his|her|their)\s|.*['’]s?\s", re.I)
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
SUBJECT_PRONOUNS = {"he", "she", "they", "who", "i"}
POSSESSIVE = {"his", "her", "their", "my"}


@dataclass(frozen=True)
class Ref:
    """A person that a sentence speaks of; offsets are into its text.

    Attributes:
        role: as in the vocabulary, 'both' for the couple, 'staff' for who works for an agency.
        form: 'name', 'kin', 'role' or 'pronoun'.
        owner: of kin, whose it is ('victim' for "her brother"), where that is known.
    """

    role: str
    label: str | None
    start: int
    end: int
    form: str
    words: str
    possessive: bool
    subject: bool
    owner: str | None = None


class _Meant(NamedTuple):
    """Whom a word or a name means; without a role where that cannot be told."""

    role: str | None
    label: str | None
    form: str
    sex: str | None = None
    owner: str | None = None


#: What a heading calls the parties.
_CALLED = {
    "victim": re.compile(r"\b(?:the )?(?:victim|deceased)(?:['’]s)?\b", re.I),
    "perpetrator": re.compile(r"\b(?:the )?(?:alleged )?(?:perpetrator|offender|suspect)(?:['’]s)?\b", re.I),
}
#: After a name: a relation of whoever bears it ("Ann's elder sister"), and what only begins like one.
_KIN_OF = re.compile(rf"['’]s?\s+((?:\w+[\s-]){{0,2}}?)({_KIN})\b", re.I)
_NO_KIN_OF = re.compile(r"['’]s?\s+(?:\w+ )?(?:child|famil)\w* (?:social|services|court)", re.I)
_OWNS = re.compile(r"['’]s\b|['’](?=\s)")
_PARENTS = ("mother", "father", "mum", "dad", "parents")


#: "Sixty messages, some of them about her clothes": things.
_SOME_OF = re.compile(r"\b(?:some|many|most|several|few|none|one|two|three|half) of $", re.I)
#: "Adult C, whom he struck": he is another.
_WHOM = re.compile(r"\bwhom $", re.I)
#: "Adult B followed him and said he would": he is who did the one and the other.
_AND_SAID = re.compile(
    r"^[^;]*\band (?:said|stated|shouted|claimed|added|threatened|warned)(?: to \w+)?(?: that)? $", re.I
)


class People:
    """Resolves the references of the sentences of one review, each paragraph in order.

    Attributes:
        reading: the review.
        case: the people whom it is about.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.case = Case(reading)
        self._paragraphs: dict[int, dict[int, list[Ref]]] = {}

    def refs(self, sentence: Sentence) -> list[Ref]:
        """The people that the sentence speaks of, in the order of the text."""
        index = sentence.paragraph.index
        if index not in self._paragraphs:
            recent: list[Told] = self._of_heading(sentence)
            self._paragraphs[index] = {}
            for one in sentence.paragraph.sentences:
                self._paragraphs[index][one.start] = self._resolve(one, recent)
        return self._paragraphs[index][sentence.start]

    def before(self, sentence: Sentence) -> list[Ref]:
        """The people of the paragraph's earlier sentences, the last one first; then those of what leads in to it."""
        self.refs(sentence)
        held = self._paragraphs[sentence.paragraph.index]
        earlier = [r for start in sorted(held, reverse=True) if start < sentence.start for r in reversed(held[start])]
        lead = sentence.paragraph.lead
        return [*earlier, *(r for s in reversed(lead.sentences) for r in reversed(self.refs(s)))] if lead else earlier

    def of_heading(self, sentence: Sentence) -> str | None:
        """The role ('victim', 'perpetrator') of the one person whom the section's heading names."""
        found = {role for role, _, _ in self._of_heading(sentence)}
        return next(iter(found)) if len(found) == 1 else None

    def _of_heading(self, sentence: Sentence) -> list[Told]:
        title = sentence.section.title

        def named(label: str) -> bool:
            return any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", title) for n in self.case.names_of(label))

        found = [
            self.case.party(role)
            for role, called in _CALLED.items()
            if called.search(title) or any(map(named, self.case.labels(role)))
        ]
        former = [p for p in self.reading.persons if p.role == "former-partner" and named(p.label)]
        return [*found, *((p.role, p.label, self.case.sexes.get(p.label)) for p in former)]

    def _resolve(self, sentence: Sentence, recent: list[Told]) -> list[Ref]:
        """The people of a sentence; whom it speaks of is added to ``recent``."""
        text = sentence.text
        found: list[Ref] = []
        reach = -1
        for start, end, what in self._in_order(sentence):
            if start < reach:
                continue
            pointed = isinstance(what, re.Match)
            if isinstance(what, re.Match):
                meant = self._pointed_at(what, text, found, recent)
                if meant.role is None:
                    continue
            else:
                meant, end = self._named(*what, text, start, end)
            reach = end
            ref = _ref(meant, text, start, end, found)
            found.append(ref)
            self._remember(ref, meant.sex, recent, pointed)
        return found

    def _in_order(self, sentence: Sentence) -> list[tuple[int, int, tuple[str, str | None] | re.Match[str]]]:
        """What of a sentence may mean somebody, with its place: a name as (role, label), or a word."""
        meant: dict[tuple[int, int], list[tuple[str, str]]] = {}
        for name in self.reading.person_index.mentions(sentence):
            meant.setdefault((name.start, name.end), []).append((name.role, name.label))

        def free(m: re.Match[str]) -> bool:
            return not any(a <= m.start() < b or (m.start() <= a < m.end() and m["owner"] is None) for a, b in meant)

        found: list[tuple[int, int, tuple[str, str | None] | re.Match[str]]] = []
        for (start, end), those in meant.items():
            role = "both" if {"victim", "perpetrator"} <= {role for role, _ in those} else those[0][0]
            found.append((start, end, (role, those[0][1] if len(those) == 1 else None)))
        words = _TOKEN.finditer(sentence.text)
        found += [(m.start(), m.end(), m) for m in words if not _nobody(m, sentence.text) and free(m)]
        return sorted(found, key=lambda e: (e[0], -e[1]))

    def _named(self, role: str, label: str | None, text: str, start: int, end: int) -> tuple[_Meant, int]:
        """Whom a name means, and where what means it ends: "Ann", "Ann's elder sister"."""
        rest = text[end:]
        kin = None if _NO_KIN_OF.match(rest) else _KIN_OF.match(rest)
        if kin:
            role, label = self.case.kin(role, kin[1].lower(), kin[2].lower()), None
            end += kin.end()
        sex = self.case.sexes.get(label) if label else sex_of(text[start:end])
        return _Meant(role, label, "kin" if kin or _OWNED.match(text[start:end]) else "name", sex), end

    def _pointed_at(self, m: re.Match[str], text: str, found: list[Ref], recent: list[Told]) -> _Meant:
        """Whom a word means that is no name."""
        if m["kin"]:
            return self._relation(m, recent)
        if m["pronoun"]:
            word, told = m["pronoun"].lower(), recent
            doer = next((r for r in reversed(found) if r.subject), None)
            if doer and word in ("him", "her") and _OBJECT.match(text[m.end() :]):
                # an object pronoun is not its own clause's subject
                told = [r for r in recent if r[:2] != (doer.role, doer.label)]
            elif found and word in ("he", "she") and _WHOM.search(text[: m.start()]):
                told = [r for r in recent if r[:2] != (found[-1].role, found[-1].label)]
            elif doer and word in ("he", "she") and _AND_SAID.search(text[doer.end : m.start()]):
                told = [*recent, *(r for r in recent[-6:] if r[:2] == (doer.role, doer.label))]
            role, label, sex = self._pronoun(word, told)
            return _Meant(role, label, "pronoun", sex)
        if m["role"]:
            return self._by_role(m["role"].lower())
        if m["parent"]:
            sex = "female" if m["parent"].lower() in ("mummy", "mum") else "male"
            whose = [r for r in ("victim", "perpetrator") if self.case.sex(r) == sex]
            return _Meant(whose[0] if self.case.couple and len(whose) == 1 else "relative", None, "kin", sex)
        if m["former"]:
            hers = self.case.sex("victim") if self.case.couple else None
            return _Meant("former-partner", None, "kin", sex_of(m["former"]) or hers)
        return _Meant("staff" if m["staff"] else "both", None, "role")

    def _by_role(self, word: str) -> _Meant:
        if word in ("children", "child"):
            return _Meant("child", None, "role")
        if word in ("couple", "pair"):
            return _Meant("both", None, "role")
        role, label, sex = self.case.party("victim" if word in ("victim", "deceased") else "perpetrator")
        return _Meant(role, label, "role", sex)

    def _relation(self, m: re.Match[str], recent: list[Told]) -> _Meant:
        """Whom "her elder sister" means; it is added to ``recent`` where "she" is still the one whose sister it is."""
        owner, kin = m["owner"].lower(), m["kin"].lower()
        focus: Told | None = None
        by: str | None = "other"
        if owner in ("his", "her", "their", "my"):
            focus = self._pronoun(owner, recent) if owner != "their" else None
            by = focus[0] if focus else "both"
            grown = focus is not None and focus[1] is not None and self.reading.person_index.is_own_child(focus[1])
            if kin in _PARENTS and (grown or any(r[0] == "child" for r in recent[-6:])):
                by = "child"  # "the boy said that he had seen him hurt his mother"
        elif owner in ("the", "a", "an"):
            by = None
        role = self.case.kin(by, m["adj"].lower(), kin)
        sex = sex_of(kin)
        if sex is None and role in _PARTIES:
            partner_of = "perpetrator" if by == "victim" else "victim"
            sex = self.case.sex(partner_of if role == "former-partner" else role)
        if focus and focus[0] and focus[2] == sex and role not in ("victim", "perpetrator"):
            recent += [(role, None, sex), focus]
        return _Meant(role, None, "kin", sex, by)

    def _remember(self, ref: Ref, sex: str | None, recent: list[Told], pointed: bool) -> None:
        """Adds somebody to those whom the next pronouns may mean."""
        if ref.form == "kin" and ref.possessive and recent:
            return  # "at her mother's house": the next "she" is not the mother
        pushed = ref.form == "kin" and pointed and recent[-2:-1] == [(ref.role, None, sex)]
        nobody = ref.form == "pronoun" and not ref.label and ref.role not in ("victim", "perpetrator")
        if ref.role == "staff" or pushed or nobody:
            return
        top = recent[-1] if recent else None
        recent.append((ref.role, ref.label, sex))
        if ref.role in _PARTIES:
            return
        if ref.form == "kin" and (of := self._owner(ref.words)) and of[2] == sex:
            recent.append(of)  # "Ann's sister said that he hit her": Ann
        elif top and top[2] == sex and not ref.subject and top[0] in _PARTIES:
            recent.append(top)  # "according to her sister": "she" is still the one whose sister it is

    def _owner(self, words: str) -> Told | None:
        """The party whose relative a label like "Ann's sister" names."""
        for role in ("victim", "perpetrator"):
            for label in self.case.labels(role):
                if any(re.match(rf"{re.escape(n)}['’]", words) for n in self.case.names_of(label)):
                    return role, label, self.case.sexes.get(label)
        return None

    def _pronoun(self, word: str, recent: list[Told]) -> Told:
        if word in ("they", "them", "their"):
            return "both", None, None
        if word in ("i", "my", "me"):
            return None, None, None
        if word == "who":
            return recent[-1] if recent else (None, None, None)
        sex = "male" if word in ("he", "him", "his", "himself") else "female"
        for role, label, other in reversed(recent):
            unknown = other is None and label is not None and role not in ("child", "relative", "friend", "both")
            if other == sex or unknown:
                return role, label, sex
        for role, other_role in (("perpetrator", "victim"), ("victim", "perpetrator")):
            if self.case.sex(role) == sex and self.case.sex(other_role) != sex:
                return self.case.party(role)
        for role, label, other in reversed(recent):
            if other is None and role in ("victim", "perpetrator"):
                return role, label, sex
        return None, None, sex


def _ref(meant: _Meant, text: str, start: int, end: int, found: list[Ref]) -> Ref:
    """The reference at a place, and whether it owns what comes after it or is the subject there."""
    assert meant.role is not None
    words, rest = text[start:end], text[end:]
    low = words.lower()
    owns = low in POSSESSIVE and not (low == "her" and _OBJECT.match(rest))
    possessive = owns or bool(_OWNS.match(rest)) or low.endswith(("'s", "’s"))
    subject = not possessive and (low in SUBJECT_PRONOUNS or bool(_VERB.match(rest)))
    if subject and found and found[-1].subject and _AND.fullmatch(text[found[-1].end : start]):
        subject = False  # "she and her daughter left": hers
    return Ref(meant.role, meant.label, start, end, meant.form, words, possessive, subject, meant.owner)


def subject_before(refs: list[Ref], start: int) -> Ref | None:
    """The last subject of a clause before a place in the sentence."""
    return next((r for r in reversed(refs) if r.end <= start and r.subject), None)


def _nobody(m: re.Match[str], text: str) -> bool:
    """Whether "a child", "the family", "some of them" means no one: what somebody was, things, part of a name."""
    if m["pronoun"] and m["pronoun"].lower() == "them":
        return bool(_SOME_OF.search(text[: m.start()]))
    if not m["kin"] or m["owner"].lower() not in ("a", "an", "the") or m["adj"]:
        return False
    kin = m["kin"].lower()
    if kin in ("family", "child") and _NO_PERSON.match(text[m.end() :]):
        return True
    return m["owner"].lower() != "the" and bool(_IS_A.search(text[: m.start()]))
