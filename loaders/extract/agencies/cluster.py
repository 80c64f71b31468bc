"""One body, one entry: brings together the names that are of the same body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

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
_TEAM = re.compile(
    r"(?i)\b((?:liaison|support|crisis|access|screening|assessment) service|teams?|units?|integrated|duty|hub|"
    r"assessment|referral|safeguarding adults?|CMHT|CRHTT?|HTT|EIPT?|early intervention in psychosis)\b"
)


def cluster(raws: Iterable[Raw], full: Mapping[str, str]) -> list[Found]:
    """The bodies that the names are of; ``full`` is what abbreviations stand for."""
    by_name: dict[str, list[Raw]] = {}
    for raw in raws:
        by_name.setdefault(authority.norm(raw.name), []).append(raw)
    abbreviated = {authority.norm(a): authority.norm(f) for a, f in full.items()}
    for key, rows in by_name.items():
        if spelt := _spelt(rows[0].name, full):
            abbreviated.setdefault(key, authority.norm(spelt))
    present = {body for rows in by_name.values() if (body := authority.lookup(rows[0].name))}
    units = {authority.norm(unit): body.id for body in present for unit in body.units}
    groups: dict[object, Found] = {}
    held: list[Found] = []

    def size(key: str) -> tuple[int, int, int]:
        name = by_name[key][0].name
        return (-len(marks(name)), -any(r.how == "listed" for r in by_name[key]), -len(by_name[key]))

    later = []
    for key in sorted(by_name, key=size):
        name = by_name[key][0].name
        kind = kind_of(name)
        if key in units or (key in abbreviated and abbreviated[key] != key and abbreviated[key] in by_name):
            later.append(key)
            continue
        body = authority.lookup(name)
        if kind and kind.id == "nps":
            body = authority.lookup("National Probation Service")  # with its regions
        same: object = f"kind {kind.id}" if kind and kind.forum else body.id if body else None
        home = groups.get(same) if same else None
        if home is None and (not body or (not marks(name) and (kind is None or kind.sector == body.sector))):
            home = _home(name, kind, held, any(r.how == "listed" for r in by_name[key]))
        if home is None:
            said = all(r.how in ("told", "said", "family") for r in by_name[key])
            if kind and not marks(name) and not kind.role and not body and said:
                continue
            home = Found(kind, marks=marks(name))
            held.append(home)
        if same:
            groups[same] = home
        _add(home, by_name[key])
    for key in later:
        if whole := groups.get(units.get(key)):
            _add(whole, by_name[key])
            for name in {raw.name for raw in by_name[key]}:
                whole.abbreviations.add(name)  # what a part of it is called is no fuller name of it
                del whole.names[name]
            continue
        spelt = abbreviated.get(key)
        home = next((f for f in held if spelt in {authority.norm(n) for n in f.names}), None)
        if home:
            _add(home, by_name[key])
    return held


def _spelt(name: str, full: Mapping[str, str]) -> str | None:
    """A name with the last word spelt out that is an abbreviation: "Moorhill BOCU"."""
    before, _, last = name.rpartition(" ")
    return f"{before} {full[last].removeprefix(before).strip()}" if before and last in full else None


def _home(name: str, kind: Kind | None, held: list[Found], listed: bool = False) -> Found | None:
    own = marks(name)
    fit = [f for f in held if f.kind is not None and kind is not None and f.kind.id == kind.id and own <= f.marks]
    if not fit and kind is None:
        fit = [f for f in held if f.kind is None and own == f.marks]
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
    """Takes teams, units and sites that are not listed for aliases of the body that they are part of."""
    for part in list(groups):
        if part.listed or part.addressed or not part.kind or part.kind.id == "camhs":
            continue
        sector = part.kind.sector
        wholes = [f for f in groups if f.listed and f is not part and body_sector(f) == sector]
        wholes = [f for f in wholes if f.gave != {"nil-return"}]
        own = part.marks
        if not own and not part.headed and part.kind.role and part.kind.sector != "multi-agency-forum" and wholes:
            # "Probation", "Social Care": the one that is listed, whatever its name's words.
            own_kind = [f for f in wholes if any(part.kind.words.search(w) for w in f.within)]
            home = max(own_kind or wholes, key=lambda f: f.names.total())
            home.abbreviations |= set(part.names)
            home.abbreviations |= part.abbreviations
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
        near = [f for f in wholes if own & f.marks] or wholes
        if len(near) == 1:
            near[0].abbreviations |= set(part.names)
            near[0].abbreviations |= part.abbreviations
            groups.remove(part)
