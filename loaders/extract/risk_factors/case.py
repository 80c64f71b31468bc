"""The people whom a review is about: which they are, of which sex, and how their relations stand to the case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from loaders.extract.reading import Reading
from loaders.extract.risk_factors.cues import words
from loaders.sheet import Person

MALE = re.compile(rf"\b({words('male')})\b", re.I)
FEMALE = re.compile(rf"\b({words('female')})\b", re.I)
SPOUSE = words("spouse")
_FORMER = re.compile(r"\b(?:ex|former|previous|first|past|earlier|last|other|then)\b")
_COUPLE = ("spouse", "ex-spouse", "partner", "ex-partner")
_SEXED = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b")

#: Somebody told of: role, label (where one person of the sheet is meant) and sex, as far as they are known.
Told = tuple[str | None, str | None, str | None]


class Case:
    """The people of one review.

    Attributes:
        relationship: of the perpetrator to the victim; of several deaths, that within the couple.
        couple: whether the two were a couple, or nothing tells that they were not.
        married: the same of a marriage.
        former: whether the sheet has a former partner.
        both_ways: whether the victim is told to have been violent to the perpetrator too.
        names: of the parties and of the children, for the wordings that want one.
    """

    def __init__(self, reading: Reading) -> None:
        persons = reading.persons
        self.both_ways = False
        self._reading = reading
        self.victims = [p.label for p in persons if p.role == "victim"]
        self.perpetrators = [p.label for p in persons if p.role == "perpetrator"]
        self.sexes = {
            p.label: p.sex or sex_of(p.label) or (sex_of(p.relation.partition(" of ")[0]) if p.relation else None)
            for p in persons
        }
        kinds = [d.relationship for d in reading.deaths if d.relationship]
        # Of several deaths the one in the couple tells most: a relative who came between them is the other.
        self.relationship = next((k for k in kinds if k in _COUPLE), kinds[0] if kinds else None)
        self.couple = self.relationship in (None, *_COUPLE)
        self.married = self.relationship in (None, "spouse", "ex-spouse")
        self._take_after_the_victim(p for p in persons if p.role == "former-partner")
        self._guess_sexes()
        parties = [n for x in [*self.victims, *self.perpetrators] for n in self.names_of(x) if n[:1].isupper()]
        children = [n for p in persons if p.role == "child" for n in [p.label, *p.aliases] if n[:1].isupper()]
        self.names: tuple[tuple[str, ...], tuple[str, ...]] = (tuple(set(parties)), tuple(set(children)))
        former = [p for p in persons if p.role == "former-partner"]
        told = " ".join(f"{p.label} {' '.join(p.aliases)} {p.relation or ''}" for p in former)
        self.former = bool(former)
        #: The words that the sheet has for former partners: "her ex-husband" is then none of the couple.
        self._former_kin = set(re.findall(SPOUSE, told.lower()))

    def names_of(self, label: str) -> list[str]:
        """All that a person is called."""
        person = self._reading.person_index.persons.get(label)
        return [label, *(person.aliases if person else [])]

    def labels(self, role: str) -> list[str]:
        """The labels of the victims, or of the perpetrators."""
        return self.victims if role == "victim" else self.perpetrators

    def party(self, role: str) -> Told:
        """The victim or the perpetrator; without a label where there are several."""
        labels = self.labels(role)
        return role, labels[0] if len(labels) == 1 else None, self.sex(role)

    def _take_after_the_victim(self, former: Iterable[Person]) -> None:
        """Gives a former partner of the perpetrator, whose sex nothing tells, that of the victim of a couple."""
        hers, his = self.sex("victim"), self.sex("perpetrator")
        for person in former if self.couple and hers and his else ():
            if self.sexes[person.label] is None and not any(v in (person.relation or "") for v in self.victims):
                self.sexes[person.label] = hers

    def _guess_sexes(self) -> None:
        """The sex of those whose label does not tell it, from the pronouns of sentences that name nobody else."""
        unknown = {label for label, sex in self.sexes.items() if sex is None}
        if not unknown:
            return
        counts: dict[str, Counter[str]] = {}
        for sentence in self._reading.sentences():
            named = {m.label for m in self._reading.person_index.mentions(sentence)}
            if len(named) == 1 and (label := next(iter(named))) in unknown:
                told = counts.setdefault(label, Counter())
                for word in _SEXED.findall(sentence.text.lower()):
                    told["male" if word in ("he", "him", "his", "himself") else "female"] += 1
        for label, told in counts.items():
            if told:
                self.sexes[label] = told.most_common(1)[0][0]

    def sex(self, role: str) -> str | None:
        """The sex of the victim or perpetrator, if all of that role share one."""
        sexes = {self.sexes.get(label) for label in self.labels(role)}
        return next(iter(sexes)) if len(sexes) == 1 else None

    def kin(self, owner: str | None, adj: str, kin: str) -> str:
        """The role of somebody's relation ("her former husband"), whose owner has the role ``owner``."""
        former = bool(_FORMER.search(adj))
        if former and owner is None and re.fullmatch(SPOUSE, kin):
            return "former-partner"
        if re.fullmatch(SPOUSE + r"|fianc\w+", kin):
            return self._spouse(owner, adj, kin, former)
        if re.match(r"sons?$|daughters?$|child|baby|boys?$|girls?$|step-?(?:son|daughter)", kin):
            killed_by = self.relationship == "child" and owner in ("victim", "relative")
            his = killed_by and kin in ("son", "daughter") and sex_of(kin) == self.sex("perpetrator")
            return "perpetrator" if his else "child"
        if re.fullmatch("mother|father|parents?|mum|dad", kin):
            return self._parent(owner, kin)
        if self.relationship == "sibling" and owner in ("victim", "perpetrator") and kin in ("sister", "brother"):
            other = "victim" if owner == "perpetrator" else "perpetrator"
            return other if sex_of(kin) == self.sex(other) else "relative"
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
        if (former and kin in self._former_kin) or re.search(r"\b(?:first|earlier|second)\b", adj):
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


def sex_of(words: str) -> str | None:
    """The sex that the last telling word of a label gives ("Ann's father" is a man)."""
    found = [(m.start(), "male") for m in MALE.finditer(words)] + [
        (m.start(), "female") for m in FEMALE.finditer(words)
    ]
    return max(found)[1] if found else None
