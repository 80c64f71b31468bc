"""Bodies without a name: those that are numbered, and those that only a role or a place names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.document.model import Document, Sentence
from loaders.extract.agencies.found import MAKING, MONTH, NARRATIVE, UNREAD, Found, in_general
from loaders.extract.agencies.gifts import told as gifts_told
from loaders.extract.agencies.kinds import Kind, kind_of
from loaders.extract.agencies.names import cues
from loaders.extract.agencies.sector import body_sector
from ontology import authority

#: Sectors of bodies so unlike that words for one are another's only where it is of the same kind.
_MANY = {"community-health", "education", "voluntary-sector", "other", "criminal-justice"}
_PLACED = re.compile(
    r"\b(?:an?|another|new|local|the|their|his|her) (?P<what>"
    r"GP [Ss]urgery|GP [Pp]ractice|[Mm]edical [Pp]ractice|[Ss]urgery|(?:primary |secondary |high )?school|"
    r"nursery|hostel|refuge|college) in "
    rf"(?!{MONTH}\b)"
    r"(?P<place>[A-Z][a-z]+(?:-[a-z]+-[A-Z]\w+)?(?:,? [A-Z][a-z]+shire)?)"
)
#: The end of a name before what it is said to be.
_SAID_OF = re.compile(r"\b[A-Z][\w’'-]+,\s$")

#: What makes words for a role ("the GP practice") a body of the review where the story does not: it is asked to act, or
#: gave the review an account.
_ASKED = re.compile(r" (?:should|must|shall|needs? to|to (?!(?:the|a|an|all|which|whom|be)\b))\b")
_GAVE = re.compile(
    r"(?: \w+)? (?:provided|submitted|completed|supplied|prepared|produced|wrote) (?:an?|its|the) (?:\w+ )?"
    r"(?:IMR|[Ii](?:ndividual|nternal) [Mm]anagement [Rr]eview|report|chronology|summary)\b"
)
#: What a list of those who took part often gives no name.
_OF_NO_NAME = re.compile(
    r"\b(?:GP|[Gg]eneral [Pp]ractitioner|[Dd]octors?[’']|[Ss]chool|[Cc]ollege|[Nn]ursery|[Ee]mployer)\b"
)
#: Whose a practice or a school is, by name.
_OWNER = re.compile(r"^[A-Z]\w*[’']s ")
_OPENS = re.compile(r"(?i)(?:\brecommend\w*(?: that)?|^\W*that|^\W*)\s*$")


def call_by_kind(found: Found) -> None:
    """Names a body that only words for its staff or kind name ("Student Health Visitor") by what it is."""
    if found.listed or found.marks or found.kind is None:
        return
    called = "the GP practice" if found.kind.id == "practice" else None
    if found.kind.id == "health-visiting" and any(re.search(r"(?i)health visit", n) for n in found.names):
        called = "Health Visiting Service"
    if called and not found.addressed:
        found.called = called
        found.names[called] += 1


def numbered(document: Document, kept: Sequence[Found]) -> list[Found]:
    """Bodies that the review tells apart by numbers or letters, or by "first" and "second"."""
    pattern = re.compile(cues()["numbered"])
    ordinals = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
    found: dict[str, Found] = {}
    known = {authority.norm(n): f for f in kept for n in f.names if re.search(r" (?:[A-H]|[1-9])$", n)}
    for paragraph in document.paragraphs:
        if paragraph.section.kind in UNREAD or paragraph.kind == "footnote":
            continue
        for m in pattern.finditer(paragraph.text):
            short = re.sub(r"\s+", " ", m["what"] or m["which"])
            what = "GP Practice" if "ractice" in short or "urgery" in short else short
            for number in filter(None, (m["no"], m["other"], ordinals.get(m["ord"] or ""))):
                tail = authority.norm(f"{what} {number}")
                if one := next((f for n, f in known.items() if n == tail or n.endswith(f" {tail}")), None):
                    forms = {f"{what} {number}", f"{short} {number}"} if m["no"] else {f"{what} {number}"}
                    one.abbreviations |= forms - set(one.names)  # "a GP at Practice B"
                    continue
                body = found.setdefault(f"{what} {number}", Found(kind_of(what), role=True, called=f"{what} {number}"))
                form = f"{short} {number}" if m["no"] else m[0]
                body.names.update([f"{what} {number}", form])
                body.numbered |= bool(m["no"])
                body.told.append((paragraph, m.start(), m.end()))
    told = [f for f in found.values() if f.numbered]
    return told or (list(found.values()) if len(found) > 1 else [])


_OF_TRUST = re.compile(r" (?:of|at|in|run by|provided by) the (?:\w+ ){0,3}?Trust\b")

#: Sentences with their words in lower case, and the places in sentences that words for a role stand.
Lowered = list[tuple[Sentence, str]]
Hits = list[tuple[Sentence, re.Match[str]]]


@dataclass(frozen=True)
class _Role:
    """Words for a kind of body that may be one of the review's, as the cues have it (``roles``).

    Attributes:
        row: of the cues.
        words: what stands for it.
        when: what else its sentence must hold.
        kind: of the body.
    """

    row: dict[str, Any]
    words: re.Pattern[str]
    when: re.Pattern[str] | None
    kind: Kind | None

    def hits(self, sentences: Lowered) -> Hits:
        """Where its words stand, once a sentence."""
        near = [s for s, low in sentences if any(word in low for word in self.row["near"])]
        return [
            (s, m) for s in near if (self.when is None or self.when.search(s.text)) and (m := self.words.search(s.text))
        ]

    def _part_of(self, kept: Sequence[Found], hits: Hits) -> Found | None:
        """The trust of the sector of which the text says that it is a part ("the Memory Clinic of the Trust")."""
        if not any(_OF_TRUST.match(s.text, m.end()) for s, m in hits):
            return None
        trusts = [f for f in kept if f.listed and body_sector(f) == self.row["sector"] and "Trust" in f.name]
        return trusts[0] if len(trusts) == 1 else None

    def is_known(self, kept: Sequence[Found], made: Sequence[Found], hits: Hits, forms: Counter[str]) -> bool:
        """Whether it is a body that has been found; the words for it become that one's aliases."""
        if own := self._part_of(kept, hits):
            own.abbreviations |= set(forms)
            return True
        if not self.row.get("apart"):
            same = self._same(kept, made)
            if same:
                main = max(same, key=lambda f: (len(f.told), f.names.total()))
                if all(f is main or f.names.total() * 3 <= main.names.total() or not f.told for f in same):
                    main.abbreviations |= {form for form, _ in forms.most_common(4)}
            return bool(same)
        alike = (f for f in kept if self.kind and f.kind is self.kind and not f.listed)
        if whose := _said_to_be(self.words, kept) or next(alike, None):
            whose.abbreviations |= set(forms)
        return whose is not None

    def _same(self, kept: Sequence[Found], made: Sequence[Found]) -> list[Found]:
        """The bodies that it may be."""
        sector, kind = self.row["sector"], self.kind
        same = [
            f
            for f in [*kept, *made]
            if body_sector(f) == sector and f.gave != {"nil-return"} and (f.listed or not f.family)
        ]
        same = [f for f in same if kind is None or kind.id != "practice" or not f.kind or f.kind.id != "oohgp"]
        # "Clear Voices (a charity which provides counselling in schools)" has the counsellor.
        told = [f for f in same if any(word in w.lower() for w in f.within for word in self.row["near"])]
        if len(told) == 1:
            return told
        if sector == "community-health" and not any(f.kind is kind for f in kept) and (whole := _whole(kept, sector)):
            same = [whole]
        elif sector == "mental-health" and not same and (whole := _whole(kept, sector)):
            same = [whole]  # the health board
        elif sector in _MANY or self.row.get("like"):
            alone = len(same) == 1 and same[0].kind is None
            same = [f for f in same if (kind and f.kind and f.kind.id == kind.id) or (alone and f.listed)]
            if self.row["name"] == "the nursery":  # of the kind of schools
                same = [f for f in same if "nursery" in f.name.lower()]
        if self.row.get("own_words") or self.row.get("prefer_own"):
            own = [f for f in same if any(self.words.search(n) for n in f.names)]
            same = own if own or self.row.get("own_words") else same
        return same

    def is_told_enough(self, hits: Hits) -> bool:
        """Whether the story tells enough of it to make a body."""
        chronicle = sum(s.section.kind in ("chronology", "background") for s, _ in hits)
        return chronicle >= self.row.get("least", 1) or len(hits) >= (1 if self.row.get("firm") else 4)

    def body(self, hits: Hits, forms: Counter[str]) -> Found:
        """The body that it is."""
        called = self.row["name"]
        if self.row.get("own"):
            called = re.sub(r"^(?:an?|another|the) ", "", max(forms, key=len))
        body = Found(self.kind, role=True, called=called, sector=self.row["sector"])
        body.names[called] += 1
        for form, count in forms.most_common(5):
            body.names[form] += count
        body.told += [(s.paragraph, s.start + m.start(), s.start + m.end()) for s, m in hits[:3]]
        return body


@cache
def _roles() -> tuple[_Role, ...]:
    return tuple(
        _Role(
            row,
            re.compile(rf"(?<![\w’'-])(?:{row['words']})(?![\w-])"),
            re.compile(row["when"]) if "when" in row else None,
            kind_of(row["name"]),
        )
        for row in cues()["roles"]
    )


def _whole(kept: Sequence[Found], sector: str) -> Found | None:
    """The only trust for the health of the community, or the board for all of it."""
    wholes = [f for f in kept if f.listed and (body_sector(f) == sector or (f.kind and f.kind.id == "health-board"))]
    return wholes[0] if len(wholes) == 1 else None


def roles(document: Document, kept: Sequence[Found]) -> list[Found]:
    """Bodies that only a role names ("the nursery").

    Where one of the sector has a name, the role's words become its aliases.
    """
    made: list[Found] = []
    told = [(s, s.text.lower()) for s in document.sentences if s.section.kind in NARRATIVE and not in_general(s)]
    asking = [(s, s.text.lower()) for s in document.sentences if _may_ask(s)]
    for role in _roles():
        asked = [] if role.when else [(s, m) for s, m in role.hits(asking) if _is_asked(s, m)]
        found = role.hits(told)
        hits = found + asked
        if not hits or any(body_sector(f) == role.row.get("unless") for f in kept):
            continue
        # "Nell's GP" is the only GP, but Ben's school one of several.
        of_all = role.kind is not None and role.kind.id == "practice"
        forms = Counter([*(_OWNER.sub("", m[0]) if of_all else m[0] for _, m in found), *(m[0] for _, m in asked)])
        if not role.is_known(kept, made, hits, forms) and (asked or role.is_told_enough(hits)):
            made.append(role.body(hits, forms))
    placed = _placed(told, kept)
    for body in placed:
        # "the school" is the one that was told by its place, where there is one
        alike = [f for f in made if f.kind is body.kind and f.kind and f.kind.id != "practice"]
        if len(alike) == 1 and sum(f.kind is body.kind for f in placed) == 1:
            body.abbreviations |= set(alike[0].names) - {alike[0].called}
            made.remove(alike[0])
    return made + placed


def _may_ask(sentence: Sentence) -> bool:
    """Whether a sentence may ask a body to act, or say that it gave the review an account."""
    if sentence.section.kind in NARRATIVE or sentence.paragraph.kind == "footnote":
        return False
    if sentence.section.kind in MAKING and _OF_NO_NAME.search(sentence.text):
        return sentence.paragraph.kind in ("item", "row") or bool(gifts_told(sentence.text))
    return sentence.section.kind == "recommendations" or bool(_GAVE.search(sentence.text))


def _is_asked(sentence: Sentence, role: re.Match[str]) -> bool:
    """Whether the body that a role's words mean ("the GP practice") is asked to act there, or gave an account."""
    before = sentence.text[: role.start()]
    if _is_listed(sentence, role):
        return True
    if not role[0].startswith("the ") and not before.endswith(("The ", "the ")):
        return False  # "GP practices should": all of the kind
    if not _OPENS.search(before.removesuffix("The ").removesuffix("the ")):
        return False
    return bool(_ASKED.match(sentence.text, role.end()) or _GAVE.match(sentence.text, role.end()))


def _is_listed(sentence: Sentence, role: re.Match[str]) -> bool:
    """Whether a role's words are an entry of a list of those who took part, or stand among those who gave something."""
    if sentence.section.kind not in MAKING or role[0].endswith("s") or not _OF_NO_NAME.search(role[0]):
        return False
    if sentence.paragraph.kind in ("item", "row"):
        return role.start() == 0 and sentence.text[role.end() :].lstrip()[:1] in ("", ":", "(", "-", "–", ",", "\t")
    return bool(gifts_told(sentence.text))


#: What a body is, or what it runs, after its name.
_IS_OR_RUNS = re.compile(
    r", (?:an?|the|her|his|their|which|who) [^.;]{0,80}"
    r"| (?:is an? [^.;]{0,60}(?:which|that) )?(?:runs?|ran|manage[sd]?|operate[sd]?) [^.;]{0,60}"
)


def _said_to_be(role: re.Pattern[str], kept: Sequence[Found]) -> Found | None:
    """The body that the text says is what a role's words mean: "Fern Homes, a housing association and her landlord",
    or that runs it, or is so called among other names: "Fairlight House hostel"."""
    for found in kept:
        if any(role.search(name) for name in (*found.names, *found.abbreviations)):
            return found
        for paragraph, _, end in (*found.listed, *found.told):
            after = _IS_OR_RUNS.match(paragraph.text, end)
            if after and role.search(after[0]):
                return found
    return None


def _placed(sentences: Lowered, kept: Sequence[Found]) -> list[Found]:
    """Bodies without a name that a place tells from others: "a GP surgery in Moorhill"."""
    held: dict[str, Found] = {}
    for sentence, low in sentences:
        if " in " not in low or sentence.section.kind not in ("chronology", "background", "analysis", "other"):
            continue
        for m in _PLACED.finditer(sentence.text):
            if _SAID_OF.search(sentence.text, 0, m.start()):
                continue  # "Fern House, a hostel in Moorhill": that is its name
            what, place = m["what"], m["place"]
            kind = kind_of(what.title()) or kind_of(f"the {what}")
            town = authority.norm(place.split()[0].strip(","))
            if any(f.kind is kind and town in " ".join(map(authority.norm, f.names)) for f in kept):
                continue
            name = f"{what} in {place}"
            body = held.setdefault(f"{kind.id if kind else what} {town}", Found(kind, role=True, called=name))
            town_only = place.split()[0].strip(",")
            # In this order, and not a set's, so that two runs give one sheet.
            body.names.update(dict.fromkeys([name, f"{what} in {town_only}", f"{town_only} {what}"], 1))
            body.told.append((sentence.paragraph, sentence.start + m.start(), sentence.start + m.end()))
    return list(held.values())
