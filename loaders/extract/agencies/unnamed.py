"""Bodies without a name: those that are numbered, and those that only a role or a place names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from loaders.document.model import Document, Sentence
from loaders.extract.agencies.found import MONTH, NARRATIVE, UNREAD, Found, in_general
from loaders.extract.agencies.kinds import kind_of
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
_OPENS = re.compile(r"(?i)(?:\brecommend\w*(?: that)?|^\W*that|^\W*)\s*$")


@cache
def _role_rows() -> tuple[tuple[dict[str, Any], re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (
            row,
            re.compile(rf"(?<![\w’'-])(?:{row['words']})(?![\w-])"),
            re.compile(row["when"]) if "when" in row else None,
        )
        for row in cues()["roles"]
    )


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
                    one.abbreviations |= {f"{what} {number}"} - set(one.names)
                    continue
                body = found.setdefault(f"{what} {number}", Found(kind_of(what), role=True, called=f"{what} {number}"))
                form = f"{short} {number}" if m["no"] else m[0]
                body.names.update([f"{what} {number}", form])
                body.numbered |= bool(m["no"])
                body.told.append((paragraph, m.start(), m.end()))
    told = [f for f in found.values() if f.numbered]
    return told or (list(found.values()) if len(found) > 1 else [])


def roles(document: Document, kept: Sequence[Found]) -> list[Found]:
    """Bodies that only a role names ("the nursery").

    Where one of the sector has a name, the role's words become its aliases.
    """
    made: list[Found] = []
    sentences = [(s, s.text.lower()) for s in document.sentences if s.section.kind in NARRATIVE and not in_general(s)]
    asking = [(s, s.text.lower()) for s in document.sentences if _may_ask(s)]
    for row, pattern, wanted in _role_rows():
        kind = kind_of(row["name"])
        asked = (
            []
            if wanted
            else [
                (s, m)
                for s, low in asking
                if any(word in low for word in row["near"]) and (m := pattern.search(s.text)) and _is_asked(s, m)
            ]
        )
        hits = [
            (s, m)
            for s, low in sentences
            if any(word in low for word in row["near"])
            and (wanted is None or wanted.search(s.text))
            and (m := pattern.search(s.text))
        ]
        hits += asked
        if not hits or any(body_sector(f) == row.get("unless") for f in kept):
            continue
        forms = Counter(m[0] for _, m in hits)
        if not row.get("apart"):
            same = [
                f
                for f in [*kept, *made]
                if body_sector(f) == row["sector"] and f.gave != {"nil-return"} and (f.listed or not f.family)
            ]
            same = [f for f in same if kind is None or kind.id != "practice" or not f.kind or f.kind.id != "oohgp"]
            wholes = [
                f
                for f in kept
                if f.listed and (body_sector(f) == row["sector"] or (f.kind and f.kind.id == "health-board"))
            ]
            if row["sector"] == "community-health" and len(wholes) == 1 and not any(f.kind is kind for f in kept):
                # The only trust for the health of the community, or the board for all of it.
                same = wholes
            elif row["sector"] in _MANY or row.get("like"):
                same = [f for f in same if kind and f.kind and f.kind.id == kind.id and row["name"] != "the nursery"]
            if row.get("own_words"):
                same = [f for f in same if any(pattern.search(n) for n in f.names)]
            if same:
                main = max(same, key=lambda f: (len(f.told), f.names.total()))
                if all(f is main or f.names.total() * 3 <= main.names.total() or not f.told for f in same):
                    main.abbreviations |= {form for form, _ in forms.most_common(4)}
                continue
        elif whose := _said_to_be(pattern, kept):
            whose.abbreviations |= set(forms)
            continue
        elif like := [f for f in kept if kind and f.kind is kind and not f.listed]:
            like[0].abbreviations |= set(forms)
            continue
        chronicle = sum(s.section.kind in ("chronology", "background") for s, _ in hits)
        if not asked and chronicle < row.get("least", 1) and len(hits) < (1 if row.get("firm") else 4):
            continue
        called = max((f for f in forms), key=len) if row.get("own") else row["name"]
        called = re.sub(r"^(?:an?|another|the) ", "", called) if row.get("own") else called
        body = Found(kind, role=True, called=called, sector=row["sector"])
        body.names[called] += 1
        for form, count in forms.most_common(5):
            body.names[form] += count
        body.told += [(s.paragraph, s.start + m.start(), s.start + m.end()) for s, m in hits[:3]]
        made.append(body)
    placed = _placed(sentences, kept)
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
    return sentence.section.kind == "recommendations" or bool(_GAVE.search(sentence.text))


def _is_asked(sentence: Sentence, role: re.Match[str]) -> bool:
    """Whether the body that a role's words mean ("the GP practice") is asked to act there, or gave an account."""
    before = sentence.text[: role.start()]
    if not role[0].startswith("the ") and not before.endswith(("The ", "the ")):
        return False  # "GP practices should": all of the kind
    if not _OPENS.search(before.removesuffix("The ").removesuffix("the ")):
        return False
    return bool(_ASKED.match(sentence.text, role.end()) or _GAVE.match(sentence.text, role.end()))


def _said_to_be(role: re.Pattern[str], kept: Sequence[Found]) -> Found | None:
    """The body that the text says is what a role's words mean: "Fern Homes, a housing association and her landlord",
    or that is so called among other names: "Fairlight House hostel"."""
    for found in kept:
        if any(role.search(name) for name in (*found.names, *found.abbreviations)):
            return found
        for paragraph, _, end in (*found.listed, *found.told):
            after = re.match(r", (?:an?|the|her|his|their|which|who) [^.;]{0,80}", paragraph.text[end:])
            if after and role.search(after[0]):
                return found
    return None


def _placed(sentences: list[tuple[Sentence, str]], kept: Sequence[Found]) -> list[Found]:
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
