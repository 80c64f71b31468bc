"""The authority file holds sound data, and tells particular bodies from kinds."""

import pytest

from ontology import vocabularies
from ontology.authority import bodies, is_proper, lookup, norm
from tests.extraction.score import scorer


def test_every_entry_has_a_known_sector_and_its_own_id():
    sectors = set(vocabularies.concepts("agency_sector"))
    assert {b.sector for b in bodies()} <= sectors
    assert len({b.id for b in bodies()}) == len(bodies())


def test_links_go_both_ways_where_the_other_is_held():
    by_id = {b.id: b for b in bodies()}
    for body in bodies():
        for earlier in body.formerly:
            assert body.id in by_id[earlier].succeeded_by, (earlier, body.id)
        for later in body.succeeded_by:
            assert later in by_id
            if body.sector != "probation":  # twenty-one companies and one service went into one
                assert body.id in by_id[later].formerly, (body.id, later)


def test_the_43_forces_and_two_more():
    forces = [b for b in bodies() if b.sector == "police"]
    assert len(forces) == 45
    assert all(lookup(b.name) is b for b in forces)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("the Metropolitan Police", "metropolitan-police-service"),
        ("Metropolitan Police Service (MPS)", "metropolitan-police-service"),
        ("GMP", "greater-manchester-police"),
        ("Essex Constabulary", "essex-police"),
        ("Devon & Cornwall Police", "devon-and-cornwall-police"),
        ("CAFCASS", "cafcass"),
        ("Job Centre Plus", "jobcentre-plus"),
        ("Refuge", "refuge"),
        ("a refuge", None),
        ("MIND", "mind"),
        ("WMP", None),  # two forces go by it
        ("CRC", None),
        ("Tarnbeck Borough Council", None),
    ],
)
def test_lookup(name, found):
    body = lookup(name)
    assert (body.id if body else None) == found


def test_the_area_tells_bodies_of_one_abbreviation_apart():
    assert lookup("WMP", area="Walsall").id == "west-midlands-police"
    assert lookup("WMP", area="Worcestershire").id == "west-mercia-police"
    assert lookup("CRC", area="Essex").id == "crc-essex"
    assert lookup("CRC", area="Tarnbeck") is None


@pytest.mark.parametrize(
    "name",
    [
        "Fernshire Police", "Mill Lane Surgery", "Tarnbeck Borough Council", "St Aldhelm's Hospital", "NHS England",
        "Harrowmere Children's Social Care", "Tarnbeck MARAC", "the Orchard Medical Centre", "Heath Road Surgery",
        "NPS", "Victim Support",
    ],
)  # fmt: skip
def test_a_name_with_a_place_or_another_proper_name(name):
    assert is_proper(name)


@pytest.mark.parametrize(
    "name",
    [
        "CAMHS", "the GP practice", "MARAC", "Children's Social Care", "Children’s Services", "the hospital",
        "GP Practice 1",
        "School A", "Adult Social Care", "the victim's employer", "Ms B's solicitor", 
        "Multi-Agency Safeguarding Hub (MASH)",
        "Health Visiting Service", "Women's Aid", "the refuge", "Community Mental Health Team", "A&E", "", "Trust 2",
        "the children's schools", "Drug and Alcohol Service", "Emergency Duty Team",
    ],
)  # fmt: skip
def test_a_kind_of_body_belongs_to_its_review(name):
    assert not is_proper(name)


def test_names_compare_as_the_scorer_compares_them():
    for name in ("The Women’s Aid (WA)", "Devon & Cornwall Police", "A Place2Be", "Children's Services", "IDVAs (two)"):
        assert norm(name) == scorer().norm(name)
