"""The small learned readers: what they know, what they keep, and how often they are right where nobody has looked."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import yaml

from loaders.document import plaintext
from loaders.extract import learned
from loaders.extract.missed_opportunities.cues import TIERS
from loaders.extract.pipeline import extract
from tests.extraction import learn, learn_cues
from tests.extraction.score import SHARED

NAMES = [task.file for task in learn.TASKS]
#: What each must reach on passages that nobody has read: the share right, or precision and recall.
LEAST = {
    "risk_factors/factors.npz": (0.78, 0.50),
    "missed_opportunities/types.npz": (0.70,),
    "missed_opportunities/failings.npz": (0.84, 0.86),
    "good_practice/praise.npz": (0.90, 0.15),
    "recommendations/themes.npz": (0.72, 0.42),
}
BANKS = [f"{name}{kept}" for name in ("failings", "paragraphs", "themes", "praise") for kept in ("", "-kept")]


def task(file: str) -> learn.Task:
    return next(t for t in learn.TASKS if t.file == file)


def model(file: str) -> learned.Reader:
    package, name = file.split("/")
    return learned.reader(f"loaders.extract.{package}", name)


def arrays(file: str) -> dict[str, np.ndarray]:
    with np.load(learn.FAMILIES / file, allow_pickle=False) as held:
        return dict(held)


@pytest.mark.parametrize("file", NAMES)
def test_it_is_as_often_right_as_is_said(file: str) -> None:
    reached = learn.measured(task(file), model(file))
    assert all(have >= least for have, least in zip(reached, LEAST[file], strict=True)), reached


@pytest.mark.parametrize("file", NAMES)
def test_a_file_holds_no_sentence_and_no_word_that_is_not_of_fiction(file: str) -> None:
    held = arrays(file)
    assert all(len(run) <= 5 for run in str(held["letters"]).split("\n"))
    assert all(len(words.split()) <= 2 for words in str(held["words"]).split("\n"))
    texts = [e.text for e in task(file).examples()]
    for part in learned.PARTS:
        told = set(learn.splitter(part).fit(texts).get_feature_names_out())
        assert set(str(held[part]).split("\n")) <= told


@pytest.mark.parametrize("part", learned.PARTS)
def test_a_reader_weighs_a_text_as_training_does(part: str) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    usual = {"letters": {"analyzer": "char_wb", "ngram_range": (3, 5)}, "words": {"ngram_range": (1, 2)}}[part]
    texts = ["The GP did not ask  Ms Q's\tpartner; the GP left.", "", "A 2nd café, a second naïve café\n", "Zzz"]
    theirs = TfidfVectorizer(sublinear_tf=True, **usual).fit(texts[:3])
    names = list(theirs.get_feature_names_out())
    ours = learned.Part(learned.PARTS[part], names, theirs.idf_, np.zeros((1, len(names)), np.float32))
    rows, columns, shares = ours.weigh(texts)
    dense = np.zeros((len(texts), len(names)))
    dense[rows, columns] = shares
    assert np.allclose(dense, theirs.transform(texts).toarray(), rtol=0, atol=1e-15)


@pytest.mark.skipif(not SHARED.is_dir() and not learn.IN_CI, reason=f"no coded reviews at {SHARED}")
def test_a_file_is_what_training_makes() -> None:
    file = "good_practice/praise.npz"
    made, held = learn.fitted(task(file)), arrays(file)
    assert str(made["labels"]) == str(held["labels"])
    assert all(str(made[part]) == str(held[part]) for part in learned.PARTS)
    apart = np.abs(made["weights"].astype(int) - held["weights"].astype(int))
    assert (apart <= 1).mean() > 0.99  # another machine may round the last place otherwise


def test_the_words_that_speak_stand_in_the_text() -> None:
    text = "The form was never passed to the school, and Nobody in the surgery shared what it knew with the police."
    words = model("missed_opportunities/types.npz").speaks(text, "information-sharing")
    assert words and all(word in text for word in words)


def test_a_text_of_unknown_words_is_read_too() -> None:
    shares = model("missed_opportunities/types.npz").read(["Zzyzx qqq.", ""])
    assert np.isfinite(shares).all() and np.allclose(shares.sum(axis=1), 1, atol=1e-5)
    assert model("missed_opportunities/types.npz").read([]).shape[0] == 0


@pytest.mark.parametrize("bank", BANKS)
def test_a_bank_is_coded_by_the_vocabulary(bank: str) -> None:
    vocabulary = yaml.safe_load((Path(learned.__file__).parents[2] / "ontology" / "vocabulary.yaml").read_text("utf-8"))
    stated = {"failings": "failing", "praise": "praise"}.get(bank.removesuffix("-kept"))
    for passage in learn.passages(bank):
        if stated:
            assert passage[stated] is None or passage[stated] in passage["text"]
        if stated == "failing":
            assert passage["type"] in {*vocabulary["missed_opportunity"], "none"}
        for sentence in passage.get("sentences", ()):
            assert set(sentence["types"]) <= set(vocabulary["missed_opportunity"])
            assert sentence.get("by", "other") in vocabulary["agency_sector"]
        if "themes" in passage:
            assert set(passage["themes"]) <= set(vocabulary["recommendation_theme"])


def test_what_is_kept_back_is_not_trained_on() -> None:
    for name in ("failings", "paragraphs", "themes", "praise"):
        shown, kept = (
            {json.dumps(p["text"] if "text" in p else p["sentences"]) for p in learn.passages(f"{name}{part}")}
            for part in ("", "-kept")
        )
        assert not shown & kept


def test_a_failing_that_no_wording_tells_says_so(tmp_path: Path) -> None:
    page = tmp_path / "review.txt"
    page.write_text(
        "DOMESTIC HOMICIDE REVIEW\n\n1. Process\n\n1.1 The agencies that wrote an IMR were: Norwold Police and Norwold "
        "Hospitals NHS Trust.\n\n2. Analysis\n\n2.1 On six of these seven logs there is no sign of any review by a "
        "Norwold Police sergeant.\n",
        encoding="utf-8",
    )
    found = [m for m in extract(plaintext.read(page)).missed_opportunities if "learned" in m.origin.rule]
    assert [(m.type, m.agency) for m in found] == [("supervision", "Norwold Police")]
    assert found[0].origin.why is not None


def test_how_often_a_cue_is_right_is_what_the_bank_says() -> None:
    assert learn_cues.FILE.read_text(encoding="utf-8") == learn_cues.written()


def test_a_cue_weighs_the_more_the_oftener_such_a_word_is_right() -> None:
    held = learn_cues.reliable()
    assert set(held) == {*TIERS, "fixed", "context"}
    assert held["named"]["adult-safeguarding"] > 0.8 > 0.3 > held["named"]["marac-process"]
    assert all(0 < share < 1 for shares in held.values() for share in shares.values())
