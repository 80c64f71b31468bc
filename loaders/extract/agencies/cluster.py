"""One body, one entry: brings together the names that are of the same body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from loaders.extract.agencies.found import Found, Raw
from loaders.extract.agencies.kinds import Kind, kind_of, marks
from loaders.extract.agencies.sector import body_sector
from ontology import authority

_PROCESS = {"process", "panel", "terms-of-reference", "other", "family"}
_OF_A_BOARD = {"community-health", "mental-health"}
_DEPARTMENTS = {"childrens-social-care", "adult-social-care", "housing", "police", "mental-health", "acute-health"}
#: Kinds of which one name within another's words is another body ("Moorhill Hospitals", "Moorhill Children's
#: Hospital").
_APART = {
    "hospital",
    "practice",
    "womens-aid",
    "school",
    "da-service",
    "charity",
    "substance",
    "homes",
    "health-visiting",
}
#: Words that make another place of a place's name.
_QUARTERS = frozenset({"north", "south", "east", "west", "mid", "central", "upper", "lower"})
_TEAM = re.compile(
    r"(?i)\b((?:liaison|support|crisis|access|screening|assessment) service|teams?|units?|integrated|duty|hub|"
    r"memory (?:clinic|service)|psychiatric liaison|liaison and diversion|street triage|assertive outreach|divisions?|"
    r"assessment|referral|safeguarding adults?|CMHT|CRHTT?|HTT|EIPT?|early intervention in psychosis)\b"
)
#: After the name of a part, up to the name of the body that it is of.
_OF_WHICH = re.compile(
    r", (?:which (?:is|was) )?(?:an?|the|its) (?:[\w’'-]+ ){1,6}"
    r"(?:of|(?:run|provided|owned|managed|delivered) by|which (?:is|was) part of|part of) (?:the )?(?=[A-Z])"
    r"|, an? [^.;,]{5,80} (?:that|which) (?:is|was) (?:run|provided|owned|managed|delivered) by (?:the )?(?=[A-Z])"
    r"|,? which (?:is|was) (?:a )?(?:part of|(?:run|provided|owned|managed|delivered) by) (?:the )?(?=[A-Z])"
)
#: How often a text names the forum of an area that is a forum of its own, beside that of another area.
OFTEN = 2
#: A worker, with a number where there are several.
_POST = re.compile(r"I[DS]VAs?\d{0,2}")


def cluster(raws: Iterable[Raw], full: Mapping[str, str]) -> list[Found]:
    """The bodies that the names are of; ``full`` is what abbreviations stand for."""
    bodies = _Bodies(raws, full)
    whole: list[str] = []
    parts: list[str] = []
    for name in bodies.ordered():
        (parts if bodies.is_of_another(name) else whole).append(name)
    for name in whole:
        bodies.place(name)
    for name in parts:
        bodies.add_to_its_whole(name)
    return bodies.held


class _Bodies:
    """The bodies that names are brought together under; each name by its plain form (see ``authority.norm``).

    ``held`` is those that there are so far.
    """

    def __init__(self, raws: Iterable[Raw], full: Mapping[str, str]) -> None:
        self._raws: dict[str, list[Raw]] = {}
        for raw in raws:
            self._raws.setdefault(authority.norm(raw.name), []).append(raw)
        self._abbreviated = {authority.norm(a): authority.norm(f) for a, f in full.items()}
        for plain, rows in self._raws.items():
            for spelt in map(authority.norm, _spelt(rows[0].name, full)):
                if spelt in self._raws:
                    self._abbreviated.setdefault(plain, spelt)
        present = {body for rows in self._raws.values() if (body := authority.lookup(rows[0].name))}
        self._units = {authority.norm(unit): body.id for body in present for unit in body.units}
        #: By forum or body of the authority file: there is but one of it.
        self._single: dict[str, Found] = {}
        self.held: list[Found] = []

    def ordered(self) -> list[str]:
        """The names, the fullest first, of those the listed, of those the commonest."""

        def size(plain: str) -> tuple[int, int, int]:
            rows = self._raws[plain]
            return (-len(marks(rows[0].name)), -any(r.how == "listed" for r in rows), -len(rows))

        return sorted(self._raws, key=size)

    def is_of_another(self, plain: str) -> bool:
        """Whether a name is of a unit of a body that is named, or short for another name of the text."""
        spelt = self._abbreviated.get(plain, plain)
        return plain in self._units or (spelt != plain and spelt in self._raws)

    def place(self, plain: str) -> None:
        """Adds a name to the body that it is of; to a new one, if it is of none so far and enough is said of it."""
        rows = self._raws[plain]
        name = rows[0].name
        kind, body = kind_of(name), authority.lookup(name)
        if kind and kind.id == "nps":
            body = authority.lookup("National Probation Service")  # with its regions
        single = self._forum(kind, name) if kind and kind.forum else body.id if body else None
        home = self._single.get(single) if single else None
        if home is None and (not body or (not marks(name) and (kind is None or kind.sector == body.sector))):
            home = _home(name, kind, self.held, any(r.how == "listed" for r in rows))
        if home is None:
            if not body and _is_mere_kind(kind, rows):
                return
            home = Found(kind, marks=marks(name))
            self.held.append(home)
        if single:
            self._single[single] = home
        _add(home, rows)

    def _forum(self, kind: Kind, name: str) -> str:
        """What tells a forum from others: its kind; where those of two areas are named, its area too.

        A name without an area is of the one that the text names most.
        """
        areas, own = self._areas.get(kind.id, ()), _area(kind, name)
        if len(areas) < 2:
            return f"kind {kind.id}"
        return f"kind {kind.id} {sorted(next((a for a in areas if own and a <= own), areas[0]))}"

    @cached_property
    def _areas(self) -> dict[str, list[frozenset[str]]]:
        """By kind of forum of many agencies, the areas that have one, as the words of their names that tell them
        apart; that which is named most first."""
        told: dict[str, Counter[frozenset[str]]] = {}
        for rows in self._raws.values():
            kind = kind_of(rows[0].name)
            if kind and kind.forum and kind.sector == "multi-agency-forum" and (own := _area(kind, rows[0].name)):
                told.setdefault(kind.id, Counter())[own] += len(rows)
        return {
            kind: [own for own, n in count.most_common() if n >= OFTEN and not any(o < own for o in count)]
            for kind, count in told.items()
        }

    def add_to_its_whole(self, plain: str) -> None:
        """Adds the name of a unit, or a short name, to the body that it is of, if that is held."""
        rows = self._raws[plain]
        whole = self._single.get(self._units.get(plain, ""))
        spelt = self._abbreviated.get(plain)
        home = whole or next((f for f in self.held if spelt in {authority.norm(n) for n in f.names}), None)
        if home is None:
            return
        _add(home, rows)
        kind = kind_of(rows[0].name)
        if whole or (kind and home.kind and kind.id != home.kind.id):
            for name in {raw.name for raw in rows}:
                home.abbreviations.add(name)  # what a part of it is called is no fuller name of it
                del home.names[name]


def _area(kind: Kind, name: str) -> frozenset[str]:
    """The words of a forum's name that tell its area."""
    return marks(kind.words.sub(" ", name))


def _is_mere_kind(kind: Kind | None, rows: list[Raw]) -> bool:
    """Whether a name says no more than what kind of body is meant ("the hospital"), and no list or heading has it."""
    if kind is None or marks(rows[0].name) or kind.role:
        return False
    return all(r.how in ("told", "said", "family") for r in rows)


def _spelt(name: str, full: Mapping[str, str]) -> Iterator[str]:
    """A name with the abbreviation spelt out that it ends, or begins, with: "Moorhill BOCU", "MUHB Dental Division"."""
    before, _, last = name.rpartition(" ")
    if before and last in full:
        yield f"{before} {full[last].removeprefix(before).strip()}"
    first, _, after = name.partition(" ")
    if after and first in full:
        yield f"{full[first]} {after}"


def _home(name: str, kind: Kind | None, held: list[Found], listed: bool = False) -> Found | None:
    own = marks(name)
    fit = [f for f in held if f.kind is not None and kind is not None and f.kind.id == kind.id and own <= f.marks]
    # "Moor County Council" is not "East Moor District Council".
    fit = [f for f in fit if not own or f.marks == own or f.marks - own - _QUARTERS]
    if not fit and kind is None:
        fit = [f for f in held if f.kind is None and own == f.marks]
        if not fit and " " in name:
            # "Safe Harbour", which a list has as "Safe Harbour Moorhill"; "NRPF Team", elsewhere "CSC NRPF Team"
            longer = [f for f in held if f.listed and any(n.startswith(f"{name} ") for n in f.names)]
            longer = longer or [f for f in held if any(n.endswith(f" {name}") for n in f.names)]
            fit = longer if len(longer) == 1 else []
    if not own and kind and name.endswith("Trust"):
        # "The Hospital Trust", where one such trust is listed
        trusts = [f for f in held if f.listed and f.kind and f.kind.sector == kind.sector and f.name.endswith("Trust")]
        if len(trusts) == 1:
            return trusts[0]
    if listed and kind and kind.id in _APART:
        fit = [f for f in fit if f.marks == own or not f.listed or any(n.endswith(f", {name}") for n in f.names)]
    if len(fit) > 1 and own:
        exact = [f for f in fit if f.marks == own]
        return exact[0] if exact else max(fit, key=lambda f: f.names.total()) if len(own) > 1 else None
    # A bare "Adult Social Care" is hardly another area's that had no contact.
    fit = [f for f in fit if own or f.gave != {"nil-return"} or not kind or not kind.role]
    if not own and kind and kind.id == "court" and len(fit) > 1:
        return None  # "the court" is now this, now that
    if not own and kind and kind.id == "hospital":
        # "The Emergency Department" is not of the trust that the review has for its health visitors.
        fit = [f for f in fit if body_sector(f) == kind.sector] or fit
        return max(fit, key=lambda f: (bool(f.listed), len(f.told), f.names.total()), default=None)
    return max(fit, key=lambda f: (bool(f.listed), f.names.total()), default=None)


def _add(home: Found, raws: Iterable[Raw]) -> None:
    for raw in raws:
        home.names[raw.name] += 1
        place = (raw.paragraph, raw.start, raw.start + len(raw.name))
        if raw.how in ("listed", "headed", "addressed", "told", "said"):
            getattr(home, raw.how).append(place)
        elif raw.how == "family":
            home.told.append(place)
            home.family = True
        if raw.gave:
            home.gave.add(raw.gave)
        home.panel |= raw.panel
        if raw.how == "said" and raw.paragraph.section.kind in _PROCESS:
            home.process = True
        if raw.within:
            home.within.add(raw.within)


def join_parts(groups: list[Found]) -> None:
    """Takes posts, and teams, units and sites that are not listed, for aliases of the body that they are part of."""
    _join_posts(groups)
    for part in list(groups):
        if part.listed or part.addressed or not part.kind or part.kind.id == "camhs":
            continue
        sector = part.kind.sector
        wholes = [f for f in groups if f.listed and f is not part and body_sector(f) == sector]
        wholes = [f for f in wholes if f.gave != {"nil-return"}]
        if part.kind.id == "probation":  # no word for those who work with the young
            wholes = [f for f in wholes if not (f.kind and f.kind.id == "yot")]
        own = part.marks
        alike = [f for f in wholes if part.name in f.name.split() and (len(wholes) == 1 or f.kind == part.kind)]
        if not own and len(alike) == 1:  # "College", or "Housing" over a part, where one college or landlord is listed
            alike[0].called_also(part)
            groups.remove(part)
            continue
        # "Probation" over the analysis of the only one
        alone = not part.headed or (len(wholes) == 1 and authority.lookup(part.name) is None)
        if not own and alone and part.kind.role and part.kind.sector != "multi-agency-forum" and wholes:
            # "Probation", "Social Care": the one that is listed, whatever its name's words.
            own_kind = [f for f in wholes if any(part.kind.words.search(w) for w in f.within)]
            home = max(own_kind or wholes, key=lambda f: f.names.total())
            home.called_also(part)
            groups.remove(part)
            continue
        if part.kind.id == "hospital" and not part.headed and not re.search(r"\b(Trust|Board)\b", part.name):
            trusts = [f for f in groups if f is not part and f.kind and f.kind.id in ("hospital", "health-board")]
            trusts = [f for f in trusts if re.search(r"\b(Trust|Board)\b", f.name) and f.gave != {"nil-return"}]
            wholes = [f for f in trusts if f.listed] or trusts
        elif sector in _OF_A_BOARD and not wholes and not re.search(r"\b(?:Trust|NHS)\b", part.name):
            # A health board has all the health services of its area.
            wholes = [f for f in groups if f.listed and f.kind and f.kind.id == "health-board"]
        elif not (_TEAM.search(part.name) and sector in _DEPARTMENTS):
            continue
        near = [f for f in wholes if own & f.marks]
        if not near:  # a team is of the trust, where there are a charity and a trust
            near = [f for f in wholes if re.search(r"\b(?:Trust|Board)\b", f.name)] or wholes
        if len(near) == 1:
            near[0].called_also(part)
            groups.remove(part)


def join_told(groups: list[Found]) -> None:
    """Takes what the text says is of a body for a name of that body: "TalkWell, the talking therapies service of the
    Trust", "the Anchor, a bar owned by Fern Inns Ltd"."""
    for part in [f for f in groups if not (f.listed or f.headed or (f.kind and f.kind.forum))]:
        told = (
            [f for f in groups if f is not part and _begins_with(paragraph.text, m.end(), f)]
            for paragraph in {p.index: p for p, _, _ in part.told}.values()
            for name in part.names
            for at in re.finditer(rf"\b{re.escape(name)}(?!\w)", paragraph.text)
            if (m := _OF_WHICH.match(paragraph.text, at.end()))
        )
        # or a word for the one such body stands before it ("the University's Wellbeing Service")
        owned = (
            [f for f in groups if f is not part and f.listed and at[1] in f.name.split()]
            for paragraph in {p.index: p for p, _, _ in part.told}.values()
            for name in part.names
            for at in re.finditer(
                rf"\b(University|College|School|Hospital|Trust)[’']s {re.escape(name)}(?!\w)", paragraph.text
            )
        )
        # or a list has it in the brackets after a body ("University of Moorhill (Campus Security)"); a council's
        # departments are bodies of their own
        listed = [f for f in groups if not _is_council(f) and any(part.name in w for w in f.within)]
        if whole := next((found for found in (*told, *owned, listed) if len(found) == 1), None):
            whole[0].called_also(part)
            whole[0].told += part.told
            groups.remove(part)


def _is_council(body: Found) -> bool:
    return body.kind is not None and body.kind.id == "council"


def _begins_with(text: str, at: int, body: Found) -> bool:
    """Whether one of a body's names stands at an offset of a text."""
    return any(text.startswith(n, at) and not text[at + len(n) : at + len(n) + 1].isalnum() for n in body.all_names)


def _join_posts(groups: list[Found]) -> None:
    """Takes IDVAs for aliases of the service that they work for; of one that knew nobody they are none."""
    posts = [f for f in groups if f.kind and f.kind.id == "idva" and (not f.marks or _POST.fullmatch(f.name))]
    for post in posts:
        services = [f for f in groups if f not in posts and body_sector(f) == "specialist-domestic-abuse"]
        services = [f for f in services if not f.family]  # who stood by the family after the death
        if services:
            if known := [f for f in services if f.gave != {"nil-return"}]:
                home = max(known, key=lambda f: (f.names.total(), bool(f.listed)))
                home.called_also(post)
            groups.remove(post)
