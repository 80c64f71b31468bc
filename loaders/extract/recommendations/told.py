"""Recommendations that stand in the text of other sections than those of recommendations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from loaders.document.model import Document, Paragraph, Sentence
from loaders.document.tidy import leads_in
from loaders.extract.recommendations.cues import cues
from loaders.extract.recommendations.entries import Entry, asks, label_of, letter

#: Kinds of section in whose text a review makes recommendations.
KINDS = frozenset(("analysis", "chronology", "lessons", "conclusions", "good-practice", "family", "equality", "other"))
#: Those among them that judge: there a paragraph says by its first words who should do what.
JUDGING = KINDS - {"chronology", "family", "good-practice"}


def told(document: Document) -> list[Entry]:
    """The entries in the text of the analysis and its neighbours, in order: with a label of their own, listed after
    "the Trust has made the following recommendations:", or told in a sentence."""
    found: list[Entry] = []
    for p in document.paragraphs:
        if p.section.kind not in KINDS or p.kind in ("footnote", "heading", "row"):
            continue
        if (label := label_of(p.text)) and (label.number or asks(p.text[label.end :])):
            found.append(Entry(label.number, [p], p.text[label.end :].strip(), p.section, "in-text", label.named))
            _follow(document, found[-1])
            continue
        if p.kind == "body" and leads_in(p.text):
            last = p.sentences[-1].text if p.sentences else p.text
            if cues().lead.search(last) and not cues().not_own.search(last):
                found += _listed(document, p)
                continue
        if "recommend" in p.text.lower():
            found += [_of_sentence(s) for s in p.sentences if _tells(s)]
    return found


def unlabelled(document: Document, is_asked: Callable[[Paragraph], bool], known: list[Entry]) -> Iterator[Entry]:
    """The recommendations of a review without a list of them that only say who should do what, among others that the
    text calls so ("The panel recommends that the Trust ...", then "Fernshire Police should ...").

    Args:
        document: the review.
        is_asked: whether a paragraph begins with a body that should do something.
        known: the entries that the text calls recommendations.
    """
    if not any(entry.rule == "told" for entry in known):
        return
    taken = {p.index for entry in known for p in entry.paragraphs}
    for p in document.paragraphs:
        if p.section.kind in JUDGING and p.kind == "body" and p.index not in taken and is_asked(p):
            yield Entry(None, [p], p.text, p.section, "asked")


def _follow(document: Document, entry: Entry) -> None:
    """Takes the paragraph after a label that stands alone or with a title, and the items of either."""
    for p in document.paragraphs[entry.paragraphs[-1].index + 1 :][:14]:
        if p.section is not entry.section or p.kind == "heading" or label_of(p.text) or p.kind == "row":
            break
        if p.kind == "footnote":
            continue
        if p.kind == "item" or (len(entry.text.split()) < 12 and not p.number):
            entry.take(p)
        else:
            break


def _listed(document: Document, lead: Paragraph) -> list[Entry]:
    items = []
    for p in document.paragraphs[lead.index + 1 :]:
        if p.kind == "footnote":
            continue
        if p.kind != "item" or p.section is not lead.section:
            break
        items.append(Entry(letter(p.number), [p], p.text, p.section, "in-text-list"))
    return items


def _tells(sentence: Sentence) -> bool:
    text = sentence.text
    return bool(cues().told.search(text)) and not cues().not_own.search(text[: _at(text)])


def _at(text: str) -> int:
    m = cues().told.search(text)
    return m.end() if m else len(text)


def _of_sentence(sentence: Sentence) -> Entry:
    text = sentence.text
    m = cues().told.search(text)
    assert m
    return Entry(
        None,
        [sentence.paragraph],
        text[m.end() :].strip(" ,:") or text,
        sentence.section,
        "told",
        start=sentence.start,
        end=sentence.end,
    )
