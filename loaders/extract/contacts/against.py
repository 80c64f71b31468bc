"""What speaks against a verb's telling of something that happened: its own words, and those of the clauses above it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Verbs whose infinitive tells of something that did happen ("attempted to visit").
ACTUAL = {"attempt", "try", "go", "proceed", "begin", "start", "continue", "manage", "return", "come", "get"}
#: Verbs whose infinitive or that-clause tells of something asked for, intended or not done.
UNDONE = {"fail", "decline", "refuse", "neglect", "cancel", "forget", "omit", "avoid", "deny", "miss"}
#: Verbs whose that-clause tells of something asked for or thought of.
ASKED = {"ask", "request", "recommend", "suggest", "instruct", "want", "wish", "expect", "hope", "plan", "intend"}
ASKED |= {"require", "need", "consider", "propose", "wonder", "query", "believe", "think", "assume", "question", "fear"}
#: Verbs of saying: what a person is quoted as saying of other occasions is no contact of this one.
SAYING = {"say", "tell", "state", "explain", "claim", "allege", "disclose", "report", "describe", "advise", "repeat"}
SAYING |= {"reiterate", "confirm", "inform", "add", "indicate", "mention", "reveal", "admit", "assert", "deny"}
MODALS = {"should", "could", "would", "might", "may", "must", "shall", "will", "can", "ca", "wo", "'d", "'ll", "ought"}
NEGATIONS = {"never", "nor", "neither", "hardly"}
CONDITIONS = {"if", "unless", "whether", "without"}
#: Prepositions after which what is named need not have been done ("considered the possibility of referring her").
NOT_TOLD = {"without", "of", "for", "about", "against", "to"}
#: Words from its beginning in which a clause gives the date with which it goes on ("and on Friday 3 May she ...").
DATED = 5
#: Clauses over one another up to which what speaks against the upper ones is asked.
DEEPEST = 6
SUBJECTS = ("nsubj", "csubj", "expl")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")

#: What speaks against something's having happened, and the word that does.
Against = tuple[str, str]


def against(token: Token, heads: set[int], present: bool, depth: int = 0) -> Against | None:
    """What speaks against a verb's telling of something that happened; None where it did happen.

    Args:
        token: of the verb.
        heads: token indices of the sentence's verbs.
        present: whether the text tells what happened in the present tense.
        depth: how many clauses above the one asked about it stands.
    """
    if depth > DEEPEST:
        return None
    verb = _Verb(token, present)
    for because, word_of in _VETOES:
        if word := word_of(verb):
            return because, word
    above = verb.head.head if verb.dep == "pcomp" else verb.head
    if above.i not in heads or above.i == token.i:
        return None
    if _stands_or_falls(verb):
        return against(above, heads, present, depth + 1)
    return _in_statement(verb)


def beside(verb: Token) -> bool:
    """Whether a clause is a statement beside the one on which the parser hangs it ("he rang her; she declined")."""
    return any(t.text in ";:" for t in verb.doc[verb.i : verb.head.i])


def is_present(verb: Token) -> bool:
    """Whether the verb stands in the present: what an agency does in general, or has changed since."""
    finite = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return finite.tag_ in ("VBZ", "VBP")


@dataclass(frozen=True)
class _Verb:
    """The verb of a clause with what the vetoes ask of it; ``present`` as for ``against``."""

    token: Token
    present: bool

    @cached_property
    def children(self) -> list[Token]:
        """The words that hang on it."""
        return list(self.token.children)

    @cached_property
    def head(self) -> Token:
        """The word on which it hangs."""
        return self.token.head

    @cached_property
    def dep(self) -> str:
        """How it hangs there."""
        return str(self.token.dep_)

    def child(self, dep: str, words: Container[str]) -> str:
        """The first of these words that hangs on it in this way, '' where there is none."""
        return _first(c for c in self.children if c.dep_ == dep and c.lower_ in words)


def _negated(verb: _Verb) -> str:
    """The word that negates it."""
    return _first(c for c in verb.children if c.dep_ == "neg" or c.lower_ in NEGATIONS)


def _modal(verb: _Verb) -> str:
    """The auxiliary that makes it possible, wanted or still to come."""
    return verb.child("aux", MODALS)


def _in_general(verb: _Verb) -> str:
    """The verb itself, if it stands in the present where the story does not."""
    return "" if verb.present or not is_present(verb.token) else str(verb.token.text)


def _conditional(verb: _Verb) -> str:
    """The word that makes it a condition."""
    return verb.child("mark", CONDITIONS)


def _denied_noun(verb: _Verb) -> str:
    """The word that denies: 'No referral was made', 'there were no calls', 'neither the GP nor the nurse asked'."""
    for child in verb.children:
        if child.dep_ in (*SUBJECTS, *PASSIVE_SUBJECTS, "dobj", "attr"):
            denies = (c for c in (child, *child.children) if c.lower_ in ("no", "neither", "little", "none"))
            if word := _first(denies):
                return word
            first = child.doc[child.left_edge.i]
            if child.dep_ != "dobj" and first.lower_ in ("no", "neither", "none", "nobody"):
                return str(first.text)
    return ""


def _after_preposition(verb: _Verb) -> str:
    """The preposition that brings it in as a thing to be done, or left undone ("without informing the GP")."""
    return str(verb.head.text) if verb.dep == "pcomp" and verb.head.lower_ in NOT_TOLD else ""


def _quoted(verb: _Verb) -> str:
    """The verb of saying, if the clause stands in what a person (not an agency's record) is quoted as saying."""
    at = verb.token
    for _ in range(6):
        if at.dep_ == "ccomp" and at.head.lemma_.lower() in SAYING:
            return "" if beside(at) else str(at.head.text)
        if at.dep_ == "conj" and _goes_on(at):
            return ""
        if at.dep_ not in ("ccomp", "conj", "advcl", "xcomp") or at.head.i == at.i:
            return ""
        at = at.head
    return ""


def _of_denied(verb: _Verb) -> str:
    """The "no" of the noun that it describes ("there was no record of the officers speaking to him")."""
    if verb.dep not in ("acl", "relcl", "pcomp"):
        return ""
    nouns = (t for t in (verb.head, *list(verb.head.ancestors)[:2]) if t.pos_ == "NOUN")
    return _first(c for noun in nouns for c in noun.children if c.lower_ == "no")


def _meant(verb: _Verb) -> str:
    """The infinitive of what was meant to be done, or the verb with which it was meant."""
    if not any(c.tag_ == "TO" for c in verb.children):
        return ""
    if verb.dep in ("advcl", "acl", "relcl", "ccomp"):
        return f"to {verb.token.text}"
    return str(verb.head.text) if verb.dep == "xcomp" and verb.head.lemma_.lower() not in ACTUAL else ""


def _not_done(verb: _Verb) -> str:
    """The verb by which it was not done ("avoided speaking to her")."""
    undone = verb.head.lemma_.lower() in UNDONE and verb.dep in ("xcomp", "ccomp", "pcomp")
    return str(verb.head.text) if undone and not beside(verb.token) else ""


def _earlier(verb: _Verb) -> str:
    """The "had" of an earlier occasion, coded where it is told ("she said that she had reported it before")."""
    under = verb.dep in ("ccomp", "acl", "relcl", "advcl")
    return "had" if under and any(c.lower_ == "had" for c in verb.children) else ""


#: What speaks against a verb by its own words or those next to it, and what finds the word that does; the first that
#: finds one is told.
_VETOES: tuple[tuple[str, Callable[[_Verb], str]], ...] = (
    ("negated", _negated),
    ("hypothetical or still to come", _modal),
    ("told in the present, of what is done in general", _in_general),
    ("conditional", _conditional),
    ("negated", _denied_noun),
    ("not told as having happened", _after_preposition),
    ("what somebody said of another occasion", _quoted),
    ("negated", _of_denied),
    ("what was meant to be done", _meant),
    ("not done", _not_done),
    ("an earlier occasion", _earlier),
)


def _stands_or_falls(verb: _Verb) -> bool:
    """Whether it happened only if the clause on which it hangs did ("was not asked to call or visit")."""
    if verb.dep != "conj":
        return verb.dep in ("xcomp", "pcomp")
    if verb.token.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return True
    if not any(c.lower_ in ("or", "nor") for c in verb.head.children if c.dep_ == "cc"):
        return False
    return not any(c.dep_ in (*SUBJECTS, *PASSIVE_SUBJECTS) for c in verb.children)


def _in_statement(verb: _Verb) -> Against | None:
    """What the verb of which it is the statement makes of it: asked for or thought of, or denied."""
    if verb.dep != "ccomp" or beside(verb.token):
        return None
    if verb.head.lemma_.lower() in ASKED:
        return "asked for or thought of", verb.head.text
    word = _first(c for c in verb.head.children if c.dep_ == "neg")
    return ("negated", word) if word else None


def _first(tokens: Iterable[Token]) -> str:
    """The words of the first of these, '' where there is none."""
    return next((t.text for t in tokens), "")


def _goes_on(verb: Token) -> bool:
    """Whether a clause goes on after a comma, or with a date, and with a subject of its own: no longer what was said
    ("She said that it was over, and the case was closed", "... and on 3 May she was seen"), but for "and that ..."."""
    children = list(verb.children)
    if not any(c.dep_ in (*SUBJECTS, *PASSIVE_SUBJECTS) for c in children) or any(c.dep_ == "mark" for c in children):
        return False
    before = verb.doc[max(0, verb.left_edge.i - 2) : verb.left_edge.i]
    opening = verb.doc[verb.left_edge.i : verb.left_edge.i + DATED]
    if before and before[-1].dep_ == "cc" and opening[0].lower_ in ("on", "in") and any(t.like_num for t in opening):
        return True
    return [t.dep_ for t in before] == ["punct", "cc"] and before[0].text == ","
