"""Action plans: tables, or what a conversion has made of them, of recommendations with actions, leads and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders.document.model import Paragraph
from loaders.extract.reading import evidence
from loaders.extract.recommendations.cues import cues
from loaders.extract.recommendations.entries import Entry, asks, introduces, is_name, label_of
from loaders.sheet import Action

#: Characters of one field of an action.
LONGEST = 400
_FIELD = re.compile(
    r"^(?P<key>actions?|key actions?|lead(?: officer| agency| person)?|owner|responsible[\w ]*|target date|timescales?|"
    r"milestones?|deadline|by when|status|progress(?: update)?|updates?|outcomes?)\s*[:\t–-]\s*(?P<value>\S.*)$",
    re.I | re.S,
)
#: The beginnings of such keys, and the fields of an action that they fill.
_KEYS = {
    "action": "action",
    "key": "action",
    "lead": "lead",
    "owner": "lead",
    "resp": "lead",
    "target": "target_date",
    "time": "target_date",
    "deadline": "target_date",
    "by": "target_date",
    "miles": "milestones",
    "status": "status",
    "progress": "status",
    "update": "status",
    "outcome": "status",
}
#: Over recommendations that an agency has made for itself, which may stand nowhere but in the plan.
_OWN = re.compile(
    r"\b(?:single|individual|each|imr|own)\b[\w -]{0,30}\brecommendations?\b|\b(?:single|"
    r"individual)[- ]agency actions?\b|\bagenc(?:y|ies)[’']? recommend",
    re.I,
)
#: The heads of a table whose cells have become lines, in one line: "Recommendation Scope Action Lead agency Outcome".
_HEADS = re.compile(
    r"(?:(?:no|ref)\.? )?recommendations?"
    r"(?:,? (?:and |of )?(?:scope|key|actions?|lead|agency|officer|milestones?|target|date|completion|timescales?|"
    r"status|progress|outcomes?|to|take|achieved|in|enacting|the|recommendation|local|regional|level|i\.e\.|or)\b\W*){4,}",
    re.I,
)
#: What asks, in a cell, rather than tells an action.
_MODAL = re.compile(r"\b(?:should|must|recommended that)\b", re.I)
#: What a body says that it will do.
_WILL = re.compile(r"\bwill (?:also |now |have )?(?!be the\b)\w+", re.I)
_LETTER = re.compile(r"\(?([a-z])\)$")
#: A cell with a number, and a mark in brackets that tells whose it is ("3 (P)").
_NUMBER = re.compile(
    r"^(?P<n>\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?|[A-Z]{1,4}/?\d{1,3})(?: ?\([A-Z]{1,4}\)| ?\*{1,2})?[.):]?$"
)
_LEADING = re.compile(r"^(?:(?P<n>\d{1,2}(?:\.\d{1,2}){0,2})[.):]?|(?P<code>[A-Z]{1,4}\d{1,2})[.):])\s+(?=[A-Z])")
_UPDATE = re.compile(r"^(?:progress|updates?|status)\b[\s:-]*", re.I)


@dataclass
class Planned:
    """A recommendation of an action plan with what is planned for it.

    ``refers`` where the plan names it by its number alone, beside what is to be done.
    """

    entry: Entry
    actions: list[Action] = field(default_factory=list)
    row: bool = False
    refers: bool = False

    @property
    def asks(self) -> bool:
        """Whether its words ask for something, rather than tell in short what is planned."""
        return _MODAL.search(self.entry.text) is not None

    @property
    def words(self) -> str:
        """Its text and that of its actions."""
        return " ".join([self.entry.text, *(a.action or "" for a in self.actions)])


def planned(paragraphs: Iterable[Paragraph]) -> list[Planned]:
    """The recommendations that the paragraphs and rows of action plans hold, in order."""
    reader = _Reader()
    for p in paragraphs:
        if p.kind != "footnote":
            reader.read(p)
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: list[Planned] = []
        self.columns: dict[str, int] = {}
        self.section = -1
        self.begun = False  # the actions of the last recommendation have begun
        self.over: Paragraph | None = None  # a line between the rows that is no more than a name
        self.own = False  # recommendations of the agencies are listed, under their names
        self.heads = False  # the heads of a table have stood in one line, and its rows are lines
        self.cells = False  # each cell of a table is a line

    @property
    def last(self) -> Planned | None:
        return self.found[-1] if self.found else None

    def read(self, p: Paragraph) -> None:
        cells = [c for c in p.cells if c] if p.cells else []
        if p.kind == "row" and len(cells) > 1:
            self._row(p)
            return
        text = cells[0] if cells else p.text
        if self._of_heads(text):
            return
        if label := label_of(text):
            self._begin(p, label.number, text[label.end :].strip(), label.named)
            self.own = False
            return
        if _HEADS.fullmatch(text.strip()):
            self.begun, self.heads = True, True
            return
        if p.kind == "heading" or (not p.number and is_name(text) and _OWN.search(text)):
            self.begun, self.over = True, None
            self.own = bool(_OWN.search(text)) or (self.own and "recommendation" not in text.lower())
            return
        if self._listed(p, text):
            return
        if (self.columns or self.own) and is_name(text):
            self.begun, self.over = True, p
            return
        if _UPDATE.match(text):
            self._set("status", _UPDATE.sub("", text), p)
        elif m := _FIELD.match(text):
            self._field(m["key"], m["value"], p)
        elif self.last and not self.begun and not introduces(text):
            self.last.entry.take(p)

    def _of_heads(self, text: str) -> bool:
        """Whether a line is one of the heads of a table each of whose cells has become a line; "Recommendation", the
        first of them, has then begun none."""
        word = text.strip(" :*").lower()
        if len(word.split()) > 3 or not any(c.search(word) for n, c in cues().columns.items() if n != "recommendation"):
            return False
        last = self.last.entry if self.last else None
        if last is not None and last.number is None and not last.text:
            self.found.pop()
            self.cells = self.begun = True
            return True
        return False

    def _listed(self, p: Paragraph, text: str) -> bool:
        """Takes a numbered paragraph of a list of an agency's own recommendations, or a lettered one where numbers are
        those of its actions; says whether it was one."""
        if self.heads and p.number and (m := _LETTER.search(p.number)) and asks(text):
            self._begin(p, m[1], text)
            return True
        if self.heads and p.number and p.number.isdigit() and self.last:
            self._set("action", text, p)
            return True
        if self.cells and _MODAL.search(text) and len(text.split()) > 4:
            self._begin(p, None, text)
            self.begun = True
            return True
        if self.own and p.number and p.kind == "body" and (asks(text) or _WILL.search(text)):
            self._begin(p, p.number, text)
            self.begun = True  # what follows is said of how it will be done
            self.found[-1].entry.over = self.over
            return True
        return False

    def _begin(self, p: Paragraph, number: str | None, text: str, named: str = "", row: bool = False) -> None:
        last = self.last
        if last and number and last.entry.number == number and last.entry.section is p.section and not row:
            last.entry.take(p)  # "Recommendation 1 (ii)" after "1 (i)"
        else:
            entry = Entry(number, [p], text, p.section, "action-plan", named, over=self.over if row else None)
            self.found.append(Planned(entry, row=row))
        self.begun = False

    def _row(self, p: Paragraph) -> None:
        if columns := _header(p.cells):
            self.columns = columns
            return
        if label := label_of(p.cells[0]):
            rest = p.cells[0][label.end :].strip()
            if rest or "recommendation" not in self.columns:
                words = rest or next((c for c in p.cells[1:] if c), "")
                self._begin(p, label.number, words, label.named, row=True)
                self._action(p, skip={0, *([] if rest else [1])})
                return
        if self._broken(p):
            self._continue(p)
            return
        if _UPDATE.match(p.cells[0]) and self.last:
            self._set("status", " ".join(c for c in p.cells[1:] if c), p)
            return
        at = self.columns.get("recommendation")
        if at is None and "agency" in self.columns and _OWN.search(p.section.title):
            at = self.columns.get("action")  # "Single agency actions": what each has taken on
        if at is None and not self.columns and (found := _guess(p.cells)) is not None:
            at = found
        if at is not None and at < len(p.cells) and p.cells[at]:
            self._of_column(p, at)
        elif self.last:
            self._action(p, skip=set())

    def _broken(self, p: Paragraph) -> bool:
        """Whether a row is the second half of one that the page has broken: it begins with an empty cell, and its first
        words go on with those above."""
        if p.cells[0] or any(_NUMBER.match(c) for c in p.cells[:2]) or not self.last or not self.last.actions:
            return False
        place = self.columns.get("action")
        if place is None or place >= len(p.cells):
            return True
        return not p.cells[place] or p.cells[place][0].islower()

    def _of_column(self, p: Paragraph, at: int) -> None:
        text = p.cells[at]
        number, refers = None, False
        place = self.columns.get("number")
        columns = [place] if place is not None and place < len(p.cells) else []
        columns += [0, at - 1] if at > 0 else []
        if m := next(filter(None, (_NUMBER.match(p.cells[column]) for column in columns)), None):
            number = m["n"]
        if label := label_of(text):
            number, text = label.number or number, text[label.end :].strip()
        elif (m := _LEADING.match(text)) and number is None:
            number, text = m["n"] or m["code"], text[m.end() :]
        elif (m := _NUMBER.match(text)) and at + 1 < len(p.cells):
            # The column holds the number, its neighbour the words.
            number, text, refers = m["n"], p.cells[at + 1], self.columns.get("action") == at + 1
        if not text and number is None:
            return
        last = self.last
        if last and last.row and number is None and (text[:1].islower() or (last.entry.number and not asks(text))):
            # The rest of a cell that the page has broken.
            last.entry.take(p)
            last.entry.text = last.entry.text.removesuffix(p.text) + text
            self._continue(p)
            return
        lead = self.columns.get("lead")
        named = p.cells[lead] if lead is not None and lead < len(p.cells) else ""
        whose = self.columns.get("agency")
        body = p.cells[whose] if whose is not None and whose < len(p.cells) else ""
        if whose == 0 and not body and last and last.row and last.entry.section is p.section:
            body, p_of = last.entry.agency, last.entry.named_in
        else:
            p_of = p
        self._begin(p, number, text, row=True)
        self.found[-1].refers = refers
        self.found[-1].entry.lead = named or body
        self.found[-1].entry.agency, self.found[-1].entry.named_in = body, p_of
        self._action(p, skip={at, *([place] if place is not None else [])})

    def _action(self, p: Paragraph, skip: set[int]) -> None:
        if self.last is None:
            return
        values: dict[str, str] = {}
        for name in ("action", "lead", "milestones", "target_date", "status"):
            place = self.columns.get(name, self.columns.get("agency") if name == "lead" else None)
            if place is not None and place < len(p.cells) and place not in skip and p.cells[place]:
                values[name] = p.cells[place][:LONGEST]
        if not self.columns:
            rest = [c for n, c in enumerate(p.cells) if n not in skip and c and not _NUMBER.match(c)]
            if rest:
                values["action"] = rest[0][:LONGEST]
        self.begun = True
        if values and set(values) != {"lead"}:
            self.last.actions.append(Action.model_validate({**values, "evidence": [evidence(p)]}))

    def _continue(self, p: Paragraph) -> None:
        """Adds the cells of a row that the page has broken to those of its first half."""
        if not self.last or not self.last.actions:
            return
        action = self.last.actions[-1]
        for name in ("action", "lead", "milestones", "target_date", "status"):
            place = self.columns.get(name)
            if place is not None and place < len(p.cells) and p.cells[place]:
                joined = f"{getattr(action, name) or ''} {p.cells[place]}".strip()
                setattr(action, name, joined[:LONGEST])
        action.evidence.append(evidence(p))

    def _set(self, name: str, value: str, p: Paragraph) -> None:
        if self.last is None or not value:
            return
        self.begun = True
        if not self.last.actions or getattr(self.last.actions[-1], name) is not None:
            if name != "action" and self.last.actions:
                return
            self.last.actions.append(Action.model_validate({name: value[:LONGEST], "evidence": [evidence(p)]}))
            return
        setattr(self.last.actions[-1], name, value[:LONGEST])

    def _field(self, key: str, value: str, p: Paragraph) -> None:
        for start, name in _KEYS.items():
            if key.lower().startswith(start):
                self._set(name, value, p)
                return


def _header(cells: tuple[str, ...]) -> dict[str, int]:
    """The columns that a row heads, by name; empty if it is no head of a table."""
    if any(len(c) > 90 for c in cells):
        return {}
    columns: dict[str, int] = {}
    known = 0
    for place, cell in enumerate(cells):
        word = cell.strip(" :*").lower()
        name = next((n for n, pattern in cues().columns.items() if word and pattern.search(word)), None)
        if name:
            known += 1
            columns.setdefault(name, place)
    filled = sum(bool(c) for c in cells)
    return columns if known >= 2 and known * 3 >= filled * 2 else {}


def _guess(cells: tuple[str, ...]) -> int | None:
    """The cell of a row without a head that holds a recommendation: after a number, and asking."""
    for place, cell in enumerate(cells[:3]):
        if len(cell.split()) > 5 and asks(cell) and (place == 0 or _NUMBER.match(cells[place - 1])):
            return place
    return None
