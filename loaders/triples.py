"""The named graph of one review: what its coding sheet says, as triples of the ontology.

Identities rest on the ids of the items and on line numbers, so that the same sheet gives the same triples in every
run. What follows from other triples (PROV-O derivation, Web Annotation selectors) is added by :func:`describe`, which
the way back from the store uses as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS, XSD

from ontology import authority, kinds

if TYPE_CHECKING:
    from loaders.document.model import Document, Paragraph
    from loaders.sheet import Action, Evidence, Item, Origin, Sheet

CR = Namespace("https://w3id.org/crossreview/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
VOCAB = "https://w3id.org/crossreview/vocab/"
IDS = "https://w3id.org/crossreview/id/"
REVIEWS = f"{IDS}review/"
AGENCIES = f"{IDS}agency/"
RULES = f"{IDS}rule/"

#: RFC 5147: fragments of plain text, by lines counted between lines from 0.
PLAIN_TEXT_FRAGMENTS = URIRef("http://tools.ietf.org/rfc/rfc5147")

#: The class and the path segment of the items of each list of the sheet.
CLASSES = {
    "persons": (CR.Person, "person"),
    "deaths": (CR.Death, "death"),
    "risk_factors": (CR.RiskObservation, "risk"),
    "contacts": (CR.Contact, "contact"),
    "missed_opportunities": (CR.MissedOpportunity, "missed"),
    "good_practice": (CR.GoodPractice, "practice"),
    "recommendations": (CR.Recommendation, "recommendation"),
}

#: Second classes of persons, by role.
ROLES = {"victim": CR.Victim, "perpetrator": CR.Perpetrator}

_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def review_iri(review: str) -> URIRef:
    """The IRI of a review."""
    return URIRef(REVIEWS + quote(review, safe=""))


def graph_iri(review: str) -> URIRef:
    """The name of the graph that holds a review's triples."""
    return URIRef(f"{review_iri(review)}/graph")


def concept(scheme: str, value: str) -> URIRef:
    """The IRI of a concept."""
    return URIRef(f"{VOCAB}{scheme}/{value}")


def date_literal(stated: str) -> Literal:
    """A date with the precision that it is stated with: ``xsd:gYear``, ``xsd:gYearMonth`` or ``xsd:date``."""
    return Literal(stated, datatype=_DATES.get(len(stated), XSD.string), normalize=False)


def number_literal(value: float) -> Literal:
    """A number as ``xsd:decimal`` that always has a point, which is how Turtle writes it back."""
    text = format(Decimal(repr(float(value))), "f")
    return Literal(text if "." in text else f"{text}.0", datatype=XSD.decimal, normalize=False)


def agency_iri(name: str, review: str, item: str, area: str | None) -> tuple[URIRef, str, str | None]:
    """Which node an agency of a review is.

    Args:
        name: the name that the review uses.
        item: the id of its entry in the sheet.
        area: the review's, which tells bodies of one abbreviation apart.

    Returns:
        The IRI, the name to show, and the sector where the authority file gives one. Shared between reviews when it
        stands in the authority file or its name is a proper one; else of this review.
    """
    if body := authority.lookup(name, area):
        return URIRef(AGENCIES + body.id), body.name, body.sector
    if authority.is_proper(name):
        return URIRef(AGENCIES + quote(authority.norm(name).replace(" ", "-"), safe="-")), name, None
    return URIRef(f"{review_iri(review)}/agency/{quote(item, safe='')}"), name, None


def review_graph(sheet: Sheet, document: Document | None = None) -> Graph:
    """The triples of one review, as a graph with its name.

    Args:
        sheet: what stands (without what a person rejected); items without an id are given one.
        document: the text that it was coded from, which gives the passages their words; without it a passage has but
            its lines, number and page.
    """
    from loaders.sheet import give_ids

    made = _Review(give_ids(sheet), document)
    made.build()
    describe(made.graph)
    return made.graph


class _Review:
    """The graph of one review in the making."""

    def __init__(self, sheet: Sheet, document: Document | None) -> None:
        self.sheet = sheet
        self.document = document
        self.iri = review_iri(sheet.review.id)
        self.graph = Graph(identifier=graph_iri(sheet.review.id))
        self.passages: set[URIRef] = set()

    def add(self, subject: URIRef, term: str, *values: Any) -> None:
        """Adds what is stated; None is nothing."""
        for value in values:
            if value is not None:
                self.graph.add((subject, CR[term], value if isinstance(value, URIRef | Literal) else Literal(value)))

    def concepts(self, subject: URIRef, term: str, scheme: str, *values: str | None) -> None:
        """Adds concepts of a scheme."""
        self.add(subject, term, *(concept(scheme, v) for v in values if v is not None))

    def item_iri(self, kind: str, item: Item) -> URIRef:
        """The IRI of an item."""
        return URIRef(f"{self.iri}/{CLASSES[kind][1]}/{quote(item.id or '', safe='')}")

    @cached_property
    def agencies(self) -> dict[str, URIRef]:
        """The node of each agency of the sheet, by name."""
        review = self.sheet.review
        return {
            a.name: agency_iri(a.name, review.id, a.id or "", review.area or review.commissioned_by)[0]
            for a in reversed(self.sheet.agencies)
        }

    @cached_property
    def persons(self) -> dict[str, URIRef]:
        """The node of each person of the sheet, by label."""
        return {p.label: self.item_iri("persons", p) for p in reversed(self.sheet.persons)}

    def build(self) -> None:
        """Adds everything."""
        self.review()
        self.agency_nodes()
        for kind in CLASSES:
            for item in getattr(self.sheet, kind):
                subject = self.item_iri(kind, item)
                self.graph.add((subject, RDF.type, CLASSES[kind][0]))
                self.add(subject, "inReview", self.iri)
                self.item(subject, item)
                self.one(kind)(subject, item)

    def one(self, kind: str) -> Callable[[URIRef, Any], None]:
        """What adds an item of a list."""
        return {
            "persons": self.person,
            "deaths": self.death,
            "risk_factors": self.risk,
            "contacts": self.contact,
            "missed_opportunities": self.missed,
            "good_practice": self.practice,
            "recommendations": self.recommendation,
        }[kind]

    def review(self) -> None:
        """What the sheet says of the review itself."""
        r = self.sheet.review
        self.graph.add((self.iri, RDF.type, CR.Review))
        for term, value in {
            "id": r.id,
            "title": r.title,
            "reference": r.reference,
            "commissionedBy": r.commissioned_by,
            "area": r.area,
            "chair": r.chair,
            "author": r.author,
            "source": r.source or (self.document.source if self.document else None),
            "sha256": r.sha256 or (self.document.sha256 if self.document else None),
        }.items():
            self.add(self.iri, term, value)
        self.concepts(self.iri, "reportKind", "report_kind", r.report_kind)
        for term, date in (("reportDate", r.report_date), ("scopeFrom", r.scope_from), ("scopeTo", r.scope_to)):
            self.add(self.iri, term, _date(date))
        origins = {name: origin.model_dump(exclude_none=True) for name, origin in r.origin.items() if origin}
        if origins:
            self.add(self.iri, "fieldOrigins", _json(origins))
        for field, places in r.evidence.items():
            for place in self.places(self.iri, "fieldEvidence", places, f"place/{quote(field, safe='')}"):
                self.add(place, "field", field)

    def agency_nodes(self) -> None:
        """The agencies, and what the review says of each."""
        for a in self.sheet.agencies:
            agency, name, sector = agency_iri(
                a.name, self.sheet.review.id, a.id or "", self.sheet.review.area or self.sheet.review.commissioned_by
            )
            self.graph.add((agency, RDF.type, CR.Agency))
            if not self.graph.value(agency, SKOS.prefLabel):
                self.graph.add((agency, SKOS.prefLabel, Literal(name)))
                self.concepts(agency, "agencyKind", "agency_kind", kinds.kind_of(name, sector or a.sector))
            part = URIRef(f"{self.iri}/participation/{quote(a.id or '', safe='')}")
            self.graph.add((part, RDF.type, CR.Participation))
            self.add(part, "review", self.iri)
            self.add(part, "agency", agency)
            self.add(part, "nameUsed", a.name)
            self.add(part, "alias", *a.aliases)
            self.concepts(part, "sector", "agency_sector", a.sector)
            self.concepts(part, "contribution", "contribution", a.contribution)
            self.add(part, "onPanel", a.on_panel)
            self.item(part, a)

    def item(self, subject: URIRef, item: Item) -> None:
        """What every item has: its id, its places, and who put it there."""
        self.add(subject, "itemId", item.id)
        self.places(subject, "evidence", item.evidence)
        if item.origin:
            self.origin(subject, item.origin)

    def origin(self, subject: URIRef, origin: Origin) -> None:
        """Who put an item there, and what a person has decided about it."""
        self.add(subject, "originBy", origin.by)
        self.add(subject, "originRule", origin.rule)
        if origin.confidence is not None:
            self.add(subject, "confidence", number_literal(origin.confidence))
        self.add(subject, "status", origin.status)
        self.add(subject, "note", origin.note)
        if origin.was is not None:
            self.add(subject, "was", _json(origin.was))

    def people(self, labels: Iterable[str]) -> list[URIRef]:
        """The nodes of these persons."""
        return [self.persons[label] for label in labels]

    def places(self, subject: URIRef, term: str, places: Iterable[Evidence], part: str = "place") -> list[URIRef]:
        """The places that something rests on, in their order."""
        made = []
        for position, e in enumerate(places):
            place = URIRef(f"{subject}/{part}/{position}")
            self.graph.add((place, RDF.type, CR.Evidence))
            self.add(subject, term, place)
            self.add(place, "passage", self.passage(e))
            self.add(place, "firstLine", e.lines[0])
            self.add(place, "lastLine", e.lines[1])
            self.add(place, "quote", e.quote)
            self.add(place, "position", position)
            made.append(place)
        return made

    def passage(self, e: Evidence) -> URIRef:
        """The paragraph, or paragraphs, that a place lies in; where none is (a page's header), its lines."""
        stands = list(self._paragraphs(e.lines))
        first = min([e.lines[0], *(p.first for p in stands)]) if stands else e.lines[0]
        last = max([e.lines[1], *(p.last for p in stands)]) if stands else e.lines[1]
        iri = URIRef(f"{self.iri}/passage/{first}-{last}")
        if iri not in self.passages:
            self.passages.add(iri)
            self.graph.add((iri, RDF.type, CR.Passage))
            self.add(iri, "inReview", self.iri)
            self.add(iri, "firstLine", first)
            self.add(iri, "lastLine", last)
            numbers = [p.number for p in stands if p.number]
            self.add(iri, "number", numbers[0] if numbers else e.paragraph)
            pages = [p.page for p in stands if p.page is not None]
            self.add(iri, "page", pages[0] if pages else e.page)
            if stands:
                self.add(iri, "text", "\n".join(p.text for p in stands))
                self.add(iri, "section", stands[0].section.title or None)
                self.add(iri, "sectionKind", stands[0].section.kind)
            elif self.document:
                printed = (line.printed.strip() for line in self.document.lines[first - 1 : last])
                self.add(iri, "text", "\n".join(filter(None, printed)) or None)
        return iri

    def _paragraphs(self, lines: tuple[int, int]) -> Iterator[Paragraph]:
        seen: set[int] = set()
        for number in range(lines[0], lines[1] + 1) if self.document else ():
            paragraph = self.document.paragraph_at(number) if self.document else None
            if paragraph is not None and paragraph.index not in seen:
                seen.add(paragraph.index)
                yield paragraph

    def person(self, subject: URIRef, item: Any) -> None:
        """A person."""
        if role := ROLES.get(item.role):
            self.graph.add((subject, RDF.type, role))
        self.add(subject, "label", item.label)
        self.add(subject, "alias", *item.aliases)
        self.concepts(subject, "role", "person_role", item.role)
        self.concepts(subject, "sex", "sex", item.sex)
        self.add(subject, "age", item.age)
        self.add(subject, "ethnicity", item.ethnicity)
        self.add(subject, "relation", item.relation)

    def death(self, subject: URIRef, item: Any) -> None:
        """A death, and what each perpetrator was in it."""
        self.add(subject, "victim", self.persons[item.victim])
        self.add(subject, "date", _date(item.date))
        self.concepts(subject, "deathType", "death_type", item.death_type)
        self.concepts(subject, "homicideKind", "homicide_kind", item.homicide_kind)
        self.concepts(subject, "method", "method", item.method)
        self.concepts(subject, "location", "death_location", item.location)
        self._fate(subject, item)
        own = {b.perpetrator: b for b in item.by_perpetrator}
        for label in dict.fromkeys([*item.perpetrators, *own]):
            person = self.persons[label]
            attribution = URIRef(f"{subject}/by/{str(person).rsplit('/', 1)[-1]}")
            self.graph.add((attribution, RDF.type, CR.Attribution))
            self.add(subject, "byPerpetrator", attribution)
            self.add(attribution, "perpetrator", person)
            if label in own:
                self._fate(attribution, own[label])

    def _fate(self, subject: URIRef, item: Any) -> None:
        self.concepts(subject, "relationship", "relationship", item.relationship)
        self.concepts(subject, "outcome", "outcome", item.outcome)
        if item.minimum_term_years is not None:
            self.add(subject, "minimumTermYears", number_literal(item.minimum_term_years))

    def risk(self, subject: URIRef, item: Any) -> None:
        """A risk factor, and who knew of it."""
        self.concepts(subject, "factor", "risk_factor", item.factor)
        self.concepts(subject, "subject", "subject", item.subject)
        self.add(subject, "concerns", *self.people(item.persons))
        for position, known in enumerate(item.known_to):
            knowledge = URIRef(f"{subject}/known/{position}")
            self.graph.add((knowledge, RDF.type, CR.Knowledge))
            self.add(subject, "knownTo", knowledge)
            self.add(knowledge, "agency", self.agencies[known.agency])
            self.add(knowledge, "date", _date(known.date))
            self.places(knowledge, "evidence", known.evidence or [])

    def contact(self, subject: URIRef, item: Any) -> None:
        """A contact."""
        self.add(subject, "date", _date(item.date))
        self.add(subject, "agency", self.agencies[item.agency])
        self.concepts(subject, "kind", "contact_kind", item.kind)
        self.concepts(subject, "riskLevel", "risk_level", item.risk_level)
        self.add(subject, "concerns", *self.people(item.persons))
        self.add(subject, "summary", item.summary)

    def missed(self, subject: URIRef, item: Any) -> None:
        """A missed opportunity."""
        self.concepts(subject, "type", "missed_opportunity", item.type)
        if item.agency is not None:
            self.add(subject, "agency", self.agencies[item.agency])
        self.add(subject, "date", _date(item.date))
        self.add(subject, "summary", item.summary)

    def practice(self, subject: URIRef, item: Any) -> None:
        """Good practice."""
        if item.agency is not None:
            self.add(subject, "agency", self.agencies[item.agency])
        self.add(subject, "summary", item.summary)

    def recommendation(self, subject: URIRef, item: Any) -> None:
        """A recommendation, and what an action plan says of it."""
        self.add(subject, "number", item.number)
        self.add(subject, "addressee", *(self.agencies[name] for name in item.addressees))
        self.concepts(subject, "level", "recommendation_level", item.level)
        self.concepts(subject, "theme", "recommendation_theme", *item.themes)
        self.add(subject, "text", item.text)
        for position, action in enumerate(item.actions):
            self.action(subject, position, action)

    def action(self, recommendation: URIRef, position: int, action: Action) -> None:
        """One row of an action plan."""
        subject = URIRef(f"{recommendation}/action/{position}")
        self.graph.add((subject, RDF.type, CR.Action))
        self.add(subject, "inReview", self.iri)
        self.add(recommendation, "action", subject)
        self.add(subject, "actionText", action.action)
        self.add(subject, "lead", action.lead)
        self.add(subject, "milestones", action.milestones)
        self.add(subject, "targetDate", action.target_date)
        self.add(subject, "actionStatus", action.status)
        self.places(subject, "evidence", action.evidence)


def describe(graph: Graph) -> None:
    """Adds what follows from the other triples, in the terms of PROV-O, the Web Annotation vocabulary and Dublin Core.

    The report that was read is a ``prov:Entity``; a passage is a part of it that a selector of plain-text lines
    (RFC 5147) finds; a fact is derived from its passages and attributed to the rule or the person that stated it.
    """
    add = graph.add
    for review in list(graph.subjects(RDF.type, CR.Review)):
        source = URIRef(f"{review}/source")
        add((source, RDF.type, PROV.Entity))
        add((source, DCTERMS["format"], Literal("text/plain")))
        add((review, PROV.wasDerivedFrom, source))
        for term, name in ((CR.source, DCTERMS.title), (CR.sha256, DCTERMS.identifier)):
            if (value := graph.value(review, term)) is not None:
                add((source, name, value))
        if (title := graph.value(review, CR.title)) is not None:
            add((review, DCTERMS.title, title))
        for passage in list(graph.subjects(CR.inReview, review)):
            if (passage, RDF.type, CR.Passage) in graph:
                add((passage, OA.hasSource, source))
                _select_lines(graph, passage)
    for place in list(graph.subjects(RDF.type, CR.Evidence)):
        _select_lines(graph, place)
        if (words := graph.value(place, CR.quote)) is not None:
            selector = URIRef(f"{place}/words")
            add((place, OA.hasSelector, selector))
            add((selector, RDF.type, OA.TextQuoteSelector))
            add((selector, OA.exact, words))
    for fact, at in [*graph.subject_objects(CR.evidence), *graph.subject_objects(CR.fieldEvidence)]:
        if (stands := graph.value(at, CR.passage)) is not None:
            add((fact, PROV.wasDerivedFrom, stands))
    for stated, by in list(graph.subject_objects(CR.originBy)):
        rule = graph.value(stated, CR.originRule)
        if str(by) == "person":
            agent, kind = URIRef(f"{IDS}coder"), PROV.Person
        else:
            agent, kind = URIRef(RULES + quote(str(rule or "unnamed"), safe=".")), PROV.SoftwareAgent
        add((agent, RDF.type, kind))
        add((stated, PROV.wasAttributedTo, agent))


def _select_lines(graph: Graph, part: Any) -> None:
    first, last = graph.value(part, CR.firstLine), graph.value(part, CR.lastLine)
    if first is None or last is None:
        return
    selector = URIRef(f"{part}/lines")
    graph.add((part, OA.hasSelector, selector))
    graph.add((selector, RDF.type, OA.FragmentSelector))
    graph.add((selector, DCTERMS.conformsTo, PLAIN_TEXT_FRAGMENTS))
    # RFC 5147 counts the gaps between lines: 0 is before the first, so lines 3 to 4 are line=2,4.
    before = int(str(first)) - 1 if str(first).isdigit() else first
    graph.add((selector, RDF.value, Literal(f"line={before},{last}")))


def _date(stated: str | None) -> Literal | None:
    return None if stated is None else date_literal(stated)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
