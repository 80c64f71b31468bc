"""Small named graphs of fictional reviews as the loader makes them, and a small vocabulary."""

from __future__ import annotations

from rdflib import Graph

from loaders.graph.mapping import mapping
from loaders.graph.rows import Rows, rows

PREFIXES = """
@prefix cr: <https://w3id.org/crossreview/ontology#> .
@prefix vocab: <https://w3id.org/crossreview/vocab/> .
@prefix agency: <https://w3id.org/crossreview/id/agency/> .
@prefix r: <https://w3id.org/crossreview/id/review/REVIEW/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

REVIEW = """
<https://w3id.org/crossreview/id/review/REVIEW> a cr:Review ; cr:id "REVIEW" ; cr:title "TITLE" ;
    cr:reportKind <https://w3id.org/crossreview/vocab/report_kind/overview-report> ;
    cr:reportDate "2016-11"^^xsd:gYearMonth .
r:passage1 a cr:Passage ; cr:inReview <https://w3id.org/crossreview/id/review/REVIEW> ;
    cr:text "No referral was made." ;
    cr:number "4.2" ; cr:firstLine 12 ; cr:lastLine 14 .
r:victim a cr:Person, cr:Victim ; cr:inReview <https://w3id.org/crossreview/id/review/REVIEW> ; cr:label "Adult Q" ;
    cr:alias "Q", "Ms Q" ; cr:role <https://w3id.org/crossreview/vocab/person_role/victim> .
r:missed1 a cr:MissedOpportunity ; cr:inReview <https://w3id.org/crossreview/id/review/REVIEW> ; cr:itemId "m1" ;
    cr:type <https://w3id.org/crossreview/vocab/missed_opportunity/marac-referral> ; cr:date "2014-02"^^xsd:gYearMonth ;
    cr:agency <https://w3id.org/crossreview/id/AGENCY> ; cr:evidence r:place1 ; cr:originBy "machine" ;
    cr:confidence 0.8 .
r:place1 a cr:Evidence ; cr:passage r:passage1 ; cr:firstLine 13 ; cr:lastLine 13 ; cr:quote "No referral" ;
    cr:position 0 .
<https://w3id.org/crossreview/id/AGENCY> a cr:Agency ; skos:prefLabel "Harrow Vale Constabulary" ;
    cr:agencyKind <https://w3id.org/crossreview/vocab/agency_kind/police-force> .
r:part1 a cr:Participation ; cr:review <https://w3id.org/crossreview/id/review/REVIEW> ;
    cr:agency <https://w3id.org/crossreview/id/AGENCY> ; cr:nameUsed "the police" ; cr:onPanel true ;
    cr:sector <https://w3id.org/crossreview/vocab/agency_sector/police> ; cr:evidence r:place2 .
r:place2 a cr:Evidence ; cr:passage r:passage1 ; cr:firstLine 12 ; cr:lastLine 12 ; cr:position 0 .
"""

VOCABULARY = """
<https://w3id.org/crossreview/vocab/report_kind/overview-report> a skos:Concept ; skos:prefLabel "Overview report" ;
    skos:notation "overview-report" ; skos:inScheme <https://w3id.org/crossreview/vocab/report_kind> .
<https://w3id.org/crossreview/vocab/person_role/victim> a skos:Concept ; skos:prefLabel "Victim" ;
    skos:notation "victim" ;
    skos:inScheme <https://w3id.org/crossreview/vocab/person_role> .
<https://w3id.org/crossreview/vocab/missed_opportunity/marac-referral> a skos:Concept ;
    skos:prefLabel "MARAC referral" ;
    skos:notation "marac-referral" ; skos:inScheme <https://w3id.org/crossreview/vocab/missed_opportunity> .
<https://w3id.org/crossreview/vocab/agency_sector/police> a skos:Concept ; skos:prefLabel "Police" ;
    skos:notation "police" ;
    skos:inScheme <https://w3id.org/crossreview/vocab/agency_sector> .
<https://w3id.org/crossreview/vocab/agency_kind/police-force> a skos:Concept ; skos:prefLabel "Police force" ;
    skos:notation "police-force" ; skos:inScheme <https://w3id.org/crossreview/vocab/agency_kind> .
"""


def graph(
    review: str = "vale-q-2015", *, title: str = "Adult Q", agency: str = "agency/harrow-vale-constabulary"
) -> Graph:
    """The triples of a review that has one of most things."""
    text = (PREFIXES + REVIEW).replace("REVIEW", review).replace("TITLE", title).replace("AGENCY", agency)
    return Graph().parse(data=text, format="turtle")


def review_rows(review: str = "vale-q-2015", **changes: str) -> Rows:
    """The same as rows."""
    return rows(graph(review, **changes), mapping())


def vocabulary() -> Rows:
    """The concepts that it names."""
    return rows(Graph().parse(data=PREFIXES + VOCABULARY, format="turtle"), mapping())
