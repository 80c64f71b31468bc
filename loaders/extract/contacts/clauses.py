"""Who does what to whom in a sentence: its clauses, with their parts, told from the dependency parse."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from loaders.extract.contacts.against import PASSIVE_SUBJECTS, SUBJECTS, against, beside, is_present

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: What a verb's token is in the sentence where it is none ("he could face arrest").
NOUN_LIKE = {"amod", "compound", "aux", "auxpass", "nmod", "det", "case", "prep", "mark"} | {"dobj", "pobj"}
#: Prepositions that name another party beside the one who acts.
BESIDE = {"to", "with", "about", "regarding", "concerning", "against", "for"}
#: Verbs whose object comes from somebody ("received a call from the hospital").
GETTING = {"receive", "get", "take"}


@dataclass
class Clause:
    """A verb and what hangs on it.

    Attributes:
        verb: the verb's token; ``lemma`` its lemma in lower case.
        actors: token indices of the subject; of the agent ("by ..."), in a passive clause.
        passive: those of a passive clause's subject.
        reached: those of the objects and of what prepositions bring in; ``source`` what stands after "from",
            ``giver`` after the "from" of what was received ("a call from the hospital").
        own: those of all its words, without the clauses under it.
        has_object: whether something is acted on directly.
        against: what speaks against its having happened (negated, conditional, asked for, still to come), and the word
            that does; None where it did happen.
    """

    verb: Token
    lemma: str
    actors: set[int] = field(default_factory=set)
    passive: set[int] = field(default_factory=set)
    reached: set[int] = field(default_factory=set)
    source: set[int] = field(default_factory=set)
    giver: set[int] = field(default_factory=set)
    own: set[int] = field(default_factory=set)
    is_passive: bool = False
    has_object: bool = False
    against: tuple[str, str] | None = None

    @property
    def happened(self) -> bool:
        """Whether it tells of something that happened."""
        return self.against is None

    @cached_property
    def text(self) -> str:
        """Its words."""
        described = self.actors if self.verb.dep_ in ("relcl", "acl") else set()
        doc = self.verb.doc
        return "".join(doc[i].text_with_ws for i in sorted(self.own | self.passive | described))

    @cached_property
    def wide(self) -> str:
        """Its words and those of the clauses under it."""
        return self.verb.doc[self.verb.left_edge.i : self.verb.right_edge.i + 1].text

    def holds(self, offset: int) -> bool:
        """Whether the word at an offset of the sentence is one of its own."""
        doc = self.verb.doc
        return any(doc[i].idx <= offset < doc[i].idx + len(doc[i]) for i in self.own)

    @cached_property
    def start(self) -> int:
        """Where its first word begins."""
        return self.verb.doc[min(self.own)].idx

    @cached_property
    def end(self) -> int:
        """Where its last word ends."""
        last = self.verb.doc[max(self.own)]
        return last.idx + len(last)


def clauses(doc: Doc, present: bool = False) -> list[Clause]:
    """The clauses of a parsed sentence, in the order of their verbs.

    Args:
        doc: the parsed sentence.
        present: whether the text tells what happened in the present tense, as the entries of a chronology may.
    """
    heads = {t.i for t in doc if _is_head(t)}
    found: dict[int, Clause] = {}
    for index in sorted(heads):
        found[index] = Clause(doc[index], doc[index].lemma_.lower())
    for token in doc:
        at = token
        while at.i not in heads and at.head.i != at.i:
            at = at.head
        if at.i in heads:
            found[_next_verb(token, at, heads)].own.add(token.i)
    for clause in found.values():
        _parts(clause, doc)
    for clause in found.values():
        _inherit(clause, found, heads, set())
        clause.against = against(clause.verb, heads, present)
    return list(found.values())


def _next_verb(token: Token, verb: Token, heads: set[int]) -> int:
    """The verb whose clause a word is in: the one that follows, if the word stands between "and" and it ("he was
    charged and, on 3 May, pleaded guilty"), else the one on which it hangs."""
    for other in verb.conjuncts if token.i > verb.i else ():
        joined = [c.i for c in other.head.children if c.dep_ == "cc" and c.i < other.i]
        if other.i in heads and other.head.i == verb.i and joined and max(joined) < token.i < other.left_edge.i:
            return int(other.i)
    return int(verb.i)


def _is_head(token: Token) -> bool:
    if token.pos_ == "VERB":
        return token.dep_ not in NOUN_LIKE
    return token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")


def _passive(verb: Token) -> bool:
    children = list(verb.children)
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in ("aux", "nsubj") for c in children):
        return False
    if any(c.dep_ in ("dobj", "oprd") for c in children):
        return False  # a past tense that the tagger took for a participle
    return verb.dep_ in ("ROOT", "acl", "advcl") or (verb.dep_ in ("conj", "xcomp") and _passive(verb.head))


def _parts(clause: Clause, doc: Doc) -> None:
    verb = clause.verb
    clause.is_passive = _passive(verb)
    clause.has_object = any(c.dep_ in ("dobj", "dative", "oprd") for c in verb.children)
    for child in verb.children:
        here = {t.i for t in child.subtree if t.i in clause.own}
        if child.dep_ in SUBJECTS:
            (clause.passive if clause.is_passive else clause.actors).update(here - _brought_in(child))
        elif child.dep_ in PASSIVE_SUBJECTS:
            clause.passive.update(here)
        elif child.dep_ == "agent" or (child.lemma_ == "by" and clause.is_passive):
            clause.actors.update(here - _brought_in(child))
            clause.reached.update(here & _brought_in(child))
        elif child.dep_ in ("prep", "pcomp") and child.lemma_.lower() == "from":
            clause.source.update(here)
        elif child.dep_ == "dobj" and clause.lemma in GETTING:
            clause.reached.update(here)
            clause.giver.update(t.i for c in child.children if c.lemma_ == "from" for t in c.subtree if t.i in here)
        elif child.dep_ == "prep" and child.i < verb.i:
            continue  # "in response to the report to the police, the social worker called her"
        elif child.dep_ == "advmod":
            clause.reached.update(t for t in here if t != child.i)  # "referred himself back to the clinic"
        elif child.dep_ not in ("advcl", "mark", "aux", "auxpass", "punct", "cc"):
            clause.reached.update(here)


def _brought_in(noun: Token) -> set[int]:
    """What prepositions bring into a noun phrase without making it a part of who acts ("the call by the hospital to the
    police")."""
    preps = [t for t in noun.subtree if t.dep_ == "prep" and t.lemma_.lower() in BESIDE and t.i != noun.i]
    return {t.i for prep in preps for t in prep.subtree}


def _inherit(clause: Clause, found: dict[int, Clause], heads: set[int], seen: set[int]) -> None:
    """A clause without a subject of its own takes that of the clause it hangs on, or the noun that it describes."""
    verb = clause.verb
    if verb.i in seen:
        return
    seen.add(verb.i)
    if verb.dep_ in ("relcl", "acl"):
        noun = verb.head
        subtree = {t.i for t in noun.subtree} - {t.i for t in verb.subtree}
        if verb.dep_ == "acl":
            (clause.passive if verb.tag_ == "VBN" else clause.actors).update(subtree)
        elif any(c.dep_ in PASSIVE_SUBJECTS and c.tag_ in ("WDT", "WP") for c in verb.children):
            clause.passive.update(subtree)
        elif any(c.dep_ in SUBJECTS and c.tag_ in ("WDT", "WP") for c in verb.children):
            clause.actors.update(subtree)
        else:
            clause.reached.update(subtree)
        return
    if clause.actors or clause.passive or verb.head.i == verb.i:
        return
    at = verb.head
    while at.i not in heads and at.head.i != at.i:
        at = at.head
    parent = found.get(at.i)
    if parent is None or parent is clause:
        return
    _inherit(parent, found, heads, seen)
    if clause.is_passive:
        clause.passive.update(parent.passive or parent.actors)
    elif parent.is_passive:
        # "officers were called and attended": who was called acts; "was reviewed and referred on": nobody is named.
        clause.actors.update(parent.passive)
    else:
        clause.actors.update(parent.actors)


def main_verbs(doc: Doc) -> list[Token]:
    """The verb of the sentence, after those of the statements that stand beside it, in the order of the text."""
    root = next(t for t in doc if t.head.i == t.i)
    others = (t for t in doc[: root.i] if t.dep_ == "ccomp" and t.head.i == root.i and beside(t))
    return [*others, root]


def in_present(verb: Token) -> bool:
    """Whether the verb is told in the simple present ("calls", "is seen"), not in the perfect ("has introduced")."""
    return is_present(verb) and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
