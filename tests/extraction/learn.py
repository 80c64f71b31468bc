"""Trains the small learned readers on fiction, and measures them.

    python -m tests.extraction.learn             # how often each is right, on the banks that nobody has read
    python -m tests.extraction.learn --write     # writes the models beside the rule families that use them
    python -m tests.extraction.learn --left-out  # scores each published review with models that it did not train

The banks (``bank/*.jsonl``) hold passages that helpers wrote in the manner of reviews, with their coding, and without
knowing the rules; ``*-kept.jsonl`` is never trained on nor read. The words that a model knows are those of the banks;
the coded reviews, fictional and published, only weigh them, so that no name or phrase of a published one gets into a
file.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import numpy as np
import yaml

from loaders.document import plaintext
from loaders.extract import learned
from loaders.extract.learned import roles_for_names
from loaders.extract.missed_opportunities import learned as failings
from loaders.extract.missed_opportunities import whom
from loaders.extract.pipeline import extract
from loaders.extract.recommendations import address
from loaders.sheet import Person
from tests.extraction import learn_whom
from tests.extraction.held_out import coded
from tests.extraction.parses import keep_parses
from tests.extraction.score import REVIEWS, SHARED, compared, flat
from tests.extraction.test_missed_opportunities import HOLDS, PERSONS
from tests.extraction.test_risk_bank import people

HERE = Path(__file__).parent
IN_CI = os.environ.get("CI") == "true"
BANK = HERE / "bank"
FAMILIES = Path(learned.__file__).parent
#: Words that fewer texts hold are left out; and the most that are kept of each part.
LEAST = {"letters": 3, "words": 2}
MOST = {"letters": 30000, "words": 12000}
#: Characters of a line that is no sentence; lines by which places may differ; the share of a summary's words that the
#: sentence which states it holds.
SHORT, NEAR, ALIKE = 15, 2, 0.3
#: The share of a sentence that a part of it which teaches beside it has at most.
PART = 0.8
#: The scorer's figures in which the models have a part.
FIGURES = (
    "missed_opportunities F1",
    "missed_opportunities: type+place F1",
    "missed_opportunities: place F1",
    "good_practice F1",
    "recommendations: themes F1",
)
#: What the sentences of coded reviews that state nothing weigh: those without praise together as much as so many for
#: each with it, at most (more make the reader mute); one that states no failing; one on which no risk factor rests.
PLAIN, PLAIN_FAILINGS, PLAIN_FACTORS = 55, 0.5, 0.25
#: What a sentence of a published review weighs where failings are learned: it is what they are like.
PUBLISHED = 2.0
_WORDS = re.compile(r"[a-z]{3,}")
_SENTENCES = re.compile(r"(?<=[.?!]) +(?=[A-Z“\"])")


class Example(NamedTuple):
    """A text, its labels, and how much it weighs."""

    text: str
    labels: tuple[str, ...]
    weight: float = 1.0


class Task(NamedTuple):
    """What one model is to tell: its file, whether a text has one label, its examples and those kept back.

    The words of ``examples`` are all that the model knows; ``coded`` are the examples of coded reviews, real ones too,
    which only weigh them.
    """

    file: str
    one: bool
    examples: Callable[[], list[Example]]
    coded: Callable[[Sequence[str]], list[Example]]
    kept: Callable[[], list[Example]]
    strictness: float


def passages(name: str) -> list[dict[str, Any]]:
    """The passages of a bank."""
    lines = (BANK / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _types(name: str) -> list[Example]:
    return [Example(p["failing"], (p["type"],)) for p in passages(name) if p["failing"]]


def _tried() -> list[Example]:
    """The sentences that the rules are tried on, where they tell one type."""
    held = yaml.safe_load((HERE / "failings.yaml").read_text(encoding="utf-8"))
    told = [(one["text"], one["is"].split(" ")[0]) for one in held if one["is"] != "none" and ";" not in one["is"]]
    alone = [(text, is_.split(" ")[0]) for text, is_ in HOLDS if ";" not in is_]
    plain = roles_for_names(PERSONS)
    return [Example(plain(text), (kind,)) for text, kind in [*told, *alone] if "|" not in kind]


def _tried_in_vain() -> list[Example]:
    """The sentences that the rules are tried on and that only look like a failing."""
    held = yaml.safe_load((HERE / "failings.yaml").read_text(encoding="utf-8"))
    return [Example(one["text"], ()) for one in held if one["is"] == "none"]


def _stating(name: str, what: str) -> list[Example]:
    """Sentences that state a failing or praise, and those beside them and of other passages that do not."""
    found = []
    for p in passages(name):
        stated = p[what] or ""
        for sentence in _SENTENCES.split(p["text"]):
            states = bool(stated) and (sentence in stated or stated in sentence)
            found.append(Example(sentence, (what,) if states else ()))
    return found


def _types_of_paragraphs(name: str) -> list[Example]:
    """The sentences of a bank of whole paragraphs that state a failing, each with its first type, and the parts of long
    ones that tell each of theirs: the reader is asked about clauses too."""
    stating = [s for p in passages(name) for s in p["sentences"] if s["types"]]
    whole = [Example(s["text"], tuple(s["types"][:1])) for s in stating]
    return whole + [
        Example(part, (kind,))
        for s in stating
        for kind, part in zip(s["types"], s.get("parts", ()), strict=False)
        if len(part) < PART * len(s["text"])
    ]


def _failings_of_paragraphs(name: str) -> list[Example]:
    """All sentences of a bank of whole paragraphs: which state a failing."""
    return [
        Example(s["text"], ("failing",)) if s["types"] else Example(s["text"], (), PLAIN_FAILINGS)
        for p in passages(name)
        for s in p["sentences"]
        if len(s["text"]) > SHORT
    ]


class Told(NamedTuple):
    """A sentence of a coded review, names as roles, and what its coder found it to state: the types of a failing.

    ``beside`` where the coder found one so near that nothing can be said of the sentence.
    """

    text: str
    types: tuple[str, ...]
    beside: bool


@cache
def told(sheet: Path, text: Path, part: str = "missed_opportunities") -> tuple[Told, ...]:
    """The sentences of a coded review; of a place that holds several, the one most like the summary states it."""
    held = json.loads(sheet.read_text(encoding="utf-8"))
    plain = roles_for_names(Person.model_validate(p) for p in held["persons"])
    sentences = [s for s in plaintext.read(text).sentences if s.paragraph.kind != "footnote" and len(s.text) > SHORT]
    lines = [s.paragraph.lines(s.start, s.end) for s in sentences]
    types: dict[int, list[str]] = {}
    beside = set()
    for failing in held[part]:
        words = set(_WORDS.findall(failing.get("summary", "").lower()))
        here = []
        for i, (first, last) in enumerate(lines):
            places = [e["lines"] for e in failing["evidence"]]
            if any(a - NEAR <= last and first <= b + NEAR for a, b in places):
                beside.add(i)
            if any(a <= last and first <= b for a, b in places):
                here.append((len(words & set(_WORDS.findall(sentences[i].text.lower()))), -i))
        if here and (best := max(here))[0] >= ALIKE * len(words):
            types.setdefault(-best[1], []).append(failing.get("type", "praise"))
    return tuple(Told(plain(s.text), tuple(types.get(i, ())), i in beside) for i, s in enumerate(sentences))


def reviews(without: Sequence[str] = (), part: str = "missed_opportunities") -> list[tuple[Told, ...]]:
    """The coded reviews: those of fiction that may be read, and the published ones but for those named."""
    fiction = [told(sheet, sheet.with_suffix(".txt"), part) for sheet in coded("open")]
    real = [
        told(SHARED / "gold" / f"{name}.json", SHARED / "reviews" / f"{name}.txt", part)
        for name in REVIEWS
        if name not in without
    ]
    return fiction + real


def _weighed(without: Sequence[str]) -> list[tuple[Told, float]]:
    """The sentences of the coded reviews, and what one weighs where failings are learned."""
    fiction = len(reviews(without=REVIEWS))
    return [(t, 1.0 if n < fiction else PUBLISHED) for n, one in enumerate(reviews(without)) for t in one]


def _types_of_reviews(without: Sequence[str] = ()) -> list[Example]:
    return [Example(t.text, t.types[:1], weight) for t, weight in _weighed(without) if t.types]


def _failings_of_reviews(without: Sequence[str] = ()) -> list[Example]:
    told = _weighed(without)
    plain = [Example(t.text, (), PLAIN_FAILINGS * weight) for t, weight in told if not t.types and not t.beside]
    return [Example(t.text, ("failing",), weight) for t, weight in told if t.types] + plain


def _praise_of_reviews(without: Sequence[str] = ()) -> list[Example]:
    told = [t for one in reviews(without, "good_practice") for t in one]
    praise = [Example(t.text, ("praise",)) for t in told if t.types]
    plain = [t.text for t in told if not t.types and not t.beside]
    weight = min(1.0, PLAIN * len(praise) / max(len(plain), 1)) if praise else 1.0
    return praise + [Example(text, (), weight) for text in plain]


def _themes_of_reviews(without: Sequence[str] = ()) -> list[Example]:
    sheets = [(s, s.with_suffix(".txt")) for s in coded("open")]
    sheets += [
        (SHARED / "gold" / f"{name}.json", SHARED / "reviews" / f"{name}.txt")
        for name in REVIEWS
        if name not in without
    ]
    found = []
    for sheet, text in sheets:
        lines = text.read_text(encoding="utf-8").split("\n")
        for r in json.loads(sheet.read_text(encoding="utf-8"))["recommendations"]:
            first, last = r["evidence"][0]["lines"]
            found.append(Example(r.get("text") or " ".join(lines[first - 1 : last]), tuple(r["themes"])))
    return found


def _themes(name: str) -> list[Example]:
    return [Example(p["text"], tuple(p["themes"])) for p in passages(name)]


def _factors(file: Path) -> list[Example]:
    """The passages of a bank of risk factors, names as roles."""
    held, found = yaml.safe_load(file.read_text(encoding="utf-8")), []
    for part in ("passages", "nothing"):
        for cast, rows in (held.get(part) or {}).items():
            plain = roles_for_names(people(cast))
            for text, what, *_ in rows:
                told = {one.partition(":")[2] for one in what.split()} if part == "passages" else set()
                found.append(Example(plain(text), tuple(sorted(told))))
    return found


def _no_factors_of_reviews(without: Sequence[str] = ()) -> list[Example]:
    """Sentences of coded reviews that no risk factor rests on; those that tell one are told with others by a place of
    several sentences, and teach nothing."""
    told = [t for one in reviews(without, "risk_factors") for t in one if not t.beside]
    return [Example(t.text, (), PLAIN_FACTORS) for t in told]


TASKS = (
    Task(
        "risk_factors/factors.npz",
        False,
        lambda: (
            [e for file in sorted(BANK.glob("risks-*.yaml")) if not file.stem.endswith("-kept") for e in _factors(file)]
            + _factors(HERE / "risks.yaml")
        ),
        _no_factors_of_reviews,
        lambda: [e for file in sorted(BANK.glob("risks-*-kept.yaml")) for e in _factors(file)],
        10.0,
    ),
    Task(
        "missed_opportunities/types.npz",
        True,
        lambda: _types("failings") + _tried() + _types_of_paragraphs("paragraphs"),
        _types_of_reviews,
        lambda: _types("failings-kept") + _types_of_paragraphs("paragraphs-kept"),
        5.0,
    ),
    Task(
        "missed_opportunities/failings.npz",
        False,
        lambda: _stating("failings", "failing") + _tried_in_vain() + _failings_of_paragraphs("paragraphs"),
        _failings_of_reviews,
        lambda: _stating("failings-kept", "failing") + _failings_of_paragraphs("paragraphs-kept"),
        5.0,
    ),
    Task(
        "good_practice/praise.npz",
        False,
        lambda: _stating("praise", "praise"),
        _praise_of_reviews,
        lambda: _stating("praise-kept", "praise"),
        5.0,
    ),
    Task(
        "recommendations/themes.npz",
        False,
        lambda: _themes("themes"),
        _themes_of_reviews,
        lambda: _themes("themes-kept"),
        10.0,
    ),
)


def splitter(part: str, **how: Any) -> Any:
    """scikit-learn's weighing of a text's pieces, split as the readers split it."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer=learned.PARTS[part], sublinear_tf=True, **how)


def fitted(task: Task, without: Sequence[str] = ()) -> dict[str, Any]:
    """The arrays of a model, trained without these published reviews."""
    from scipy.sparse import hstack
    from sklearn.linear_model import LogisticRegression

    examples, one, strictness = task.examples(), task.one, task.strictness
    parts = {}
    for part in learned.PARTS:
        parts[part] = splitter(part, min_df=LEAST[part], max_features=MOST[part]).fit([e.text for e in examples])
    examples += task.coded(without)
    texts, heavy = [e.text for e in examples], [e.weight for e in examples]
    x = hstack([part.transform(texts) for part in parts.values()]).tocsr()
    labels = sorted({label for e in examples for label in e.labels})
    if one:
        model = LogisticRegression(C=strictness, max_iter=3000).fit(x, [e.labels[0] for e in examples], heavy)
        weights, bias = model.coef_, model.intercept_
    else:
        models = [
            LogisticRegression(C=strictness, max_iter=3000, class_weight="balanced" if len(labels) > 1 else None).fit(
                x, [label in e.labels for e in examples], heavy
            )
            for label in labels
        ]
        weights = np.vstack([m.coef_ for m in models])
        bias = np.concatenate([m.intercept_ for m in models])
    scale = np.abs(weights).max(axis=1) / 127
    held: dict[str, Any] = {
        "labels": np.array("\n".join(labels)),
        "one": np.array(one),
        "weights": np.round(weights / scale[:, None]).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": bias.astype(np.float32),
    }
    for name, part in parts.items():
        held[name] = np.array("\n".join(part.get_feature_names_out()))
        held[f"{name} idf"] = part.idf_.astype(np.float32)
    return held


def measured(task: Task, reader: learned.Reader) -> tuple[float, ...]:
    """How often a model is right on what was kept back: the share that is, or precision and recall."""
    kept = task.kept()
    shares = reader.read([e.text for e in kept])
    if task.one:
        return (sum(reader.labels[row.argmax()] in e.labels for row, e in zip(shares, kept, strict=True)) / len(kept),)
    told = [{reader.labels[i] for i in np.flatnonzero(row > 0.5)} for row in shares]
    both = sum(len(t & set(e.labels)) for t, e in zip(told, kept, strict=True))
    return both / max(sum(map(len, told)), 1), both / sum(len(e.labels) for e in kept)


def left_out() -> None:
    """Prints what each published review scores with models that were not trained on it, beside those that were."""
    print(f"{'':44}{'left out':>10}{'trained on':>12}")
    seen = learn_whom.reviews()
    for name in REVIEWS:
        models = {Path(task.file).name: learned.of(fitted(task, [name])) for task in TASKS}
        weights = learn_whom.without(name, seen)
        shown = figures(name)
        held = partial(_of_file, models)
        with (
            mock.patch.object(failings, "reader", held),
            mock.patch.object(address, "reader", held),
            mock.patch("loaders.extract.good_practice.find.reader", held),
            mock.patch("loaders.extract.risk_factors.learned.reader", held),
            mock.patch.object(whom, "weights", lambda: weights),  # noqa: B023
        ):
            apart = figures(name)
        for figure in FIGURES:
            print(f"{name + ': ' + figure:44}{apart[figure]:10.3f}{shown[figure]:12.3f}")


def _of_file(models: dict[str, learned.Reader], package: str, file: str) -> learned.Reader:
    return models[file]


def figures(name: str) -> dict[str, float]:
    """What a published review scores as it is extracted now."""
    sheet = extract(plaintext.read(SHARED / "reviews" / f"{name}.txt"))
    return flat(compared([(SHARED / "gold" / f"{name}.json", sheet)])[0])


def main() -> None:
    """Runs from the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--write", action="store_true", help="write the models")
    ask.add_argument("--left-out", action="store_true", help="score each published review without what it taught")
    asked = ask.parse_args()
    if asked.left_out:
        keep_parses()
        left_out()
        return
    for task in TASKS:
        if asked.write:
            held = fitted(task)
            with (FAMILIES / task.file).open("wb") as file:
                np.savez_compressed(file, **held)
        package, name = task.file.split("/")
        reached = measured(task, learned.reader(f"loaders.extract.{package}", name))
        print(f"{task.file}: {', '.join(f'{share:.3f}' for share in reached)}")


if __name__ == "__main__":
    main()
