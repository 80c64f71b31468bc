"""Whom a failing is blamed on: what speaks for each agency in view, and the weights of that."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from loaders.extract.missed_opportunities import whom
from loaders.extract.missed_opportunities.clause import Party, excepted
from loaders.extract.missed_opportunities.cues import cues
from loaders.extract.missed_opportunities.scopes import scopes
from loaders.extract.missed_opportunities.whom import View, blamed, features, weights
from ontology.vocabularies import concepts
from tests.extraction.learn_whom import Review, Seen, trained, types_of

SECTORS = MappingProxyType(
    {
        "Fernshire Police": "police",
        "Fern Valley NHS Trust": "acute-health",
        "Mill Lane Surgery": "general-practice",
        "MARAC": "multi-agency-forum",
    }
)


def view(text: str, *named: str, told: str | None, what: str = "follow-up", heading: str | None = None) -> View:
    """A sentence with a failing in a paragraph that has named no agency before; each of ``named`` acts in it."""
    parties = [Party(name, text.index(name), text.index(name) + len(name), acts=True) for name in named]
    scope = scopes(text)[0]
    return View(
        text, "", scope, what, parties, [told], (heading, heading is not None), (), (), None, frozenset(), SECTORS
    )


def test_the_subject_of_the_sentence_is_blamed() -> None:
    seen = view("Fernshire Police did not contact her again.", "Fernshire Police", told="Fernshire Police")
    assert blamed(seen) == "Fernshire Police"


def test_the_heading_s_body_is_blamed_where_the_sentence_speaks_of_nobody() -> None:
    seen = view("She was not contacted again.", told="Mill Lane Surgery", heading="Mill Lane Surgery")
    assert blamed(replace(seen, named=("Fernshire Police", "Mill Lane Surgery"))) == "Mill Lane Surgery"


def test_nobody_in_particular_is_blamed_where_all_are_spoken_of() -> None:
    seen = view("The agencies did not meet to share what they knew.", told=None, what="multi-agency-coordination")
    assert blamed(replace(seen, named=("Fernshire Police",))) is None


def test_the_body_that_is_named_is_blamed_where_nobody_speaks_of_all() -> None:
    text = "The file lay with Fernshire Police for seven months."
    seen = view(text, "Fernshire Police", told="Fernshire Police", what="adult-safeguarding")
    assert blamed(seen) == "Fernshire Police"


def test_whom_a_sentence_excepts_is_not_blamed() -> None:
    text = "No agency, apart from Fernshire Police and the MARAC, looked beyond the incident."
    police, marac = view(text, "Fernshire Police", "MARAC", told=None).parties
    assert excepted(text, [police, marac]) == [police, marac]
    assert excepted("Fernshire Police told no one other than the MARAC.", [police]) == []


def test_what_the_paragraph_began_with_speaks_for_an_agency(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whom, "MORE", 0)  # what speaks for each alone, whatever the grammar proposes
    seen = replace(view("She was not contacted again.", told="MARAC"), named=("Fernshire Police", "MARAC"))
    assert blamed(replace(seen, acting=("Fernshire Police",))) == "Fernshire Police"
    assert blamed(replace(seen, acting=("Fernshire Police",), heading=("MARAC", True))) == "MARAC"


def test_candidates_are_those_in_view_each_once_and_none_last() -> None:
    seen = replace(
        view("Fernshire Police did not tell Mill Lane Surgery.", "Fernshire Police", told="Fernshire Police"),
        acting=("Fernshire Police",),
        named=("MARAC", "Fernshire Police"),
        before="Fern Valley NHS Trust",
    )
    assert seen.candidates() == ["Fernshire Police", "MARAC", "Fern Valley NHS Trust", None]


def test_each_weight_is_of_something_that_can_speak_for_an_agency() -> None:
    both = "Fernshire Police did not tell MARAC."
    seen = replace(
        view(both, "Fernshire Police", "MARAC", told="Fernshire Police"),
        named=("Mill Lane Surgery", "a", "b", "c", "d"),
        heading=("Fern Valley NHS Trust", True),
    )
    known = {name for a in [*SECTORS, "a", "b", "c", "d", None] for name in features(a, seen, {})}
    known |= set(features("Mill Lane Surgery", replace(seen, parties=()), {}))
    assert set(weights().of) <= known


def test_the_weights_of_sectors_are_of_the_contract_s_types_and_sectors() -> None:
    types, sectors = concepts("missed_opportunity"), concepts("agency_sector")
    for held in (weights().sectors, weights().types):
        assert set(held) <= set(types)
        assert {s for row in held.values() for s in row} <= set(sectors)
    assert {t.type for t in cues().triggers if t.type} <= set(types)


def test_training_learns_who_is_blamed() -> None:
    """Coders who always blame the heading's body, whoever acts in the sentence, teach that the heading counts."""
    text = "Fernshire Police did not contact her again."
    seen = view(text, "Fernshire Police", told="Fernshire Police", heading="Mill Lane Surgery")
    blamed = Seen(seen, frozenset({"Mill Lane Surgery"}))
    model = trained([Review([("follow-up", "general-practice")] * 20, [blamed] * 20)])
    assert model["weights"]["heading"] > model["weights"]["proposed"]
    held = whom.Weights(model["weights"], model["sectors"], model["types"])
    scores = {
        agency: sum(held.of[n] * v for n, v in features(agency, seen, held.sectors).items())
        for agency in seen.candidates()
    }
    assert max(scores, key=lambda a: scores[a]) == "Mill Lane Surgery"


def test_a_sector_speaks_for_itself_where_coders_blame_it_more_than_others() -> None:
    held = Review([("follow-up", "police")] * 9 + [("routine-enquiry", "general-practice")] * 9, [])
    shares = types_of([held])
    assert shares["follow-up"]["police"] > 0 > shares["follow-up"]["general-practice"]
    assert shares["routine-enquiry"]["general-practice"] > 0 > shares["routine-enquiry"]["police"]


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("This was not shared with Fernshire Police.", True),
        ("There was no record that Fernshire Police was told.", True),
        ("Her voice is absent from the records of Fernshire Police.", False),
        ("Fernshire Police did not share this.", False),
        ("Fernshire Police records were not checked.", True),
    ],
)
def test_who_was_only_told_or_to_be_told_is_reached(text: str, reached: bool) -> None:
    seen = view(text, "Fernshire Police", told=None)
    assert features("Fernshire Police", seen, {})["reached"] is reached


def test_contact_at_the_date_speaks_for_an_agency() -> None:
    seen = view("She was not contacted again.", told="MARAC")
    there = replace(seen, in_contact=frozenset({"Fernshire Police"}))
    assert features("Fernshire Police", there, {})["in contact then"]
    assert not features("Fernshire Police", seen, {})["in contact then"]


def test_of_two_of_a_kind_the_one_that_had_contact_then_is_blamed() -> None:
    seen = view(
        "The GP who saw her on 3 May did not ask about abuse.", told="Mill Lane Surgery", what="routine-enquiry"
    )
    sectors = {**SECTORS, "Hill Surgery": "general-practice"}
    then = replace(seen, sectors=sectors, in_contact=frozenset({"Hill Surgery"}))
    assert blamed(then) == "Hill Surgery"
    assert blamed(replace(then, in_contact=frozenset({"Mill Lane Surgery", "Hill Surgery"}))) == "Mill Lane Surgery"
    assert blamed(replace(then, text="Mill Lane Surgery did not ask about abuse on 3 May.")) == "Mill Lane Surgery"
