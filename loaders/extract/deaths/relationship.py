"""What a perpetrator was to the victim, and the kind of homicide that this makes it."""

from __future__ import annotations

import re
from collections import Counter

from loaders.document.model import Sentence
from loaders.extract.deaths.cues import ELSEWHERE
from loaders.extract.deaths.said import Said
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
#: How much more a word for a relationship that was over ("her estranged husband") says than one that leaves it open.
ENDED = 3.1


def relationship_of(
    victim: Person, victims: list[Person], killer: Person, killers: list[Person], reading: Reading
) -> tuple[str | None, list[Sentence]]:
    """What the perpetrator was to the victim (contract vocabulary), with the sentences that say so."""
    # What the machine itself drew from the text is drawn anew below, with more care.
    stated = killer.origin is None or killer.origin.by == "person" or killer.origin.rule == "persons.table"
    told = _from_label(victim, killer) if stated else None
    if kin := re.fullmatch(rf"{re.escape(victim.label)}['’]s ({relation_words()})", killer.label, re.I):
        return relation(kin[1]).get("relationship"), []
    her = ties.spoken([victim.label, *victim.aliases], "victim" if len(victims) == 1 else None)
    his = ties.spoken([killer.label, *killer.aliases], "perpetrator" if len(killers) == 1 else None)
    apart = victim.sex != killer.sex
    # Rows are read by the persons' tables, whose word is added below.
    sentences = [s for s in reading.sentences(without=ELSEWHERE) if s.paragraph.kind != "row"]
    said = Said()
    for word, s, sure in ties.between(sentences, his, her, ties.PRONOUN.get(victim.sex or "") if apart else None):
        # A word of the other sex is of someone else.
        if (kind := relation(word).get("relationship")) and relation(word).get("sex", killer.sex) in (killer.sex, None):
            said.add(kind, s, _weight(kind, sure))
    for word, s, sure in ties.between(sentences, her, his, ties.PRONOUN.get(killer.sex or "") if apart else None):
        kind = relation(word).get("relationship")
        if kind in _INVERSE and relation(word).get("sex", victim.sex) in (victim.sex, None):
            said.add(_INVERSE[kind] or kind, s, _weight(kind, sure))
    if told:
        said.add(told, Sentence(reading.document.paragraphs[0], 0, 0), 20 if told.startswith("ex-") else 10)
    _parted(said, sentences, her, his)
    if sum(n for k, n in said.votes.items() if k != "parted") < 40:
        _by_marriage(said, sentences, her, his, victim, killer, len(victims) == 1)
    if not said.votes and (other := _through_relative(victim, victims, killer)):
        return other, []
    return _settled(said), said.places.get(_settled(said) or "", [])


def _weight(kind: str, sure: bool) -> int:
    """How much one statement counts: "her son" may be another woman's, "her husband" hardly."""
    return 3 if kind == "other" else 10 if sure or KINDS.get(kind) == "intimate-partner" else 2


def _from_label(victim: Person, killer: Person) -> str | None:
    """From the relation that the persons' table gave: "estranged husband of Adult 1"."""
    text, adj = killer.relation or "", persons_cues()["adjectives"]
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


def _parted(said: Said, sentences: list[Sentence], her: str, his: str) -> None:
    """That the two had parted, in sentences that name both."""
    one, other = re.compile(her, re.I), re.compile(his, re.I)
    parted = re.compile(
        r"\b(?:had|were|was|recently|already|since) (?:\w+ )?(?:separated|divorced|estranged|split up)\b|"
        r"\bseparated from\b|\btheir separation\b|"
        r"\bended (?:the|their|her|his) (?:relationship|marriage)|\b(?:relationship|marriage) (?:had )"
        r"?(?:ended|broken down|broke down|was over)|"
        r"\brelationship until\b|"
        rf"\bleft (?:{his}|him)(?! (?:alone|to|with|in|at|a|the|and)\b)|\bmoved out\b",
        re.I,
    )
    ended = re.compile(r"\bended (?:the|their) (?:relationship|marriage)\b", re.I)
    for s in sentences:
        if (
            parted.search(s.text)
            and (
                (one.search(s.text) and other.search(s.text))
                or (one.match(s.text) and other.search(s.paragraph.text) and ended.search(s.text))
            )
            and not re.search(
                r"\b(?:unclear|whether|if they|previously|had not|not separated|reconcil\w+|in the past|"
                r"years? (?:ago|earlier))\b",
                s.text,
                re.I,
            )
        ):
            said.add("parted", s, 1)


def _by_marriage(
    said: Said, sentences: list[Sentence], her: str, his: str, victim: Person, killer: Person, alone: bool
) -> None:
    """ "They were married"; "her ex-partner" without a name, where only one can be meant."""
    one, other = re.compile(her, re.I), re.compile(his, re.I)
    pair = rf"(?:they|(?:the|a|both|this) couple|both|{her} and {his}|{his} and {her})"
    married = re.compile(
        rf"{pair}[^.;]{{0,30}}? (?:were|had been|got|had|are) (?:\w+ ){{0,2}}married|\bhusband and wife\b|"
        rf"\btheir marriage\b|\bmarried couple\b|"
        rf"\b(?:{her}[^.;]{{0,30}} married {his}|{his}[^.;]{{0,30}} married {her})",
        re.I,
    )
    together = re.compile(
        r"\b(?:began|started|formed|entered|resumed) (?:an? |into an? |their )?(?:(?:intimate|new|sexual|"
        r"romantic|on-off|long-term|dating) ){0,2}relationship|"
        r"\bin (?:an? )?(?:(?:intimate|new|sexual|romantic|on-off|long-term|same-sex) ){0,2}relationship\b|"
        r"\b(?:intimate|romantic|sexual) relationship|"
        r"\b(?:the|as a|young) couple\b|\bcohabit",
        re.I,
    )
    for s in sentences:
        if alone and other.search(s.text) and re.search(r"\bwhom (?:she|he) (?:was|had been|had|lived)\b", s.text):
            tie = "spouse" if married.search(s.text) else "partner"
            said.add(f"ex-{tie}" if _OVER.search(s.text) else tie, s, 3)
            continue
        if not (one.search(s.text) and other.search(s.text)):
            continue
        if married.search(s.text):
            said.add("spouse", s, 3)
        elif together.search(s.text):
            said.add("partner", s, 3)
    # "her husband", "his ex-partner", whoever is named beside it: weak, but of a whole report it tells.
    if alone and victim.sex and killer.sex and victim.sex != killer.sex:
        pronoun = ties.PRONOUN[victim.sex]
        loose = re.compile(
            rf"\b{pronoun} (?:\w+ )?((?:ex|former|estranged|separated)?[- ]?(?:husband|wife|partner|boyfriend|"
            rf"girlfriend|{'son|father|brother' if killer.sex == 'male' else 'daughter|mother|sister'}))\b"
            r"[^.;]{0,40}\b(?:murder|kill|stabb|strangl)|\b(?:killed|murdered|stabbed|strangled)\b[^.;]{0,30} by "
            rf"{pronoun} (?:\w+ )?([\w-]+(?: \w+)?)",
            re.I,
        )
        for s in sentences:
            for m in loose.finditer(s.text):
                words = re.search(relation_words(), m[1] or m[2] or "", re.I)
                if words and (kind := relation(words[0]).get("relationship")):
                    said.add(kind, s, 10)
        # "His mother" all through a report tells as well, whoever is named beside it.
        hers, of_him = ties.PRONOUN[victim.sex], ties.PRONOUN[killer.sex]
        owned = re.compile(rf"\b(?P<owner>{hers}|{of_him}) (?P<rel>{relation_words()})\b(?!['’]s)", re.I)
        for s in sentences:
            for m in owned.finditer(s.text):
                told, mine = relation(m["rel"]), m["owner"].lower() == of_him
                kind = told.get("relationship")
                # Parents and siblings of either are spoken of in every review; a victim's son may be the killer.
                if (kind == "parent") != mine and kind in ("parent", "sibling", "other-relative"):
                    continue
                if (
                    kind in KINDS
                    and kind not in ("sibling", "other-relative")
                    and told.get("sex") == (victim if mine else killer).sex
                ):
                    said.add((_INVERSE[kind] or kind) if mine else kind, s, 1)


def _settled(said: Said) -> str | None:
    """The relationship, ended ones weighed against living ones."""
    v = Counter({k: n for k, n in said.votes.items() if k != "parted"})
    if not v:
        return None
    love = {k: v[k] for k in ("spouse", "partner", "ex-spouse", "ex-partner")}
    best = v.most_common(1)[0][0]
    if best not in love:
        return best
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
