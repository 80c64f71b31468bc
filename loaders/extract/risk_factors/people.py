"""Whom a sentence speaks of: names, role words, kin ("her husband") and pronouns, resolved in reading order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from loaders.document.model import Sentence
from loaders.extract.reading import Reading
from loaders.extract.risk_factors.cues import words

MALE = re.compile(rf"\b({words('male')})\b", re.I)
FEMALE = re.compile(rf"\b({words('female')})\b", re.I)
_SPOUSE = words("spouse")
_FORMER = re.compile(r"\b(?:ex|former|previous|first|past|earlier|last|other|then)\b")
_KIN = f"{_SPOUSE}|{words('kin')}"
_TOKEN = re.compile(
    rf"\b(?P<owner>his|her|their|my|the|an?|[\w’']+['’]s?)\s+(?P<adj>(?:(?:{words('before_kin')})[\s-]+){{0,2}})"
    rf"(?P<kin>{_KIN})\b(?!['’]?s? (?:social|services|centre|court))"
    rf"|\b(?P<staff>(?:the |a |an )?(?:police )?(?:{words('staff')})(?: \w+er)?)\b"
    rf"|\b(?P<former>(?:ex|former|previous|past|earlier)[\s-](?:(?:female|male) )?(?:{_SPOUSE})s?)\b"
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
    r"(?:to (?!the|his|her|a |an |be )\w+|"
    rf"(?!(?:{words('no_verbs')})\b)(?:[a-z]+(?:ed|s|t|w|n|d|e|id|ke|ve|ng|nk|ok|ck|ll)|had|has|was|were|is))\b"
)
#: What follows "her" as an object, not as the owner of something.
_OBJECT = re.compile(rf"\s*(?:[,.;:)?!]|$|\s(?:{words('after_object')})\b)")
_PARTIES = ("victim", "perpetrator", "former-partner")
_COUPLE = ("spouse", "ex-spouse", "partner", "ex-partner")
#: After "a child" or "the family": it stands for no person.
_NO_PERSON = re.compile(rf"\s*(?:{words('no_person')})\b", re.I)
_IS_A = re.compile(r"\b(?:as|was|were|is|being|like)\s+$", re.I)
_OWNED = re.compile(r"(?:his|her|their)\s|.*['’]s?\s", re.I)
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_SEXED = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b")
SUBJECT_PRONOUNS = {"he", "she", "they", "who", "i"}
POSSESSIVE = {"his", "her", "their", "my"}


#: Somebody told of: role, label (where one person of the sheet is meant) and sex, as far as they are known.
Told = tuple[str | None, str | None, str | None]


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


class People:
    """The people of one review; resolves the references of its sentences, each paragraph in order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.victims = [p.label for p in reading.persons if p.role == "victim"]
        self.perpetrators = [p.label for p in reading.persons if p.role == "perpetrator"]
        self.sexes = {p.label: p.sex or _sex(p.label) for p in reading.persons}
        for p in reading.persons:
            if self.sexes[p.label] is None and p.relation:
                self.sexes[p.label] = _sex(p.relation)
        kinds = [d.relationship for d in reading.deaths if d.relationship]
        # Of several deaths the one in the couple tells most: a relative who came between them is the other.
        self.relationship = next((k for k in kinds if k in _COUPLE), kinds[0] if kinds else None)
        self.couple = self.relationship in (None, *_COUPLE)
        self.married = self.relationship in (None, "spouse", "ex-spouse")
        self._paragraphs: dict[int, dict[int, list[Ref]]] = {}
        self._last: dict[int, list[Ref]] = {}
        self._guess_sexes()
        parties = [n for x in [*self.victims, *self.perpetrators] for n in self._names(x) if n[:1].isupper()]
        children = [n for p in reading.persons if p.role == "child" for n in [p.label, *p.aliases] if n[:1].isupper()]
        #: Names of the parties and of the children, for the wordings that want one.
        told = " ".join(
            f"{p.label} {' '.join(p.aliases)} {p.relation or ''}" for p in reading.persons if p.role == "former-partner"
        )
        #: The words that the sheet has for former partners: "her ex-husband" is then none of the couple.
        self.former_kin = set(re.findall(_SPOUSE, told.lower()))
        self.former = any(p.role == "former-partner" for p in reading.persons)
        self.names: tuple[tuple[str, ...], tuple[str, ...]] = (tuple(set(parties)), tuple(set(children)))

    def _guess_sexes(self) -> None:
        """The sex of those whose label does not tell it, from the pronouns of sentences that name nobody else."""
        unknown = {label for label, sex in self.sexes.items() if sex is None}
        if not unknown:
            return
        counts: dict[str, Counter[str]] = {}
        for sentence in self.reading.sentences():
            named = {m.label for m in self.reading.person_index.mentions(sentence)}
            if len(named) == 1 and (label := next(iter(named))) in unknown:
                told = counts.setdefault(label, Counter())
                for word in _SEXED.findall(sentence.text.lower()):
                    told["male" if word in ("he", "him", "his", "himself") else "female"] += 1
        for label, told in counts.items():
            if told:
                self.sexes[label] = told.most_common(1)[0][0]

    def sex(self, role: str) -> str | None:
        """The sex of the victim or perpetrator, if all of that role share one."""
        labels = self.victims if role == "victim" else self.perpetrators
        sexes = {self.sexes.get(label) for label in labels}
        return next(iter(sexes)) if len(sexes) == 1 else None

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
        """The people of the paragraph's earlier sentences, the last one first."""
        self.refs(sentence)
        held = self._paragraphs[sentence.paragraph.index]
        return [r for start in sorted(held, reverse=True) if start < sentence.start for r in reversed(held[start])]

    def of_heading(self, sentence: Sentence) -> str | None:
        """The role ('victim', 'perpetrator') of the one person whom the section's heading names."""
        found = {role for role, _, _ in self._of_heading(sentence)}
        return next(iter(found)) if len(found) == 1 else None

    def _of_heading(self, sentence: Sentence) -> list[Told]:
        title = sentence.section.title
        found: list[Told] = []
        for role, labels, pattern in (
            ("victim", self.victims, r"\b(?:the )?(?:victim|deceased)(?:['’]s)?\b"),
            ("perpetrator", self.perpetrators, r"\b(?:the )?(?:alleged )?(?:perpetrator|offender|suspect)(?:['’]s)?\b"),
        ):
            names = [n for x in labels for n in self._names(x)]
            if any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", title) for n in names) or re.search(pattern, title, re.I):
                found.append((role, labels[0] if len(labels) == 1 else None, self.sex(role)))
        for person in self.reading.persons:
            if person.role == "former-partner" and any(
                re.search(rf"(?<!\w){re.escape(n)}(?!\w)", title) for n in self._names(person.label)
            ):
                found.append((person.role, person.label, self.sexes.get(person.label)))
        return found

    def _names(self, label: str) -> list[str]:
        person = self.reading.person_index.persons.get(label)
        return [label, *(person.aliases if person else [])]

    def _resolve(self, sentence: Sentence, recent: list[Told]) -> list[Ref]:
        text = sentence.text
        spans: dict[tuple[int, int], list[tuple[str, str]]] = {}
        for m in self.reading.person_index.mentions(sentence):
            spans.setdefault((m.start, m.end), []).append((m.role, m.label))
        named: list[tuple[int, int, str, str | None]] = []
        for (a, b), meant in spans.items():
            roles = {role for role, _ in meant}
            role = "both" if {"victim", "perpetrator"} <= roles else meant[0][0]
            named.append((a, b, role, meant[0][1] if len(meant) == 1 else None))
        taken = [(a, b) for a, b, _, _ in named]
        found: list[Ref] = []
        events: list[tuple[int, int, object]] = [(a, b, (role, label)) for a, b, role, label in named]
        events += [
            (m.start(), m.end(), m)
            for m in _TOKEN.finditer(text)
            if not _nobody(m, text)
            and not any(a <= m.start() < b or (m.start() <= a < m.end() and m["owner"] is None) for a, b in taken)
        ]
        events.sort(key=lambda e: (e[0], -e[1]))
        reach = -1
        for start, end, what in events:
            if start < reach:
                continue
            if isinstance(what, tuple):
                role, label = what
                kin = re.match(rf"['’]s?\s+((?:\w+[\s-]){{0,2}}?)({_KIN})\b", text[end:], re.I)
                if kin and not re.match(
                    r"['’]s?\s+(?:\w+ )?(?:child|famil)\w* (?:social|services|court)", text[end:], re.I
                ):
                    role, label = self._kin(role, kin[1].lower(), kin[2].lower()), None
                    end += kin.end()
                    reach = end
                form = "kin" if kin or _OWNED.match(text[start:end]) else "name"
                reach = max(reach, end)
                sex = self.sexes.get(label) if label else _sex(text[start:end])
                owner = None
            else:
                assert isinstance(what, re.Match)
                told = recent
                doer = next((r for r in reversed(found) if r.subject), None)
                if doer and what["pronoun"] and what["pronoun"].lower() in ("him", "her") and _OBJECT.match(text[end:]):
                    # an object pronoun is not its own clause's subject
                    told = [r for r in recent if r[:2] != (doer.role, doer.label)]
                whom, label, form, sex, owner = self._token(what, told)
                if whom is None:
                    continue
                role = whom
                if told is not recent:
                    recent.extend(told[len(recent) :])
                reach = end
            words = text[start:end]
            low = words.lower()
            possessive = (
                (low in POSSESSIVE and not (low == "her" and _OBJECT.match(text[end:])))
                or bool(re.match(r"['’]s\b|['’](?=\s)", text[end:]))
                or low.endswith(("'s", "’s"))
            )
            subject = (low in SUBJECT_PRONOUNS or bool(_VERB.match(text[end:]))) and not possessive
            if subject and found and found[-1].subject and _AND.fullmatch(text[found[-1].end : start]):
                subject = False  # "she and her daughter left": hers
            found.append(Ref(role, label, start, end, form, words, possessive, subject, owner))
            pushed = form == "kin" and isinstance(what, re.Match) and recent[-2:-1] == [(role, None, sex)]
            if form == "kin" and possessive and recent:
                continue  # "at her mother's house": the next "she" is not the mother
            if role == "staff" or pushed or (form == "pronoun" and not label and role not in ("victim", "perpetrator")):
                continue
            top = recent[-1] if recent else None
            recent.append((role, label, sex))
            if form == "kin" and (of := self._owner(words)) and of[2] == sex and role not in _PARTIES:
                recent.append(of)  # "Ann's sister said that he hit her": Ann
                continue
            if top and top[2] == sex and not subject and top[0] in _PARTIES and role not in _PARTIES:
                recent.append(top)  # "according to her sister": "she" is still the one whose sister it is
        return found

    def _owner(self, words: str) -> Told | None:
        """The party whose relative a label like "Ann's sister" names."""
        for role, labels in (("victim", self.victims), ("perpetrator", self.perpetrators)):
            for label in labels:
                if any(re.match(rf"{re.escape(n)}['’]", words) for n in self._names(label)):
                    return role, label, self.sexes.get(label)
        return None

    def _token(
        self, m: re.Match[str], recent: list[Told]
    ) -> tuple[str | None, str | None, str, str | None, str | None]:
        if m["staff"]:
            return "staff", None, "role", None, None
        if m["pair"]:
            return "both", None, "role", None, None
        if m["parent"]:
            sex: str | None = "female" if m["parent"].lower() in ("mummy", "mum") else "male"
            whose = [r for r in ("victim", "perpetrator") if self.sex(r) == sex]
            return whose[0] if self.couple and len(whose) == 1 else "relative", None, "kin", sex, None
        if m["former"]:
            return (
                "former-partner",
                None,
                "kin",
                _sex(m["former"]) or (self.sex("victim") if self.couple else None),
                None,
            )
        if m["role"]:
            word = m["role"].lower()
            if word in ("children", "child"):
                return "child", None, "role", None, None
            if word in ("couple", "pair"):
                return "both", None, "role", None, None
            party = "victim" if word in ("victim", "deceased") else "perpetrator"
            labels = self.victims if party == "victim" else self.perpetrators
            return party, labels[0] if len(labels) == 1 else None, "role", self.sex(party), None
        if m["kin"]:
            owner, kin, adj = m["owner"].lower(), m["kin"].lower(), m["adj"].lower()
            focus = None
            by: str | None
            if owner in ("his", "her", "their", "my"):
                if owner != "their":
                    focus = self._pronoun(owner, recent)
                by = focus[0] if focus else "both"
                if kin in ("mother", "father", "mum", "dad", "parents") and any(r[0] == "child" for r in recent[-6:]):
                    by = "child"  # "the boy said that he had seen him hurt his mother"
            elif owner in ("the", "a", "an"):
                by = None
            else:
                by = "other"
            role = self._kin(by, adj, kin)
            sex = _sex(kin)
            if role in ("victim", "perpetrator", "former-partner") and sex is None:
                sex = self.sex(
                    "victim"
                    if role == "former-partner" and by != "victim"
                    else "perpetrator"
                    if role == "former-partner"
                    else role
                )
            if focus and focus[0] and focus[2] == sex and role not in ("victim", "perpetrator"):
                recent += [(role, None, sex), focus]  # "her sister": "she" is still the one whose sister it is
            return role, None, "kin", sex, by
        meant, label, sex = self._pronoun(m["pronoun"].lower(), recent)
        return meant, label, "pronoun", sex, None

    def _pronoun(self, word: str, recent: list[Told]) -> tuple[str | None, str | None, str | None]:
        if word in ("they", "them", "their"):
            return "both", None, None
        if word in ("i", "my", "me"):
            return None, None, None
        if word == "who":
            return recent[-1] if recent else (None, None, None)
        sex = "male" if word in ("he", "him", "his", "himself") else "female"
        for role, label, other in reversed(recent):
            if other == sex or (
                other is None and label is not None and role not in ("child", "relative", "friend", "both")
            ):
                return role, label, sex
        for role in ("perpetrator", "victim"):
            other_role = "victim" if role == "perpetrator" else "perpetrator"
            if self.sex(role) == sex and self.sex(other_role) != sex:
                labels = self.victims if role == "victim" else self.perpetrators
                return role, labels[0] if len(labels) == 1 else None, sex
        for role, label, other in reversed(recent):
            if other is None and role in ("victim", "perpetrator"):
                return role, label, sex
        return None, None, sex

    def _kin(self, owner: str | None, adj: str, kin: str) -> str:
        """The role of somebody's relation ("her former husband"), whose owner has the role ``owner``."""
        former = bool(_FORMER.search(adj))
        if former and owner is None and re.fullmatch(_SPOUSE, kin):
            return "former-partner"
        if re.fullmatch(_SPOUSE + r"|fianc\w+", kin):
            return self._spouse(owner, adj, kin, former)
        if re.match(r"sons?$|daughters?$|child|baby|boys?$|girls?$|step-?(?:son|daughter)", kin):
            killed_by = self.relationship == "child" and owner in ("victim", "relative")
            his = killed_by and kin in ("son", "daughter") and _sex(kin) == self.sex("perpetrator")
            return "perpetrator" if his else "child"
        if re.fullmatch("mother|father|parents?|mum|dad", kin):
            return self._parent(owner, kin)
        if self.relationship == "sibling" and owner in ("victim", "perpetrator") and kin in ("sister", "brother"):
            other = "victim" if owner == "perpetrator" else "perpetrator"
            return other if _sex(kin) == self.sex(other) else "relative"
        return "friend" if kin.startswith(("friend", "neighbour")) else "relative"

    def _spouse(self, owner: str | None, adj: str, kin: str, former: bool) -> str:
        """The role of a husband, wife or partner; ``former`` says whether words beside make it an earlier one."""
        if self.couple and not self.married and kin in ("husband", "wife") and owner in ("victim", "perpetrator"):
            return "former-partner"  # those whom the review is about were not married to each other
        if owner not in ("victim", "perpetrator"):
            return "other"
        apart = self.relationship in ("ex-spouse", "ex-partner")
        if owner == "perpetrator":
            if former and not (apart and re.search("ex|former", adj)):
                return "former-partner"
            return "victim" if self.couple else "relative"
        if (former and kin in self.former_kin) or re.search(r"\b(?:first|earlier|second)\b", adj):
            return "former-partner"
        if former and (re.search(r"previous|first|past|earlier|last|other|then", adj) or kin == "husband"):
            return "perpetrator" if apart else "former-partner"
        return "perpetrator" if self.couple else "relative"

    def _parent(self, owner: str | None, kin: str) -> str:
        """The role of a mother, a father or parents: where a child killed one, and of a child of the couple."""
        sex, both = ("female" if kin in ("mother", "mum") else "male"), kin.startswith("parent")
        if self.relationship == "child":
            if owner == "perpetrator" and (both or sex == self.sex("victim")):
                return "victim"
            if owner in ("relative", "child", "both") and sex == self.sex("victim"):
                return "victim"  # a brother or sister of the perpetrator speaks of the parent who died
        if owner in ("both", "child") and self.couple and not both:
            return next((role for role in ("victim", "perpetrator") if self.sex(role) == sex), "relative")
        return "relative"


def subject_before(refs: list[Ref], start: int) -> Ref | None:
    """The last subject of a clause before a place in the sentence."""
    return next((r for r in reversed(refs) if r.end <= start and r.subject), None)


def _nobody(m: re.Match[str], text: str) -> bool:
    """Whether "a child", "the family" means no one there: what somebody was, or a part of a name for something else."""
    if not m["kin"] or m["owner"].lower() not in ("a", "an", "the") or m["adj"]:
        return False
    kin = m["kin"].lower()
    if kin in ("family", "child") and _NO_PERSON.match(text[m.end() :]):
        return True
    return m["owner"].lower() != "the" and bool(_IS_A.search(text[: m.start()]))


def _sex(words: str) -> str | None:
    """The sex that the last telling word of a label gives ("Ann's father" is a man)."""
    found = [(m.start(), "male") for m in MALE.finditer(words)] + [
        (m.start(), "female") for m in FEMALE.finditer(words)
    ]
    return max(found)[1] if found else None
