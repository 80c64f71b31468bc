"""Who does what to whom in a sentence: its clauses, with their parts, told from the dependency parse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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
CONDITIONS = {"if", "unless", "whether", "without"}
#: What a verb's token is in the sentence where it is none ("he could face arrest").
NOUN_LIKE = {"amod", "compound", "aux", "auxpass", "nmod", "det", "case", "prep", "mark"} | {"dobj", "pobj"}
#: Prepositions that name another party beside the one who acts.
BESIDE = {"to", "with", "about", "regarding", "concerning", "against", "for"}
#: Verbs whose object comes from somebody ("received a call from the hospital").
GETTING = {"receive", "get", "take"}
#: Words from its beginning in which a clause gives the date with which it goes on ("and on Friday 3 May she ...").
DATED = 5
SUBJECTS = ("nsubj", "csubj", "expl")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")


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
        clause.against = _against(clause, found, present)
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


#: What speaks against something's having happened, and the word that does.
Against = tuple[str, str]


def _against(clause: Clause, found: dict[int, Clause], present: bool, depth: int = 0) -> Against | None:
    verb = clause.verb
    if depth > 6:
        return None
    children = list(verb.children)
    if word := _first(c for c in children if c.dep_ == "neg" or c.lower_ in ("never", "nor", "neither", "hardly")):
        return "negated", word
    if word := _first(c for c in children if c.dep_ == "aux" and c.lower_ in MODALS):
        return "hypothetical or still to come", word
    if not present and _present(verb):
        return "told in the present, of what is done in general", verb.text
    if word := _first(c for c in children if c.dep_ == "mark" and c.lower_ in CONDITIONS):
        return "conditional", word
    if word := _denied_noun(clause):
        return "negated", word
    head = verb.head
    infinitive = any(c.tag_ == "TO" for c in children)
    if verb.dep_ == "pcomp" and head.lower_ in ("without", "of", "for", "about", "against", "to"):
        return "not told as having happened", head.text
    if word := _quoted(verb):
        return "what somebody said of another occasion", word
    if verb.dep_ in ("acl", "relcl", "pcomp") and (
        word := _first(
            c
            for noun in (head, *list(head.ancestors)[:2])
            if noun.pos_ == "NOUN"
            for c in noun.children
            if c.lower_ == "no"
        )
    ):
        return "negated", word  # "there was no record of the officers speaking to him"
    if infinitive and verb.dep_ in ("advcl", "acl", "relcl", "ccomp"):
        return "what was meant to be done", f"to {verb.text}"
    if infinitive and verb.dep_ == "xcomp" and head.lemma_.lower() not in ACTUAL:
        return "what was meant to be done", head.text
    if head.lemma_.lower() in UNDONE and verb.dep_ in ("xcomp", "ccomp", "pcomp") and not _beside(verb):
        return "not done", head.text
    if verb.dep_ in ("ccomp", "acl", "relcl", "advcl") and any(c.lower_ == "had" for c in children):
        # "she said that she had reported it before": an earlier occasion, coded where it is told
        return "an earlier occasion", "had"
    parent = found.get(head.head.i if verb.dep_ == "pcomp" else head.i)
    if parent is None or parent is clause:
        return None
    if verb.dep_ == "conj":
        bare = verb.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in children)
        or_ = any(c.lower_ in ("or", "nor") for c in head.children if c.dep_ == "cc")
        own_subject = any(c.dep_ in (*SUBJECTS, *PASSIVE_SUBJECTS) for c in children)
        if bare or (or_ and not own_subject):
            return _against(parent, found, present, depth + 1)
    if verb.dep_ in ("xcomp", "pcomp"):
        return _against(parent, found, present, depth + 1)
    if verb.dep_ != "ccomp" or _beside(verb):
        return None
    if head.lemma_.lower() in ASKED:
        return "asked for or thought of", head.text
    word = _first(c for c in head.children if c.dep_ == "neg")
    return ("negated", word) if word else None


def _beside(verb: Token) -> bool:
    """Whether a clause is a statement beside the one on which the parser hangs it ("he rang her; she declined")."""
    return any(t.text in ";:" for t in verb.doc[verb.i : verb.head.i])


def _first(tokens: Iterable[Token]) -> str:
    """The words of the first of these, '' where there is none."""
    return next((t.text for t in tokens), "")


def _present(verb: Token) -> bool:
    """Whether the verb stands in the present: what an agency does in general, or has changed since."""
    finite = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return finite.tag_ in ("VBZ", "VBP")


def main_verbs(doc: Doc) -> list[Token]:
    """The verb of the sentence, after those of the statements that stand beside it, in the order of the text."""
    root = next(t for t in doc if t.head.i == t.i)
    beside = (t for t in doc[: root.i] if t.dep_ == "ccomp" and t.head.i == root.i and _beside(t))
    return [*beside, root]


def in_present(verb: Token) -> bool:
    """Whether the verb is told in the simple present ("calls", "is seen"), not in the perfect ("has introduced")."""
    return _present(verb) and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _quoted(verb: Token) -> str:
    """The verb of saying, if the clause stands in what a person (not an agency's record) is quoted as saying."""
    at = verb
    for _ in range(6):
        if at.dep_ == "ccomp" and at.head.lemma_.lower() in SAYING:
            return "" if _beside(at) else str(at.head.text)
        if at.dep_ == "conj" and _goes_on(at):
            return ""
        if at.dep_ not in ("ccomp", "conj", "advcl", "xcomp") or at.head.i == at.i:
            return ""
        at = at.head
    return ""


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


def _denied_noun(clause: Clause) -> str:
    """The word that denies: 'No referral was made', 'there were no calls', 'neither the GP nor the nurse asked'."""
    for child in clause.verb.children:
        if child.dep_ in (*SUBJECTS, *PASSIVE_SUBJECTS, "dobj", "attr"):
            denies = (c for c in (child, *child.children) if c.lower_ in ("no", "neither", "little", "none"))
            if word := _first(denies):
                return word
            first = child.doc[child.left_edge.i]
            if child.dep_ != "dobj" and first.lower_ in ("no", "neither", "none", "nobody"):
                return str(first.text)
    return ""
