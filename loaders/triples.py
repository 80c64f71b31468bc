"""A coding sheet as triples: one named graph a review.

Identities are minted here, from stable content: a review's from its id, an item's from its id in the sheet, a passage's
from the lines it stands on, a shared agency's from the authority file or from its name. Everything that one review says
stands under that review's IRI, so that its part can be replaced without touching another's.

Provenance is PROV-O's: the review's graph is derived from the document, an item is attributed to the rule that found it
or to a person. A passage is a W3C Web Annotation resource selected by its lines.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS, XSD

from loaders.document.model import Document, Paragraph
from loaders.sheet import (
    VOCABULARIES,
    Agency,
    Contact,
    Death,
    Evidence,
    GoodPractice,
    Item,
    MissedOpportunity,
    Origin,
    Person,
    Recommendation,
    RiskFactor,
    Sheet,
    give_ids,
)
from ontology import authority

BASE = "https://w3id.org/crossreview/"
CR = Namespace(BASE + "ontology#")
VOCAB = Namespace(BASE + "vocab/")
ID = BASE + "id/"
OA = Namespace("http://www.w3.org/ns/oa#")

_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}

#: The class of each list's items, and the part of their IRI that says so.
CLASSES = {
    "persons": (CR.Person, "person"),
    "deaths": (CR.Death, "death"),
    "agencies": (CR.Participation, "participation"),
    "risk_factors": (CR.RiskObservation, "risk"),
    "contacts": (CR.Contact, "contact"),
    "missed_opportunities": (CR.MissedOpportunity, "missed"),
    "good_practice": (CR.GoodPractice, "good-practice"),
    "recommendations": (CR.Recommendation, "recommendation"),
}

#: Fields of an item that become one triple each: the term of each where it is not the field's name in camel case.
_PLAIN = {
    "persons": {"label": "label", "aliases": "alias", "role": "role", "sex": "sex", "age": "age",
                "ethnicity": "ethnicity", "relation": "relation"},
    "deaths": {"date": "date", "death_type": "deathType", "homicide_kind": "homicideKind",
               "relationship": "relationship", "method": "method", "location": "location", "outcome": "outcome",
               "minimum_term_years": "minimumTermYears"},
    "agencies": {"name": "nameUsed", "aliases": "alias", "sector": "sector", "contribution": "contribution",
                 "on_panel": "onPanel"},
    "risk_factors": {"factor": "factor", "subject": "subject"},
    "contacts": {"date": "date", "kind": "kind", "risk_level": "riskLevel", "summary": "summary"},
    "missed_opportunities": {"type": "type", "date": "date", "summary": "summary"},
    "good_practice": {"summary": "summary"},
    "recommendations": {"number": "number", "level": "level", "themes": "theme", "text": "text"},
}  # fmt: skip
_OF_REVIEW = {
    "id": "id", "title": "title", "reference": "reference", "report_kind": "reportKind",
    "commissioned_by": "commissionedBy", "area": "area", "chair": "chair", "author": "author", "report_date": "reportDate", "scope_from": "scopeFrom",
    "scope_to": "scopeTo", "source": "source",
}  # fmt: skip
_DATE_FIELDS = {"date", "report_date", "scope_from", "scope_to"}


def review_uri(review: str) -> URIRef:
    """The IRI of a review, which is its named graph's name too."""
    return URIRef(f"{ID}review/{review}")


def concept(scheme: str, value: str) -> URIRef:
    """The IRI of a concept."""
    return VOCAB[f"{scheme}/{value}"]


def slug(name: str) -> str:
    """A name as part of an IRI: lower case, no accents, hyphens."""
    plain = unicodedata.normalize("NFKD", authority.norm(name)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or quote(name, safe="")


def review_graph(sheet: Sheet, document: Document | None = None) -> Graph:
    """The triples of one review.

    Args:
        sheet: what stands of it: without rejected items (:func:`loaders.merge.standing`).
        document: the text that it was coded from; without it a passage has no more than the quoted words.

    Returns:
        A graph whose ``identifier`` is the review's IRI.
    """
    return _Maker(give_ids(sheet), document).graph()


class _Maker:
    def __init__(self, sheet: Sheet, document: Document | None) -> None:
        self.sheet = sheet
        self.document = document
        self.review = review_uri(sheet.review.id)
        self.made = Graph(identifier=self.review)
        for prefix, namespace in (("cr", CR), ("vocab", VOCAB), ("prov", PROV), ("oa", OA), ("skos", SKOS)):
            self.made.bind(prefix, namespace)
        self.agencies = {a.name: agency_uri(a, sheet) for a in sheet.agencies}
        self.persons = {p.label: self._node("person", p.id or "") for p in sheet.persons}
        self.passages: set[URIRef] = set()

    def graph(self) -> Graph:
        """All of it."""
        self._of_review()
        for agency in self.sheet.agencies:
            self._agency(agency)
        for kind, _, item in self.sheet.items():
            node = self._item(kind, item)
            match item:
                case Person():
                    self._person(node, item)
                case Death():
                    self._death(node, item)
                case RiskFactor():
                    self._risk(node, item)
                case Contact():
                    self._concerns(node, item.persons)
                    self._add(node, CR.agency, self.agencies[item.agency])
                case MissedOpportunity() | GoodPractice():
                    if item.agency is not None:
                        self._add(node, CR.agency, self.agencies[item.agency])
                case Recommendation():
                    self._recommendation(node, item)
        return self.made

    # parts

    def _of_review(self) -> None:
        review = self.sheet.review
        self._add(self.review, RDF.type, CR.Review)
        self._add(self.review, RDF.type, PROV.Entity)
        for field, term in _OF_REVIEW.items():
            self._value(self.review, "review", field, term, getattr(review, field))
        self._add(self.review, DCTERMS.title, Literal(review.title))
        if review.source:
            source = URIRef(f"{self.review}/document")
            self._add(source, RDF.type, PROV.Entity)
            self._add(source, DCTERMS.identifier, Literal(review.source))
            if review.sha256:
                self._add(source, CR.sha256, Literal(review.sha256))
            self._add(self.review, PROV.wasDerivedFrom, source)
        for field, places in review.evidence.items():
            if getattr(review, field, None) is None:
                continue
            for evidence in self._places(f"review-{field}", places):
                self._add(self.review, CR.fieldEvidence, evidence)
                self._add(evidence, CR.field, Literal(field))

    def _agency(self, agency: Agency) -> None:
        uri = self.agencies[agency.name]
        self._add(uri, RDF.type, CR.Agency)
        body = authority.lookup(agency.name, self.sheet.review.area)
        shared = "/id/review/" not in str(uri)
        self._add(uri, SKOS.prefLabel, Literal(body.name if body and shared else agency.name))

    def _item(self, kind: str, item: Item) -> URIRef:
        class_, part = CLASSES[kind]
        node = self._node(part, item.id or "")
        self._add(node, RDF.type, class_)
        if kind == "agencies":
            self._add(node, CR.review, self.review)
            self._add(node, CR.agency, self.agencies[item.name])  # type: ignore[attr-defined]
        else:
            self._add(node, CR.inReview, self.review)
        for field, term in _PLAIN[kind].items():
            self._value(node, kind, field, term, getattr(item, field))
        self._add(node, CR.itemId, Literal(item.id))
        self._origin(node, item.origin)
        for evidence in self._places(item.id or "", item.evidence):
            self._add(node, CR.evidence, evidence)
        return node

    def _person(self, node: URIRef, person: Person) -> None:
        if person.role in ("victim", "perpetrator"):
            self._add(node, RDF.type, CR.Victim if person.role == "victim" else CR.Perpetrator)

    def _death(self, node: URIRef, death: Death) -> None:
        self._add(node, CR.victim, self.persons[death.victim])
        own = {b.perpetrator: b for b in death.by_perpetrator}
        for n, perpetrator in enumerate(death.perpetrators):
            attribution = URIRef(f"{node}/by/{n}")
            self._add(node, CR.byPerpetrator, attribution)
            self._add(attribution, RDF.type, CR.Attribution)
            self._add(attribution, CR.perpetrator, self.persons[perpetrator])
            # What stands on the death is said of the principal perpetrator; the others have what is said of each.
            said: Any = own.get(perpetrator) or (death if len(death.perpetrators) == 1 else None)
            for field, term in (
                ("relationship", "relationship"),
                ("outcome", "outcome"),
                ("minimum_term_years", "minimumTermYears"),
            ):
                if said is not None:
                    self._value(attribution, "deaths", field, term, getattr(said, field))

    def _risk(self, node: URIRef, risk: RiskFactor) -> None:
        self._concerns(node, risk.persons)
        for n, known in enumerate(risk.known_to):
            knowledge = URIRef(f"{node}/known/{n}")
            self._add(node, CR.knownTo, knowledge)
            self._add(knowledge, RDF.type, CR.Knowledge)
            self._add(knowledge, CR.agency, self.agencies[known.agency])
            self._value(knowledge, "contacts", "date", "date", known.date)
            for evidence in self._places(f"{risk.id}-known-{n}", known.evidence or []):
                self._add(knowledge, CR.evidence, evidence)

    def _recommendation(self, node: URIRef, item: Recommendation) -> None:
        for name in item.addressees:
            self._add(node, CR.addressee, self.agencies[name])
        for n, action in enumerate(item.actions):
            uri = URIRef(f"{node}/action/{n}")
            self._add(node, CR.action, uri)
            self._add(uri, RDF.type, CR.Action)
            self._add(uri, CR.inReview, self.review)
            for field, term in (
                ("action", "actionText"),
                ("lead", "lead"),
                ("milestones", "milestones"),
                ("target_date", "targetDate"),
                ("status", "actionStatus"),
            ):
                if (value := getattr(action, field)) is not None:
                    self._add(uri, CR[term], Literal(value))
            for evidence in self._places(f"{item.id}-action-{n}", action.evidence):
                self._add(uri, CR.evidence, evidence)

    def _concerns(self, node: URIRef, persons: Iterable[str]) -> None:
        for label in persons:
            self._add(node, CR.concerns, self.persons[label])

    def _origin(self, node: URIRef, origin: Origin | None) -> None:
        if origin is None:
            return
        self._add(node, CR.originBy, Literal(origin.by))
        agent = URIRef(f"{ID}rule/{quote(origin.rule)}") if origin.by == "machine" and origin.rule else None
        if agent is not None:
            self._add(node, PROV.wasAttributedTo, agent)
            self._add(agent, RDF.type, PROV.SoftwareAgent)
        if origin.rule:
            self._add(node, CR.originRule, Literal(origin.rule))
        if origin.confidence is not None:
            self._add(node, CR.confidence, Literal(origin.confidence, datatype=XSD.double))
        if origin.status:
            self._add(node, CR.status, Literal(origin.status))
        if origin.note:
            self._add(node, CR.note, Literal(origin.note))
        if origin.was:
            self._add(node, CR.was, Literal(json.dumps(origin.was, ensure_ascii=False, sort_keys=True)))

    # places

    def _places(self, owner: str, places: Iterable[Evidence]) -> list[URIRef]:
        """A node of evidence for each paragraph that each place stands on."""
        made: list[URIRef] = []
        for place in places:
            parts = self._parts(place)
            for passage, first, last in parts:
                node = self._node("evidence", f"{owner}-{len(made)}")
                self._add(node, RDF.type, CR.Evidence)
                self._add(node, CR.passage, passage)
                self._add(node, CR.firstLine, Literal(first))
                self._add(node, CR.lastLine, Literal(last))
                self._add(node, CR.position, Literal(len(made)))
                if place.quote and len(parts) == 1:
                    self._add(node, CR.quote, Literal(place.quote))
                made.append(node)
        return made

    def _parts(self, place: Evidence) -> list[tuple[URIRef, int, int]]:
        first, last = place.lines
        if self.document is None:
            return [(self._bare_passage(place), first, last)]
        found: list[Paragraph] = []
        for number in range(first, last + 1):
            paragraph = self.document.paragraph_at(number)
            if paragraph is not None and paragraph not in found:
                found.append(paragraph)
        parts = [(self._passage(p), max(first, p.first), min(last, p.last)) for p in found]
        return parts or [(self._bare_passage(place), first, last)]

    def _passage(self, paragraph: Paragraph) -> URIRef:
        uri = self._node("passage", f"{paragraph.first}-{paragraph.last}-{paragraph.index}")
        if uri not in self.passages:
            titles = [s.title for s in paragraph.section.path if s.title]
            self._say_passage(
                uri,
                paragraph.text,
                paragraph.number,
                paragraph.page,
                paragraph.first,
                paragraph.last,
                titles[-1] if titles else None,
                paragraph.section.kind,
            )
        return uri

    def _bare_passage(self, place: Evidence) -> URIRef:
        first, last = place.lines
        uri = self._node("passage", f"{first}-{last}")
        if uri not in self.passages:
            text = place.quote
            if text is None and self.document is not None:
                text = "\n".join(line.text for line in self.document.lines[first - 1 : last]).strip() or None
            self._say_passage(uri, text, place.paragraph, place.page, first, last, None, None)
        return uri

    def _say_passage(
        self,
        uri: URIRef,
        text: str | None,
        number: str | None,
        page: int | None,
        first: int,
        last: int,
        section: str | None,
        kind: str | None,
    ) -> None:
        self.passages.add(uri)
        self._add(uri, RDF.type, CR.Passage)
        self._add(uri, RDF.type, OA.SpecificResource)
        self._add(uri, CR.inReview, self.review)
        selector = URIRef(f"{uri}/selector")
        self._add(uri, OA.hasSelector, selector)
        self._add(uri, OA.hasSource, self.review)
        self._add(selector, RDF.type, OA.FragmentSelector)
        # RFC 5147 counts the gaps between lines from 0, so that lines 3 to 4 are 2,4.
        self._add(selector, RDF.value, Literal(f"line={first - 1},{last}"))
        self._add(selector, DCTERMS.conformsTo, URIRef("http://tools.ietf.org/rfc/rfc5147"))
        said = {
            "text": text, "number": number, "page": page, "firstLine": first, "lastLine": last, "section": section,
            "sectionKind": kind,
        }  # fmt: skip
        for term, value in said.items():
            if value is not None:
                self._add(uri, CR[term], Literal(value))

    # helpers

    def _node(self, part: str, name: str) -> URIRef:
        return URIRef(f"{self.review}/{part}/{name}")

    def _value(self, node: URIRef, kind: str, field: str, term: str, value: Any) -> None:
        scheme = VOCABULARIES.get((kind, field))
        for one in value if isinstance(value, list) else [value]:
            if one is None:
                continue
            if scheme:
                self._add(node, CR[term], concept(scheme, one))
            elif field in _DATE_FIELDS:
                self._add(node, CR[term], Literal(one, datatype=_DATES[len(one)], normalize=False))
            elif isinstance(one, float):
                self._add(node, CR[term], Literal(one, datatype=XSD.double))
            else:
                self._add(node, CR[term], Literal(one))

    def _add(self, s: URIRef, p: URIRef, o: URIRef | Literal) -> None:
        self.made.add((s, p, o))


def agency_uri(agency: Agency, sheet: Sheet) -> URIRef:
    """The identity of an agency that a review names.

    Shared between reviews where the name is in the authority file or holds a place or another proper name; else of the
    review itself.
    """
    body = authority.lookup(agency.name, sheet.review.area)
    if body is not None:
        return URIRef(f"{ID}agency/{body.id}")
    if authority.is_proper(agency.name):
        return URIRef(f"{ID}agency/{slug(agency.name)}")
    return URIRef(f"{review_uri(sheet.review.id)}/agency/{slug(agency.name)}")
