"""The SKOS files hold the coding contract's lists, no more and no less, and say where they come from."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS, SKOS

from ontology import kinds, skos, vocabularies
from ontology.canonical import PREFIXES
from tests.shared import CONTRACT, needs_shared

FOLDER = Path(skos.__file__).parent / "vocabularies"
CR = skos.CR


def files_together() -> Graph:
    graph = Graph()
    for path in sorted(FOLDER.glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


TOGETHER = files_together()


def test_the_files_are_those_of_the_contract() -> None:
    needs_shared()
    contract = yaml.safe_load((CONTRACT / "vocabulary.yaml").read_text(encoding="utf-8"))
    own = {"agency_kind", "grouping"}
    assert set(skos.schemes()) == set(contract) | own
    for name, entries in contract.items():
        found = {
            str(TOGETHER.value(c, SKOS.notation)): str(TOGETHER.value(c, SKOS.definition))
            for c in TOGETHER.subjects(SKOS.inScheme, skos.scheme(name))
        }
        assert found == entries, name
        assert all((skos.concept(name, id_), RDF.type, SKOS.Concept) in TOGETHER for id_ in entries)


def test_what_answers_what_is_the_contracts() -> None:
    needs_shared()
    contract = yaml.safe_load((CONTRACT / "addressed-by.yaml").read_text(encoding="utf-8"))
    found = {(str(kind), str(theme)) for kind, theme in TOGETHER.subject_objects(CR.answeredBy)}
    assert found == {
        (str(skos.concept("missed_opportunity", kind)), str(skos.concept("recommendation_theme", theme)))
        for kind, themes in contract.items()
        for theme in themes
    }


def test_the_packages_copy_is_the_contract() -> None:
    needs_shared()
    for name in ("vocabulary.yaml", "addressed-by.yaml"):
        here = (FOLDER.parent / name).read_text(encoding="utf-8")
        assert yaml.safe_load(here) == yaml.safe_load((CONTRACT / name).read_text(encoding="utf-8")), name


def test_the_files_are_up_to_date_with_what_they_are_made_from() -> None:
    assert skos.main(["--check"]) == 0


def test_a_file_that_was_edited_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skos, "__file__", str(tmp_path / "skos.py"))
    assert skos.main(["--check"]) == 1
    (tmp_path / "shapes").mkdir()
    skos.main(["--write"])
    assert skos.main(["--check"]) == 0
    file = tmp_path / "vocabularies" / "sex.ttl"
    file.write_text(file.read_text(encoding="utf-8").replace("Female.", "A woman."), encoding="utf-8")
    assert skos.main(["--check"]) == 1


def test_the_concepts_in_memory_are_those_of_the_files() -> None:
    tags = Graph().parse(FOLDER / "dhrd-tags.ttl", format="turtle")
    assert set(skos.concept_graph()) == set(TOGETHER) - set(tags)


def test_every_scheme_has_a_label_and_a_source_and_every_concept_a_label_of_its_own() -> None:
    for scheme in TOGETHER.subjects(RDF.type, SKOS.ConceptScheme):
        assert TOGETHER.value(scheme, DCTERMS.source) and TOGETHER.value(scheme, SKOS.prefLabel), scheme
        labels = [str(TOGETHER.value(c, SKOS.prefLabel)) for c in TOGETHER.subjects(SKOS.inScheme, scheme)]
        assert len(labels) == len(set(labels)) > 0, scheme
    for concept in TOGETHER.subjects(RDF.type, SKOS.Concept):
        assert TOGETHER.value(concept, SKOS.inScheme), concept


def test_broader_and_close_matches_lead_to_concepts_and_never_in_a_circle() -> None:
    concepts = set(TOGETHER.subjects(RDF.type, SKOS.Concept))
    for term in (SKOS.broader, SKOS.closeMatch):
        for s, o in TOGETHER.subject_objects(term):
            assert s in concepts and o in concepts and s != o
    for concept in concepts:
        above = list(TOGETHER.objects(concept, SKOS.broader))
        assert all(concept not in set(TOGETHER.transitive_objects(b, SKOS.broader)) for b in above)


@pytest.mark.parametrize(
    ("narrow", "broad"),
    [
        ("agency_sector/general-practice", "grouping/health"),
        ("agency_sector/ambulance", "grouping/health"),
        ("agency_kind/gp-practice", "grouping/health"),
        ("risk_factor/stalking", "grouping/domestic-abuse"),
        ("relationship/ex-partner", "grouping/intimate-partner"),
    ],
)
def test_what_is_a_kind_of_what(narrow: str, broad: str) -> None:
    above = set(TOGETHER.transitive_objects(URIRef(skos.VOCAB + narrow), SKOS.broader))
    assert URIRef(skos.VOCAB + broad) in above


def test_police_are_no_part_of_health() -> None:
    above = set(TOGETHER.transitive_objects(skos.concept("agency_sector", "police"), SKOS.broader))
    assert skos.concept("grouping", "health") not in above


def test_no_number_of_a_dash_question_stands_unconfirmed() -> None:
    """The anchors mark every number as recalled, not seen; the scheme says that they are left out."""
    note = str(TOGETHER.value(skos.scheme("risk_factor"), SKOS.editorialNote))
    assert "DASH" in note and "left out" in note


@pytest.mark.parametrize(
    ("name", "sector", "kind"),
    [
        ("the GP practice", "general-practice", "gp-practice"),
        ("Mill Lane Walk-in Centre", "general-practice", "walk-in-centre"),
        ("CAMHS", "mental-health", "camhs"),
        ("MARAC", "multi-agency-forum", "marac"),
        ("Multi-Agency Risk Assessment Conference", "multi-agency-forum", "marac"),
        ("Vale Safeguarding Children Board", "multi-agency-forum", "safeguarding-board"),
        ("Harrow Vale Constabulary", "police", "police-force"),
        ("the health visitor", "community-health", "health-visiting"),
        ("Children’s Social Care", "childrens-social-care", "childrens-social-care"),
        ("Vale Homes", "housing", "housing-association"),
        ("the hospital", "acute-health", "acute-hospital"),
        ("a debt adviser", "voluntary-sector", None),
        ("the corner shop", "employer", None),
    ],
)
def test_the_kind_of_an_agency(name: str, sector: str, kind: str | None) -> None:
    assert kinds.kind_of(name, sector) == kind


def test_every_kind_belongs_to_a_sector_of_the_contract() -> None:
    assert {k.sector for k in kinds.kinds()} <= set(vocabularies.concepts("agency_sector"))


def test_renamed_and_merged_bodies_are_linked_and_stay_apart() -> None:
    graph = Graph().parse(FOLDER.parent / "authority.ttl", format="turtle")
    links = set(graph.subject_objects(CR.succeededBy))
    assert len(links) >= 10
    for former, later in links:
        assert former != later and (later, former) not in links
        assert (former, RDF.type, CR.Agency) in graph and (later, RDF.type, CR.Agency) in graph
        assert graph.value(former, SKOS.prefLabel) != graph.value(later, SKOS.prefLabel)


def test_every_term_with_a_vocabulary_names_one() -> None:
    assert set(skos.RANGES.values()) <= set(skos.schemes())
    assert PREFIXES["vocab"] == skos.VOCAB
