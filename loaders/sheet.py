"""The coding sheet: what one review says, as data that a person can read and correct.

The models mirror ``../shared/contract/coding-sheet.schema.json`` key for key (a test compares the two). Reading a sheet
gives either a :class:`Sheet` that names only known values, agencies and persons, or a :class:`SheetError` that says in
which file and at which place it is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints, ValidationError, model_validator

from loaders.sources import SourceError, read_json
from loaders.why import LeftOut, Why

DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
Date = Annotated[str, StringConstraints(pattern=DATE)]
LineNumber = Annotated[int, Field(ge=1)]

#: The lists of a sheet, in the order in which they are written.
LISTS = (
    "persons",
    "deaths",
    "agencies",
    "risk_factors",
    "contacts",
    "missed_opportunities",
    "good_practice",
    "recommendations",
)

#: Which vocabulary (scheme of ``ontology``) a field of the sheet takes its values from.
VOCABULARIES = {
    ("review", "report_kind"): "report_kind",
    ("persons", "role"): "person_role",
    ("persons", "sex"): "sex",
    ("deaths", "death_type"): "death_type",
    ("deaths", "homicide_kind"): "homicide_kind",
    ("deaths", "relationship"): "relationship",
    ("deaths", "method"): "method",
    ("deaths", "location"): "death_location",
    ("deaths", "outcome"): "outcome",
    ("agencies", "sector"): "agency_sector",
    ("agencies", "contribution"): "contribution",
    ("risk_factors", "factor"): "risk_factor",
    ("risk_factors", "subject"): "subject",
    ("contacts", "kind"): "contact_kind",
    ("contacts", "risk_level"): "risk_level",
    ("missed_opportunities", "type"): "missed_opportunity",
    ("recommendations", "level"): "recommendation_level",
    ("recommendations", "themes"): "recommendation_theme",
}


class SheetError(ValueError):
    """A coding sheet that cannot be used. ``str()`` names the file and the place."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", validate_assignment=False)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same; why a rule found it is no part of that."""
        return type(self) is type(other) and self.__dict__ == other.__dict__


class Evidence(_Part):
    """A place in the text: 1-based, inclusive line numbers of the plain text that was read."""

    lines: tuple[LineNumber, LineNumber]
    paragraph: str | None = None
    page: int | None = None
    quote: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Evidence:
        if self.lines[0] > self.lines[1]:
            raise ValueError(f"lines run backwards: {self.lines[0]} to {self.lines[1]}")
        return self


Places = Annotated[list[Evidence], Field(min_length=1)]


class Origin(_Part):
    """Who put an item there, and what a person has decided about it."""

    by: Literal["machine", "person"]
    rule: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    status: Literal["unreviewed", "accepted", "corrected", "rejected"] | None = None
    note: str | None = None
    was: dict[str, Any] | None = None
    _why: Why | None = PrivateAttr(default=None)

    @property
    def why(self) -> Why | None:
        """Why the rule found it; only in the run that did, and in no file."""
        return self._why

    def because(self, why: Why) -> Origin:
        """Notes why the rule found it, and returns the origin."""
        self._why = why
        return self

    @property
    def decided(self) -> bool:
        """Whether a person stands behind it: entered, accepted, corrected or rejected."""
        return self.by == "person" or self.status in ("accepted", "corrected", "rejected")


class Review(_Part):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    source: str | None = None
    sha256: str | None = None
    title: str
    reference: str | None = None
    report_kind: str
    commissioned_by: str | None = None
    area: str | None = None
    chair: str | None = None
    author: str | None = None
    report_date: Date | None = None
    scope_from: Date | None = None
    scope_to: Date | None = None
    evidence: dict[str, Places] = Field(default_factory=dict)
    origin: dict[str, Origin | None] = Field(default_factory=dict)


class Item(_Part):
    """What the entries of every list share."""

    id: str | None = None
    evidence: Places
    origin: Origin | None = None


class Person(Item):
    label: str
    aliases: list[str] = Field(default_factory=list)
    role: Literal["victim", "perpetrator", "child", "relative", "former-partner", "friend", "other"]
    sex: Literal["female", "male", "other"] | None = None
    age: int | None = None
    ethnicity: str | None = None
    relation: str | None = None


class ByPerpetrator(_Part):
    perpetrator: str
    relationship: str | None = None
    outcome: str | None = None
    minimum_term_years: float | None = None


class Death(Item):
    victim: str
    perpetrators: list[str] = Field(default_factory=list)
    date: Date | None = None
    death_type: str
    homicide_kind: str | None = None
    relationship: str | None = None
    method: str | None = None
    location: str | None = None
    outcome: str | None = None
    minimum_term_years: float | None = None
    by_perpetrator: list[ByPerpetrator] = Field(default_factory=list)


class Agency(Item):
    name: str
    aliases: list[str] = Field(default_factory=list)
    sector: str
    contribution: str = "none"
    on_panel: bool | None = None


class KnownTo(_Part):
    agency: str
    date: Date | None = None
    evidence: Places | None = None


class RiskFactor(Item):
    factor: str
    subject: Literal["victim", "perpetrator", "relationship"]
    persons: list[str] = Field(default_factory=list)
    known_to: list[KnownTo] = Field(default_factory=list)


class Contact(Item):
    date: Date
    agency: str
    kind: str
    persons: list[str] = Field(default_factory=list)
    risk_level: Literal["standard", "medium", "high"] | None = None
    summary: str | None = None


class MissedOpportunity(Item):
    type: str
    agency: str | None
    date: Date | None = None
    summary: str | None = None


class GoodPractice(Item):
    agency: str | None
    summary: str | None = None


class Action(_Part):
    action: str | None = None
    lead: str | None = None
    milestones: str | None = None
    target_date: str | None = None
    status: str | None = None
    evidence: Places


class Recommendation(Item):
    number: str | None
    addressees: list[str] = Field(default_factory=list)
    level: Literal["local", "regional", "national"]
    themes: list[str] = Field(default_factory=list)
    text: str | None = None
    actions: list[Action] = Field(default_factory=list)


class Sheet(_Part):
    """One review. Lists keep the order of the text."""

    review: Review
    persons: list[Person]
    deaths: list[Death]
    agencies: list[Agency]
    risk_factors: list[RiskFactor]
    contacts: list[Contact]
    missed_opportunities: list[MissedOpportunity]
    good_practice: list[GoodPractice]
    recommendations: list[Recommendation]
    _left_out: tuple[LeftOut, ...] = PrivateAttr(default=())

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What the rules had a cue for and left out; only in the run that made the sheet, and in no file."""
        return self._left_out

    def leaves_out(self, left_out: Iterable[LeftOut]) -> None:
        """Notes what the rules left out."""
        self._left_out = tuple(left_out)

    def items(self) -> Iterator[tuple[str, int, Item]]:
        """Every entry with its list's name and its position there."""
        for kind in LISTS:
            for position, item in enumerate(getattr(self, kind)):
                yield kind, position, item

    def standing(self) -> Sheet:
        """The sheet without what a person rejected; what the graph and the score are made of."""
        keep = {
            kind: [i for i in getattr(self, kind) if not (i.origin and i.origin.status == "rejected")] for kind in LISTS
        }
        return self.model_copy(update=keep)


def dumps(sheet: Sheet) -> str:
    """The sheet as JSON text: keys in contract order, two spaces, line ranges on one line, final newline."""
    import re

    text = json.dumps(sheet.model_dump(mode="json", exclude_unset=False), ensure_ascii=False, indent=2)
    return re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text) + "\n"


def read(path: Path) -> Sheet:
    """The sheet in a JSON file.

    Raises:
        SheetError: not UTF-8, not JSON, not a sheet, an unknown value, or a name that the sheet does not hold.
    """
    try:
        return parse(read_json(path), str(path))
    except SourceError as e:
        raise SheetError(str(e)) from e


def parse(data: object, where: str = "sheet") -> Sheet:
    """The sheet in a parsed JSON value; ``where`` names it in errors."""
    try:
        sheet = Sheet.model_validate(data)
    except ValidationError as e:
        first = e.errors()[0]
        place = "/".join(str(p) for p in first["loc"])
        more = f" (and {e.error_count() - 1} more)" if e.error_count() > 1 else ""
        shown = "" if isinstance(first["input"], dict | list) else f" ({first['input']!r})"
        raise SheetError(f"{where}: {place}: {first['msg']}{shown}{more}") from e
    for fault in faults(sheet):
        raise SheetError(f"{where}: {fault}")
    return sheet


def faults(sheet: Sheet) -> Iterator[str]:
    """What makes a well-formed sheet unusable: unknown values, and names that it does not hold, each with its place."""
    from ontology import vocabularies

    known = {field: set(vocabularies.concepts(scheme)) for field, scheme in VOCABULARIES.items()}

    def unknown(kind: str, place: str, item: BaseModel) -> Iterator[str]:
        for name in type(item).model_fields:
            allowed = known.get((kind, name))
            if allowed is None:
                continue
            value = getattr(item, name)
            for one in value if isinstance(value, list) else [value]:
                if one is not None and one not in allowed:
                    yield f"{place}/{name}: {one!r} is not in the vocabulary {VOCABULARIES[kind, name]!r}"

    yield from unknown("review", "review", sheet.review)
    agencies = {a.name for a in sheet.agencies}
    persons = {p.label for p in sheet.persons}
    for kind, position, item in sheet.items():
        place = f"{kind}/{position}"
        yield from unknown(kind, place, item)
        for attribution in getattr(item, "by_perpetrator", []):
            yield from unknown("deaths", f"{place}/by_perpetrator", attribution)
        for name in agencies_named(item):
            if name not in agencies:
                yield f"{place}: names the agency {name!r}, which the sheet does not hold"
        for label in persons_named(item):
            if label not in persons:
                yield f"{place}: names the person {label!r}, whom the sheet does not hold"


def agencies_named(item: Item) -> list[str]:
    """The names of all agencies that an item names, in its order; those of an agency's own entry are not among them."""
    single = [name] if (name := getattr(item, "agency", None)) else []
    return [*single, *getattr(item, "addressees", []), *(k.agency for k in getattr(item, "known_to", []))]


def persons_named(item: Item) -> list[str]:
    """The labels of all persons that an item names, in its order; that of a person's own entry is not among them."""
    if isinstance(item, Death):
        return [item.victim, *item.perpetrators, *(a.perpetrator for a in item.by_perpetrator)]
    return list(getattr(item, "persons", []))


#: What makes an item the same item again: the fields that say what it claims. Where it stands is added by `give_ids`.
CLAIM = {
    "persons": ("role", "label"),
    "deaths": ("victim",),
    "agencies": ("name",),
    "risk_factors": ("factor", "subject"),
    "contacts": ("date", "agency", "kind"),
    "missed_opportunities": ("type", "agency", "date"),
    "good_practice": ("agency",),
    "recommendations": ("number", "addressees"),
}


def give_ids(sheet: Sheet) -> Sheet:
    """Gives every item without an id one, in place, and returns the sheet.

    An id is a hash of the claim and of the first place it rests on, never of the position in the list, so it stays the
    same when other items come and go. Two items alike in both get a counter.
    """
    taken = {item.id for _, _, item in sheet.items() if item.id}
    for kind, _, item in sheet.items():
        if item.id:
            continue
        base = base_id(kind, item)
        candidate, n = base, 1
        while candidate in taken:
            n += 1
            candidate = f"{base}-{n}"
        item.id = candidate
        taken.add(candidate)
    return sheet


def base_id(kind: str, item: Item) -> str:
    """The hash of an item's claim and of the first place it rests on; its id, but for a counter.

    Args:
        kind: the list in which it stands.
        item: any item.
    """
    claim = [kind, *(getattr(item, field) for field in CLAIM[kind])]
    if kind not in ("persons", "deaths", "agencies"):
        claim.append(list(item.evidence[0].lines))
    return sha256(json.dumps(claim, ensure_ascii=False).encode()).hexdigest()[:12]
