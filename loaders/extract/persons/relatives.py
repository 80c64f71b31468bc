"""Relatives whom the text names by whose they are ("Adult A's mother", "her mother")."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import permutations

from loaders.document.model import Sentence
from loaders.extract.persons import ties
from loaders.extract.persons.circle import Circle
from loaders.extract.persons.describe import possessive, spoken
from loaders.extract.persons.labels import cues, is_lettered, relation, relation_words
from loaders.extract.reading import evidence
from loaders.sheet import Evidence, Person

#: Words for relatives that make no entry: of several people, or too vague.
_NO_ONE = ("friends", "siblings", "sisters", "brothers", "parents", "grandparents", "baby", "parent")
#: A sentence that begins with somebody who was named before it.
_GOES_ON = re.compile(r"\W*(?:she|he|her|his)\b", re.I)


def _by_label(person: Person) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(person.label)}\b")


class _Phrases:
    """How the text speaks of relatives without a name ("Adult A's mother", "her mother"), by owner and word.

    Attributes:
        counted: how often; what is said beyond doubt counts twice.
        direct: how often with the owner's name.
        places: where.
    """

    def __init__(self, circle: Circle) -> None:
        self._circle = circle
        owners = "|".join([*(names + "['’]s?" for names in circle.owners), r"\b(?:her|his)"])
        self._pattern = re.compile(
            rf"(?P<owner>{owners}) {cues()['adjectives']}(?P<rel>{relation_words()})\b(?!['’]s \w+ )", re.I
        )
        self._everyone = {p.label: re.compile(names, re.I) for p, names in zip(circle.main, circle.owners, strict=True)}
        self.counted: Counter[tuple[str, str]] = Counter()
        self.direct: Counter[tuple[str, str]] = Counter()
        self.places: dict[tuple[str, str], list[Evidence]] = {}

    def read(self, sentence: Sentence) -> None:
        """Counts the phrases of a sentence in which it is clear whose relative is meant."""
        for m in self._pattern.finditer(sentence.text):
            word, told = m["rel"].lower(), relation(m["rel"])
            owner = self._whose(m, told, sentence)
            if owner is None or not told.get("role") or word in _NO_ONE:
                continue
            by_pronoun = m["owner"].lower() in ("her", "his")
            if by_pronoun and not self._is_of(owner, m, sentence):
                continue  # another woman's mother
            key = owner.label, word
            self.counted[key] += 1
            if told.get("relationship") == "parent" and self._alone_before(owner, m, sentence):
                self.counted[key] += 1
            self.direct[key] += not by_pronoun
            self.places.setdefault(key, []).append(evidence(sentence))

    def _whose(self, m: re.Match[str], told: dict[str, str], sentence: Sentence) -> Person | None:
        owner = self._circle.owner(m["owner"])
        if owner is not None or told.get("relationship") != "parent":
            return owner
        # "Adult A was brought up by her father": of two women the one whom the sentence begins with.
        sex = "female" if m["owner"].lower() == "her" else "male"
        before = sentence.text[: m.start()]
        alike = [p for p in self._circle.main if p.sex == sex and self._everyone[p.label].search(before)]
        return alike[0] if len(alike) == 1 and self._everyone[alike[0].label].match(sentence.text) else None

    def _is_of(self, owner: Person, m: re.Match[str], sentence: Sentence) -> bool:
        """Whether "her" or "his" can be the owner's: the sentence begins with a pronoun, or has named the owner.

        "Adult D said that her father …": where Adult D is a child of the two, this is one of them.
        """
        before = sentence.text[: m.start()]
        if relation(m["rel"]).get("relationship") == "parent" and self._of_their_child(m, sentence):
            return False
        if any(relation(k["rel"]).get("sex", owner.sex) == owner.sex for k in self._pattern.finditer(before)):
            return False  # "Mrs Ashby's daughter said that her mother": the daughter's
        return bool(_GOES_ON.match(sentence.text) or self._everyone[owner.label].search(before))

    def _of_their_child(self, m: re.Match[str], sentence: Sentence) -> bool:
        """Whether a child of the two has been named before in the sentence, or last before it, where a pronoun begins
        it."""
        before = [sentence.text[: m.start()]]
        if _GOES_ON.match(sentence.text):
            named = (s.text for s in reversed(sentence.before) if any(p.search(s.text) for p in self._people))
            before += [next(named, "")]
        return any(p.search(text) for p in self._children for text in before)

    @cached_property
    def _people(self) -> list[re.Pattern[str]]:
        """The names of all who were found."""
        return list(map(_by_label, self._circle.found.values()))

    @cached_property
    def _children(self) -> list[re.Pattern[str]]:
        """The names of the children, grown up or not, of the main persons."""
        return [_by_label(p) for p in self._circle.found.values() if ties.is_child_of(p, self._circle.main)]

    def _alone_before(self, owner: Person, m: re.Match[str], sentence: Sentence) -> bool:
        """Whether a sentence begins with the owner and names nobody else before the relative.

        "Adult A was brought up by her father": plain.
        """
        if not self._everyone[owner.label].match(sentence.text):
            return False
        before = sentence.text[: m.start()]
        return not any(s.search(before) for n, s in self._everyone.items() if n != owner.label)

    def is_vague(self, label: str, word: str) -> bool:
        """Whether no name stands by the word, and it is said but once or may be anyone's."""
        if self.direct[label, word]:
            return False
        return self.counted[label, word] < 2 or relation(word)["role"] in ("child", "friend", "former-partner")

    def other_number(self, label: str, word: str) -> str | None:
        """The plural or singular of the word, if the text has that too."""
        return next((w for w in (f"{word}s", word.removesuffix("s")) if w != word and (label, w) in self.counted), None)


def find(circle: Circle) -> None:
    """ "Adult A's mother" and "her mother" where it is clear whose."""
    found, partners = circle.found, _main_ties(circle)
    _of_others(circle)
    phrases = _Phrases(circle)
    for sentence in circle.text.sentences:
        if ties.speaks_of_kin(sentence.text):
            phrases.read(sentence)
    claimed = _claimed(found)
    for label, word in phrases.counted:
        if (child := _of_parent(label, word, found, partners)) is not None:
            child.aliases.append(f"{label}'s {word}")
            continue
        if (same := _through_parent(label, word, circle.main)) and (held := found.get(same.lower())):
            held.aliases.append(f"{label}'s {word}")
            continue
        if _is_main(label, word, partners) or not claimed.isdisjoint(
            (f"{word} of {label}".lower(), f"{label}'s {word}".lower())
        ):
            continue
        if phrases.is_vague(label, word):
            continue
        other = phrases.other_number(label, word)
        if other and len(other) > len(word):
            continue  # "her neighbour" and "her neighbours": one entry, under the plural
        told, owned = relation(word), f"{label}'s {word}"
        owned = owned[0].upper() + owned[1:]
        circle.add(
            owned, told["role"], f"{word} of {label}", phrases.places[label, word], "owned", 0.65, told.get("sex")
        )
        if other and (held := found.get(owned.lower())):
            held.aliases.append(f"{label}'s {other}")


def _claimed(found: dict[str, Person]) -> set[str]:
    """The relations and aliases of those who were found, and what their relations say in other words."""
    claimed = {(p.relation or "").lower() for p in found.values()}
    claimed |= {n.lower() for p in found.values() for n in p.aliases}
    return claimed | {claim for p in found.values() for claim in claims(p.relation or "")}


def _is_main(label: str, word: str, partners: set[tuple[str, str, str | None]]) -> bool:
    """Whether a relative may be another of the main persons, as the victim's husband is who killed her."""
    told = relation(word)
    fits = {told["sex"]} if told.get("sex") else {"female", "male", None}
    return any((label, told.get("relationship"), sex) in partners for sex in fits | {None})


#: What a parent's relative is to the child.
_UP = {"sister": "aunt", "brother": "uncle", "mother": "grandmother", "father": "grandfather", "husband": "stepfather"}


#: What a sibling or a parent of a child is to the child's other parent.
_OF_CHILD = {"sister": ("daughter of {}",), "brother": ("son of {}",), "father": ("husband of {}", "partner of {}")}


def _of_parent(
    label: str, word: str, found: dict[str, Person], partners: set[tuple[str, str, str | None]]
) -> Person | None:
    """Who was found as a parent's where one main person is the other's child: the son's sister is her daughter."""
    parents = {owner for owner, kind, _ in partners if kind == "child" and owner != label}
    if not parents or not any(owner == label and kind == "parent" for owner, kind, _ in partners):
        return None
    told = {form.format(parent).lower() for form in _OF_CHILD.get(word, ()) for parent in parents}
    fit = [p for p in found.values() if (p.relation or "").lower() in told]
    return fit[0] if len(fit) == 1 else None


def _through_parent(label: str, word: str, main: list[Person]) -> str | None:
    """The other name of a relative where one main person is the other's parent: the mother's sister is the aunt."""
    for parent in main:
        child = re.search(r"^(?:mother|father) of (.+)$", parent.relation or "")
        if child and parent.label == label and word in _UP:
            return f"{child[1]}'s {_UP[word]}"
        if child and child[1] == label and word in _UP.values():
            return f"{parent.label}'s {next(k for k, v in _UP.items() if v == word)}"
    return None


def claims(relation_: str) -> set[str]:
    """What a relation says in the words that phrases would be named by: "Victim's father and partner of M"."""
    text = relation_.lower()
    out = set()
    for m in re.finditer(rf"\b({relation_words()}) (?:of|to) (?:the )?([\w ]+?)(?= and (?!\w+$)|,|$)", text):
        out |= {f"{m[1]} of {owner}" for owner in re.split(r" and |, ", m[2])}
    out |= {f"{m[2]} of {m[1]}" for m in re.finditer(rf"\b(?:the )?([\w ]+?)['’]s ({relation_words()})\b", text)}
    return out


def _of_others(circle: Circle) -> None:
    """ "PFP's mother": relatives of those whom a key names, where the text gives them so."""
    tabled = [
        p
        for p in circle.found.values()
        if p.label in circle.text.tabled and (is_lettered(p.label) or p.label.isupper())
    ]
    if not tabled:
        return
    owners = "|".join(spoken(p, {}) for p in tabled)
    pattern = re.compile(rf"(?P<owner>{owners})['’]s {cues()['adjectives']}(?P<rel>{relation_words()})\b", re.I)
    people = {p.label for p in [*circle.main, *circle.found.values()]}
    for sentence in circle.text.sentences:
        for m in pattern.finditer(sentence.text) if ties.speaks_of_kin(sentence.text) else ():
            told = relation(m["rel"])
            if told.get("role") != "relative" or m["rel"].lower().endswith("s"):
                continue
            label = f"{m['owner']}'s {m['rel'].lower()}"
            if label not in people:
                circle.add(
                    label,
                    "relative",
                    f"{m['rel'].lower()} of {m['owner']}",
                    [evidence(sentence)],
                    "owned",
                    0.6,
                    told.get("sex"),
                )


def _main_ties(circle: Circle) -> set[tuple[str, str, str | None]]:
    """What means another of the main persons: (owner, relationship, sex of that other), as the victim's husband."""
    love = ("spouse", "partner", "ex-spouse", "ex-partner")
    inverse = {"child": "parent", "parent": "child"}
    pairs: set[tuple[str, str, str | None]] = set()
    main = list(zip(circle.main, circle.owners, strict=True))
    for (one, names), (other, others_names) in permutations(main, 2):
        pronoun = possessive(other, one)
        # "Mrs Ashby and her husband with their son Daniel": hers too, who was named before
        pronoun = rf"(?:{pronoun}|their)" if pronoun else None
        for word, _, sure in ties.between(circle.text.sentences, names, others_names, pronoun):
            told = relation(word)
            kind = told.get("relationship", "")
            if kind in love:
                pairs |= {(owner.label, k, held.sex) for owner, held in ((one, other), (other, one)) for k in love}
            elif sure and told.get("sex", one.sex) in (one.sex, None):
                pairs |= {(other.label, kind, one.sex), (one.label, inverse.get(kind, kind), other.sex)}
    return pairs
