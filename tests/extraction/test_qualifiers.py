"""Qualifiers: fictional sentences, each target in braces, with the kind of cue that speaks against it ('' for none)."""

from __future__ import annotations

import re

import pytest

from loaders.extract.qualifiers import qualify

SENTENCES = [
    ("negated", "There was no evidence of {domestic abuse}, {alcohol misuse} or {self-harm}."),
    ("negated", "She did not disclose any {violence} to the practice nurse."),
    ("negated", "Mr T denied {drinking} to excess."),
    ("negated", "Neither Mrs K nor her sister spoke of {violence}."),
    ("negated", "There is nothing in the records to suggest {coercive control}."),
    ("negated", "The risk indicator checklist was completed and {strangulation} was not disclosed."),
    ("negated", "He had never been {violent} towards her, she said."),
    ("negated", "No disclosure of {sexual abuse} was ever made to the clinic."),
    ("hypothetical", "If he had {hit} her she would have left, her brother thought."),
    ("hypothetical", "The GP asked about {domestic abuse} at each antenatal appointment."),
    ("hypothetical", "She was assessed as being at risk of {strangulation}."),
    ("hypothetical", "It is unclear whether he was {drinking} at the time."),
    ("hypothetical", "Her low mood may have been caused by {controlling behaviour}."),
    ("general", "Victims often {minimise} what is happening to them."),
    ("general", "Domestic abuse is defined as {violence} between adults who are personally connected."),
    ("general", "Research shows that {separation} is a time of heightened danger."),
    ("general", "Practitioners should be alert to {economic abuse}."),
    ("general", "The role of a MARAC is to protect those who face {violence}."),
    ("question", "Were there signs of {coercive control} that agencies overlooked?"),
    ("elsewhere", "The social worker was on sick leave with {depression} that spring."),
    ("", "She said that he had {hit} her and {choked} her."),
    ("", "Agencies did not recognise the {coercive control} in this household."),
    ("", "The police were not told about the {threats to kill}."),
    ("", "No referral was made, although he had {punched} her in the face."),
    ("", "She denied that anything was wrong, but her sister saw {bruises}."),
    ("", "He was not only {jealous} but followed her to work."),
    ("", "He told her that he would {kill} her."),
    ("", "In May he {assaulted} her outside the flat."),
    ("", "He would often {shout} at her in front of the boys."),
    ("", "There is no doubt that Mrs K was {frightened} of her son."),
    ("", "She alleged that her husband had {taken her bank card}."),
    ("", "He was not working, was {drinking} by noon and could not be reached."),
    ("", "Mr T did not open his letters, and fell into {debt}."),
    ("negated", "She had not been pushed, kicked or {choked}."),
    ("", "The report finds that the {threat to kill} would have justified a grade of high."),
    ("", "The nurse wrote asking for a review of her tablets on account of {suicidal} thoughts."),
    ("", "Mr T was {homeless} and had no recourse to public funds."),
]


@pytest.mark.parametrize(("against", "tagged"), SENTENCES)
def test_what_speaks_against_a_target(against: str, tagged: str) -> None:
    text, spans = tagged, []
    while m := re.search(r"\{(.*?)\}", text):
        text = text[: m.start()] + m[1] + text[m.end() :]
        spans.append((m.start(), m.start() + len(m[1])))
    assert spans
    for start, end in spans:
        cue = qualify(text, start, end).against
        assert (cue.kind if cue else "") == against, f"{text[start:end]!r}: {cue}"


def test_an_allegation_counts_and_is_told_apart() -> None:
    text = "Ms R alleged that he had slapped her."
    found = qualify(text, text.index("slapped"), text.index("slapped") + 7)
    assert found.affirmed
    assert found.alleged is not None
    assert found.alleged.words == "alleged that"


def test_the_cue_that_decided_says_where_it_stands() -> None:
    text = "There was no evidence of violence."
    cue = qualify(text, text.index("violence"), len(text) - 1).negated
    assert cue is not None
    assert text[cue.start : cue.end] == cue.words == "no evidence"
