"""What the page lets a person enter, for each list of a sheet, derived from the sheet's own models."""

from __future__ import annotations

from typing import Any

from loaders.sheet import LISTS, VOCABULARIES

#: Names of the lists for people.
TITLES = {
    "review": "The review",
    "persons": "People",
    "deaths": "Deaths",
    "agencies": "Agencies",
    "risk_factors": "Risk factors",
    "contacts": "Contacts",
    "missed_opportunities": "Missed opportunities",
    "good_practice": "Good practice",
    "recommendations": "Recommendations",
}

#: Which fields a person sees, in their order, and how each is entered where the vocabulary does not say.
#: 'agency' and 'person' name an entry of the sheet; a plural takes several; 'table' has rows of such fields.
FIELDS: dict[str, dict[str, str]] = {
    "persons": {
        "label": "text", "aliases": "texts", "role": "term", "sex": "term", "age": "integer", "ethnicity": "text",
        "relation": "text",
    },
    "deaths": {
        "victim": "person", "perpetrators": "persons", "date": "date", "death_type": "term", "homicide_kind": "term",
        "relationship": "term", "method": "term", "location": "term", "outcome": "term", "minimum_term_years": "number",
        "by_perpetrator": "table",
    },
    "agencies": {
        "name": "text", "aliases": "texts", "sector": "term", "contribution": "term", "on_panel": "yes-no",
    },
    "risk_factors": {"factor": "term", "subject": "term", "persons": "persons", "known_to": "table"},
    "contacts": {
        "date": "date", "agency": "agency", "kind": "term", "persons": "persons", "risk_level": "term",
        "summary": "text",
    },
    "missed_opportunities": {"type": "term", "agency": "agency", "date": "date", "summary": "text"},
    "good_practice": {"agency": "agency", "summary": "text"},
    "recommendations": {
        "number": "text", "addressees": "agencies", "level": "term", "themes": "terms", "text": "long",
        "actions": "table",
    },
}  # fmt: skip

REVIEW_FIELDS = {
    "title": "text", "reference": "text", "report_kind": "term", "commissioned_by": "text", "area": "text",
    "chair": "text", "author": "text", "report_date": "date", "scope_from": "date", "scope_to": "date",
}  # fmt: skip

TABLES: dict[str, dict[str, tuple[str, str | None]]] = {
    "by_perpetrator": {
        "perpetrator": ("person", None),
        "relationship": ("term", "relationship"),
        "outcome": ("term", "outcome"),
        "minimum_term_years": ("number", None),
    },
    "known_to": {"agency": ("agency", None), "date": ("date", None)},
    "actions": dict.fromkeys(("action", "lead", "milestones", "target_date", "status"), ("text", None)),
}

#: Fields that must not be left empty.
REQUIRED = {
    "persons": ["label", "role"],
    "deaths": ["victim", "death_type"],
    "agencies": ["name", "sector", "contribution"],
    "risk_factors": ["factor", "subject"],
    "contacts": ["date", "agency", "kind"],
    "missed_opportunities": ["type"],
    "good_practice": [],
    "recommendations": ["level"],
}


def form() -> dict[str, Any]:
    """The form as plain data for the page: lists, fields with their kinds, and the values of each vocabulary."""
    from ontology import vocabularies

    def field(kind: str, name: str, how: str) -> dict[str, Any]:
        out: dict[str, Any] = {"name": name, "how": how, "required": name in REQUIRED.get(kind, [])}
        if scheme := VOCABULARIES.get((kind, name)):
            out["scheme"] = scheme
        if how == "table":
            out["columns"] = [{"name": n, "how": h, "scheme": s} for n, (h, s) in TABLES[name].items()]
        return out

    used = {*VOCABULARIES.values(), "relationship", "outcome"}
    return {
        "lists": ["review", *LISTS],
        "titles": TITLES,
        "fields": {
            "review": [field("review", n, h) for n, h in REVIEW_FIELDS.items()],
            **{kind: [field(kind, n, h) for n, h in names.items()] for kind, names in FIELDS.items()},
        },
        "vocabularies": {scheme: vocabularies.concepts(scheme) for scheme in sorted(used)},
    }
