"""What a perpetrator was to the victim, and the kind of homicide that this makes it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from loaders.document.model import Sentence
from loaders.extract.deaths.cues import ELSEWHERE, compiled, cues, filled
from loaders.extract.deaths.said import Said
from loaders.extract.deaths.telling import FATAL
from loaders.extract.persons import ties
from loaders.extract.persons.labels import cues as persons_cues
from loaders.extract.persons.labels import relation, relation_words
from loaders.extract.reading import Reading
from loaders.sheet import Person

#: What a perpetrator is to a victim who is this to the perpetrator; None where it is the same both ways.
_INVERSE = {
    **dict.fromkeys(("spouse", "ex-spouse", "partner", "ex-partner", "sibling", "other-relative"), None),
    "parent": "child",
    "child": "parent",
    "household-member": "household-member",
}
#: The kind of homicide by the relationship.
KINDS = {
    **dict.fromkeys(("spouse", "ex-spouse", "partner", "ex-partner"), "intimate-partner"),
    **dict.fromkeys(("child", "parent", "sibling", "other-relative"), "familial"),
    "household-member": "household",
}

#: Says of a relationship that it is told as one that had ended.
_OVER = re.compile(r"\b(?:relationship|married)\b[^.;]{0,12}\b(?:until|had ended|was over)\b", re.I)
_ENDED_IT = re.compile(r"\bended (?:the|their) (?:relationship|marriage)\b", re.I)
#: Says so of the one who killed ("by her husband, from whom she had been separated since January").
_FROM_WHOM = re.compile(
    r"\bfrom whom (?:she|he|they) (?:had|was|were)\b[^,.;]{0,20}\b(?:separated|estranged|divorced)\b", re.I
)
_THEY = re.compile(r"\W*(?:They|The couple|The two|Both)\b")
_BEGUN = re.compile(r"\W*(?:She|He) (?:had )?married\b")
_COUPLE = re.compile(r"\b[Tt]he (?:couple|two) (?:(?:had|were|had been) )?(?:separated|divorced|parted|lived apart)\b")
_HIS_WIFE = re.compile(r"\b(?:his|her) (?:wife|husband|partner)\b")
#: Stands between a word for a relative and a name that goes with it.
_NAMED = re.compile(
    r",? (?:who (?:is|was|will be) (?:\w+ )?(?:referred to as|known as|called|named) )?(?:\(|[\"“‘'])?(?=[A-Z])"
)
#: Someone of whose death it is told, before the words for it.
_ANOTHER_DIED = re.compile(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+,? (?:who )?(?:was|were|had been) (?:\w+ )?$")
#: How much more a word for a relationship that was over ("her estranged husband") says than one that leaves it open.
ENDED = 3.1
#: How much more a sentence says that calls the two parted where it tells who killed.
LEFT = 4


def relationship_of(
    victim: Person, victims: list[Person], killer: Person, killers: list[Person], reading: Reading
) -> tuple[str | None, list[Sentence]]:
    """What the perpetrator was to the victim (contract vocabulary), with the sentences that say so."""
    # What the machine itself drew from the text is drawn anew below, with more care.
    stated = killer.origin is None or killer.origin.by == "person" or killer.origin.rule == "persons.table"
    told = _from_label(victim, killer) if stated else None
    if kin := re.fullmatch(rf"(?:the|{re.escape(victim.label)}['’]s) ({relation_words()})", killer.label, re.I):
        return relation(kin[1]).get("relationship"), []
    her = ties.spoken([victim.label, *victim.aliases], "victim" if len(victims) == 1 else None)
    his = ties.spoken([killer.label, *killer.aliases], "perpetrator" if len(killers) == 1 else None)
    apart = victim.sex != killer.sex
    # Rows are read by the persons' tables, whose word is added below.
    another = compiled("other_review")
    told_here = (s for s in reading.sentences(without=ELSEWHERE) if s.paragraph.kind != "row")
    sentences = [s for s in told_here if not another.search(s.text)]
    said = Said()
    for word, s, sure in ties.between(sentences, his, her, ties.PRONOUN.get(victim.sex or "") if apart else None):
        # A word of the other sex is of someone else.
        fits = killer.sex is None or relation(word).get("sex", killer.sex) == killer.sex
        if (kind := relation(word).get("relationship")) and fits:
            ended = kind in ("spouse", "partner") and re.search(rf"\b{re.escape(word)} until\b", s.text, re.I)
            said.add(f"ex-{kind}" if ended else kind, s, _weight(kind, sure))
    for word, s, sure in ties.between(sentences, her, his, ties.PRONOUN.get(killer.sex or "") if apart else None):
        kind = relation(word).get("relationship")
        if kind in _INVERSE and (victim.sex is None or relation(word).get("sex", victim.sex) == victim.sex):
            said.add(_INVERSE[kind] or kind, s, _weight(kind, sure))
    if told:
        said.add(told, Sentence(reading.document.paragraphs[0], 0, 0), 20 if told.startswith("ex-") else 10)
    _parted(said, sentences, her, his, alone=len(victims) == len(killers) == 1)
    if sum(n for k, n in said.votes.items() if k != "parted") < 40:
        for tie, s, weight in _Pair(victim, killer, her, his, len(victims) == 1).told(sentences):
            said.add(tie, s, weight)
    if not said.votes and (other := _through_relative(victim, victims, killer)):
        return other, []
    return _settled(said), said.places.get(_settled(said) or "", [])


def _weight(kind: str, sure: bool) -> int:
    """How much one statement counts: "her son" may be another woman's, "her husband" hardly."""
    return 3 if kind == "other" else 10 if sure or KINDS.get(kind) == "intimate-partner" else 2


def _from_label(victim: Person, killer: Person) -> str | None:
    """From the relation that the persons' table gave: "estranged husband of Adult 1"."""
    text, adj = killer.relation or "", persons_cues()["adjectives"]
    # In a column of what they were to the victim: "Former partner".
    if (bare := re.fullmatch(rf"(?:the )?{adj}({relation_words()})", text, re.I)) and not victim.relation:
        return relation(bare[1]).get("relationship")
    if own := re.match(rf"(?:her|his) {adj}({relation_words()})(?=\W|\Z)", text, re.I):
        return relation(own[1]).get("relationship")  # in a list of people that the victim heads
    her = "|".join(map(re.escape, (victim.label, *victim.aliases, "victim")))
    if owned := re.search(rf"\b(?:{her})['’]s? {adj}({relation_words()})(?=\s*[(,;])", text, re.I):
        return relation(owned[1]).get("relationship")  # "Nell's brother-in-law (elder brother of Kamal)"
    for m in re.finditer(rf"\b({relation_words()})(?: (?:of|to) |(?=['’]s)|\Z)", text, re.I):
        rest = text[m.end() :]
        owners = [victim.label, *victim.aliases, "the victim", "victim", "deceased"]
        if any(
            re.match(
                rf"(?:the )?{re.escape(o)}(?![\w'’])(?![^.;]*['’]s? (?:\w+ )?(?:child|son|daughter|baby))", rest, re.I
            )
            for o in owners
        ) or (
            m.end() == len(text)
            and any(
                re.fullmatch(rf"(?:.*\b)?(?:the )?{re.escape(o)}['’]?s? {adj}", text[: m.start()], re.I) for o in owners
            )
        ):
            told = relation(m[1])
            if told.get("sex", killer.sex) in (killer.sex, None) or killer.sex is None:
                kind = told.get("relationship")
                # "husband of Adult 1, separated"
                apart = kind in ("spouse", "partner") and re.search(r"\b(?:separated|estranged|divorced)\b", text, re.I)
                return f"ex-{kind}" if apart else kind
    text = victim.relation or ""
    for m in re.finditer(rf"\b({relation_words()}) (?:of|to) ", text, re.I):
        owners = [killer.label, *killer.aliases, "the perpetrator", "perpetrator"]
        if any(re.match(rf"(?:the )?{re.escape(o)}(?![\w'’])", text[m.end() :], re.I) for o in owners):
            kind = relation(m[1]).get("relationship")
            return _INVERSE.get(kind or "") or kind
    return None


def _parted(said: Said, sentences: list[Sentence], her: str, his: str, *, alone: bool) -> None:
    """That the two had parted, in sentences that name both, or mean them by "the couple" where they are ``alone`` in
    their roles."""
    one, other = re.compile(her, re.I), re.compile(his, re.I)
    left_him = re.compile(rf"\bleft (?:her|his) (?:husband|wife|partner|boyfriend|girlfriend),? {his}", re.I)
    parted = re.compile(
        r"\b(?:had|were|was|recently|already|since) (?:\w+ )?(?:separated|divorced|estranged|split up)\b|"
        r"\bseparated from\b|\b(?:They|The couple|The two) (?:had )?separated\b|\btheir separation\b|"
        r"\bended (?:the|their|her|his) (?:relationship|marriage)|\b(?:relationship|marriage) (?:had )"
        r"?(?:ended|broken down|broke down|was over)|\bno longer together\b|\bbr(?:oke|oken) up with\b|\basked \S+ "
        r"to (?:leave|move out)\b|\b(?:separated|parted) in\b|\bfinished with\b|\b(?:couple|they) lived apart\b|"
        r"\brelationship until\b|"
        rf"\bleft (?:(?:her|his) (?:husband|wife|partner|boyfriend|girlfriend),? )?(?:{his}|him)(?! (?:alone|to|"
        rf"with|in|at|a|the|and)\b)|\bmoved out\b",
        re.I,
    )

    def both(text: str) -> bool:
        return bool(one.search(text) and other.search(text))

    for s in sentences:
        if (
            parted.search(s.text)
            and (
                (one.search(s.text) and other.search(s.text))
                or (one.match(s.text) and other.search(s.paragraph.text) and _ENDED_IT.search(s.text))
                or (_THEY.match(s.text) and s.before and both(s.before[-1].text))
                or (left_him.search(s.text) and one.search(s.paragraph.text))
                or (_FROM_WHOM.search(s.text) and other.search(s.text) and one.search(s.paragraph.text))
                or (alone and _COUPLE.search(s.text))
                or (alone and _THEY.match(s.text) and s.before and _HIS_WIFE.search(s.before[-1].text))
            )
            and not re.search(
                r"\b(?:unclear|whether|if they|previously|had not|not separated|reconcil\w+|in the past|"
                r"years? (?:ago|earlier))\b",
                s.text,
                re.I,
            )
        ):
            of_the_death = s.section.kind in ("background", "process") and FATAL.search(s.paragraph.text[: s.start])
            said.add("parted", s, LEFT if _FROM_WHOM.search(s.text) else 2 if of_the_death else 1)


@dataclass(frozen=True)
class _Pair:
    """A victim and a perpetrator, and what is said of the two where no name stands beside the word for it.

    Attributes:
        victim, killer: the two.
        her, his: patterns of what they are called.
        only: whether there is no other victim, so that what is said of a victim without a name is said of this one.
    """

    victim: Person
    killer: Person
    her: str
    his: str
    only: bool

    def told(self, sentences: list[Sentence]) -> Iterator[tuple[str, Sentence, float]]:
        """What the perpetrator was to the victim, with the sentences that say so and their weights."""
        for s in sentences:
            if tie := self._as_a_couple(s):
                yield tie, s, 3
        if self.only:
            yield from self._killed_by(sentences)
        hers, his = ties.PRONOUN.get(self.victim.sex or ""), ties.PRONOUN.get(self.killer.sex or "")
        if self.only and hers and his and hers != his:
            yield from self._beside_the_killing(sentences, hers)
            yield from self._by_pronouns(sentences, hers, his)

    @cached_property
    def _she(self) -> re.Pattern[str]:
        return re.compile(self.her, re.I)

    @cached_property
    def _he(self) -> re.Pattern[str]:
        return re.compile(self.his, re.I)

    @cached_property
    def _married(self) -> re.Pattern[str]:
        return filled("married", HER=self.her, HIS=self.his)

    def _as_a_couple(self, s: Sentence) -> str | None:
        """What they were by a sentence on their marriage or relationship: "They were married"."""
        text = s.text
        if self.only and self._he.search(text) and compiled("whom").search(text):
            tie = "spouse" if self._married.search(text) else "partner"
            return f"ex-{tie}" if _OVER.search(text) else tie
        meant = self.only and _THEY.match(text) and s.before and self._names_both(s.before[-1].text)
        if self.only and _BEGUN.match(text) and (self._she.search(text) or self._he.search(text)):
            meant = meant or self._names_both(s.paragraph.text)
        if not (meant or self._names_both(text)):
            return None
        if self._married.search(text):
            return "spouse"
        return "partner" if compiled("together").search(text) else None

    def _names_both(self, text: str) -> bool:
        return bool(self._she.search(text) and self._he.search(text))

    def _killed_by(self, sentences: list[Sentence]) -> Iterator[tuple[str, Sentence, float]]:
        """What the killer was by the words that name him as such: "He was stabbed by his brother, Ken"."""
        by = filled("killed_by_named", ADJECTIVES=persons_cues()["adjectives"], RELATIVE=relation_words(), HIS=self.his)
        own = filled(
            "killed_own",
            OWN=ties.PRONOUN.get(self.killer.sex or "", "(?:his|her)"),
            ADJECTIVES=persons_cues()["adjectives"],
            RELATIVE=relation_words(),
        )
        plain = filled(
            "apposed", HER=self.her, HIS=self.his, RELATIVE=relation_words(), ADJECTIVES=persons_cues()["adjectives"]
        )
        parent = filled("parent_of_theirs", HER=self.her, HIS=self.his)
        home = filled("shared_the_home", HIS=self.his)
        for s in sentences:
            if (m := by.search(s.text)) and (kind := relation(m["rel"]).get("relationship")):
                yield kind, s, 10
            for m in plain.finditer(s.text):
                told = relation(m["rel"] or m["rel2"])
                if (kind := told.get("relationship")) and told.get("sex", self.killer.sex) in (self.killer.sex, None):
                    yield kind, s, 5
            if parent.search(s.text):
                yield "partner", s, 6
            if home.search(s.text):
                yield "household-member", s, 4
            if (m := own.search(s.text)) and self._he.search(s.text[: m.start()]):
                told = relation(m["rel"])
                kind = told.get("relationship")
                if kind in _INVERSE and told.get("sex", self.victim.sex) in (self.victim.sex, None):
                    yield _INVERSE[kind] or kind, s, 10

    def _beside_the_killing(self, sentences: list[Sentence], hers: str) -> Iterator[tuple[str, Sentence, float]]:
        """What "her husband" is, whoever is named beside it: weak in one sentence, but of a whole report it tells."""
        killed_by = filled("killed_by_relative", HER=hers, KIN=cues()["kin_by_sex"][self.killer.sex])
        for s in sentences:
            for m in killed_by.finditer(s.text):
                if (named := _ANOTHER_DIED.search(s.text[: m.start()])) and not self._she.search(named[0]):
                    continue  # "the case of Nell Wood, who was murdered by her former partner"
                words = re.search(rf"\b{relation_words()}\b", m[1] or m[2] or "", re.I)
                if words and (kind := relation(words[0]).get("relationship")):
                    yield kind, s, 10

    def _by_pronouns(self, sentences: list[Sentence], hers: str, his: str) -> Iterator[tuple[str, Sentence, float]]:
        """What "his mother" is, which all through a report tells as well."""
        owned = filled("owned_relative", HER=hers, HIS=his, RELATIVE=relation_words())
        for s in sentences:
            for m in owned.finditer(s.text):
                own = m["owner"].lower() == his
                if self._is_another(s.text[m.end() :], own):
                    continue
                if tie := self._owned(m["rel"], own):
                    yield tie, s, 0.5 if tie.startswith("ex-") else 1

    def _is_another(self, after: str, his: bool) -> bool:
        """Whether what follows a word for a relative names one who is not the other of the two ("her son, Child A")."""
        named = _NAMED.match(after)
        return named is not None and not (self._she if his else self._he).match(after, named.end())

    def _owned(self, word: str, his: bool) -> str | None:
        """What the perpetrator was, if a word for a relative, his or else hers, means the other of the two."""
        told = relation(word)
        kind = told.get("relationship")
        if kind not in KINDS or told.get("sex") != (self.victim if his else self.killer).sex:
            return None
        # Parents and siblings of either are spoken of in every review; a victim's son may be the killer.
        if kind in ("sibling", "other-relative") or (kind == "parent" and not his):
            return None
        return (_INVERSE[kind] or kind) if his else kind


def _settled(said: Said) -> str | None:
    """The relationship, ended ones weighed against living ones."""
    v = defaultdict(float, {k: n for k, n in said.votes.items() if k != "parted"})
    if not v:
        return None
    love = {k: v[k] for k in ("spouse", "partner", "ex-spouse", "ex-partner")}
    best = max(v, key=lambda kind: v[kind])
    if best not in love:
        return best if v[best] > 1 else None  # one "her son" beside nobody's name tells of any son
    # That they had parted counts for itself only where nothing says "former" or "estranged": many left and came back.
    ended = love["ex-spouse"] + love["ex-partner"] or 6 * said.votes["parted"]
    living = love["spouse"] + love["partner"]
    wed = (
        love["spouse"] + love["ex-spouse"] >= love["partner"] + love["ex-partner"]
        or love["ex-spouse"] * 2 >= love["ex-partner"] + love["partner"] > 0 == love["spouse"]
    )
    base = "spouse" if wed else "partner"
    return f"ex-{base}" if ended * ENDED >= living and ended else base


def _through_relative(victim: Person, victims: list[Person], killer: Person) -> str | None:
    """A second victim who was a relative of the first, of whom the perpetrator was the partner."""
    for other in victims:
        if other is victim:
            continue
        if (victim.relation and other.label in victim.relation) or (other.relation and victim.label in other.relation):
            return "other-relative"
    return None
