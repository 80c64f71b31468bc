"""A person's work on one coding sheet: each decision is checked, written to disk at once, and can be undone."""

from __future__ import annotations

import copy
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.correction import worth
from kg.correction.form import REVIEW_FIELDS
from kg.errors import KgError
from loaders import sheet as sheets
from loaders.document.model import Document
from loaders.kept import write_whole
from loaders.load import check_places
from loaders.merge import standing
from loaders.sheet import LISTS, Sheet, SheetError, give_ids

Item = dict[str, Any]


class Refused(KgError):
    """A decision that cannot be kept; the sheet is as it was."""


class Changed(Refused):
    """The sheet was changed elsewhere since the page read it."""


class Session:
    """An open sheet.

    Args:
        path: the sheet's file.
        document: the text that it was coded from; None where it is not at hand.

    Raises:
        SheetError: the file is no sheet.
    """

    def __init__(self, path: Path, document: Document | None = None) -> None:
        self.path = path
        self.document = document
        self.data = self._load(path.read_bytes())
        self._undo: list[bytes] = []

    def _load(self, raw: bytes) -> dict[str, Any]:
        self.version = sha256(raw).hexdigest()
        self._raw = raw
        sheet = give_ids(sheets.read(self.path))
        return sheet.model_dump(mode="json")

    def state(self) -> dict[str, Any]:
        """The sheet, its version, how far the work has come and what a look at each item is worth, as plain data."""
        total = sum(len(self.data[kind]) for kind in LISTS)
        decided = sum(_decided(item) for kind in LISTS for item in self.data[kind])
        return {
            "sheet": self.data,
            "version": self.version,
            "path": str(self.path),
            "decided": decided,
            "total": total,
            "can_undo": bool(self._undo),
            "worth": self._worth(),
        }

    def _worth(self) -> dict[str, dict[str, float]]:
        """By list and id, or for the review by field; what is not there is worth nothing."""
        held = {k: [i for i in self.data[k] if (i.get("origin") or {}).get("status") != "rejected"] for k in LISTS}
        found: dict[str, dict[str, float]] = {kind: {} for kind in LISTS}
        for (_, kind, n), look in worth.worths([{**self.data, **held}]).items():
            found[kind][held[kind][n]["id"]] = look.value
        return {"review": worth.of_fields(self.data["review"]), **found}

    def text(self) -> dict[str, Any]:
        """The lines of the document and which of them are headings, for the page's second pane."""
        if self.document is None:
            return {"source": self.data["review"].get("source"), "lines": None, "headings": [], "passages": []}
        return {
            "source": self.document.source,
            "lines": [line.printed for line in self.document.lines],
            "headings": [p.first for p in self.document.paragraphs if p.kind == "heading"],
            "passages": [[p.first, p.last, p.number, p.page] for p in self.document.paragraphs],
        }

    def decide(
        self,
        action: str,
        kind: str,
        item: str | None,
        values: Item | None,
        version: str,
        note: str | None = None,
    ) -> str | None:
        """Applies one decision and writes the sheet.

        Args:
            action: 'accept', 'correct', 'reject', 'add' or 'undecide' (takes the decision back).
            kind: a list of the sheet, or 'review'.
            item: the item's id, or for 'review' the field's name; None for 'add'.
            values: for 'correct' and 'add', the item's fields (for 'review' {'value': …}).
            version: the version of the sheet that the person saw.
            note: why, in the person's words.

        Returns:
            The id of the item.

        Raises:
            Changed: the sheet on disk is not the one that the person saw.
            Refused: the values are no good, or something a person decided hangs on what is rejected.
        """
        self._unchanged(version)
        data = copy.deepcopy(self.data)
        if kind == "review":
            found: str | None = _decide_field(data["review"], action, item or "", values or {}, note)
        elif kind in LISTS:
            found = _decide_item(data, action, kind, item, values or {}, note)
        else:
            raise Refused(f"there is no list {kind!r}")
        self._save(data)
        return found

    def undo(self, version: str) -> None:
        """Takes back the last decision of this session.

        Raises:
            Changed: the sheet on disk is not the one that the person saw.
            Refused: nothing is left to take back.
        """
        self._unchanged(version)
        if not self._undo:
            raise Refused("nothing is left to undo")
        before = self._undo.pop()
        write_whole(self.path, before)
        self.data = self._load(before)

    def reload(self) -> None:
        """Reads the sheet from disk again; what was done here cannot be undone after that."""
        self.data = self._load(self.path.read_bytes())
        self._undo.clear()

    def _unchanged(self, version: str) -> None:
        if version != self.version or sha256(self.path.read_bytes()).hexdigest() != self.version:
            raise Changed(
                "the sheet was changed in another window or program; it has been read again, so look once more"
            )

    def _save(self, data: dict[str, Any]) -> None:
        try:
            sheet: Sheet = give_ids(sheets.parse(data, self.path.name))
            check_places(sheet, self.document, self.path.name)
            standing(sheet, self.path.name)
        except SheetError as e:
            raise Refused(str(e).removeprefix(f"{self.path.name}: ")) from e
        raw = sheets.dumps(sheet).encode()
        write_whole(self.path, raw)
        self._undo.append(self._raw)
        self.data = sheet.model_dump(mode="json")
        self.version, self._raw = sha256(raw).hexdigest(), raw


def _decided(item: Item) -> bool:
    origin = item.get("origin") or {}
    return origin.get("by") == "person" or origin.get("status") in ("accepted", "corrected", "rejected")


def _decide_item(
    data: dict[str, Any], action: str, kind: str, wanted: str | None, values: Item, note: str | None
) -> str | None:
    if action == "add":
        added = {**_fields(values), "evidence": values.get("evidence") or [], "origin": {"by": "person", "note": note}}
        data[kind].append(added)
        # The id rests on what the item says and where, so that it is the same whoever enters it.
        try:
            found = give_ids(sheets.parse(copy.deepcopy(data), "sheet"))
        except SheetError as e:
            raise Refused(str(e).removeprefix("sheet: ")) from e
        added["id"] = getattr(found, kind)[-1].id
        return str(added["id"])
    item = next((i for i in data[kind] if i.get("id") == wanted), None)
    if item is None:
        raise Refused(f"the sheet holds no such item in {kind}")
    origin = dict(item.get("origin") or {"by": "machine"})
    if note is not None:
        origin["note"] = note or None
    by_person = origin["by"] == "person"
    if action == "reject" and by_person:
        data[kind].remove(item)  # what a person added was never the machine's; it need not be remembered
        return wanted
    before = {k: v for k, v in item.items() if k not in ("id", "origin")}
    match action:
        case "accept":
            origin["status"] = "accepted" if not origin.get("was") else "corrected"
        case "reject":
            origin["was"] = origin.get("was") or before
            origin["status"] = "rejected"
        case "correct":
            new = {**_fields(values), "evidence": values.get("evidence") or item["evidence"]}
            changed = {k: before[k] for k in before if k in new and new[k] != before[k]}
            _rename(data, kind, item, new)
            item.update({k: v for k, v in new.items() if k in item})
            if not by_person:
                # What the machine said first is what the next extraction will say again.
                origin["was"] = {**changed, **(origin.get("was") or {})} or None
                origin["status"] = "corrected" if origin["was"] else "accepted"
        case "undecide":
            if by_person:
                raise Refused("a person added this; reject it to take it away")
            was = origin.pop("was", None) or {}
            _rename(data, kind, item, {**item, **was})
            item.update({k: v for k, v in was.items() if k in item})
            origin["status"] = "unreviewed"
        case _:
            raise Refused(f"unknown decision {action!r}")
    item["origin"] = origin
    return wanted


def _decide_field(review: Item, action: str, name: str, values: Item, note: str | None) -> str:
    if name not in REVIEW_FIELDS:
        raise Refused(f"a review has no field {name!r}")
    origins = review.setdefault("origin", {})
    origin = dict(origins.get(name) or {"by": "machine" if review.get(name) is not None else "person"})
    if note is not None:
        origin["note"] = note or None
    match action:
        case "accept":
            origin["status"] = "accepted" if not origin.get("was") else "corrected"
        case "reject":
            origin["was"], origin["status"] = origin.get("was") or {name: review.get(name)}, "rejected"
        case "correct":
            if values.get("value") != review.get(name):
                if origin["by"] == "machine":
                    origin["was"] = origin.get("was") or {name: review.get(name)}
                review[name] = values.get("value")
            if values.get("evidence"):
                review.setdefault("evidence", {})[name] = values["evidence"]
            origin["status"] = "corrected"
        case "undecide":
            was = origin.pop("was", None) or {}
            review.update(was)
            origin["status"] = "unreviewed"
        case _:
            raise Refused(f"this cannot be done with the review's own fields: {action!r}")
    origins[name] = origin
    return name


def _fields(values: Item) -> Item:
    return {k: v for k, v in values.items() if k not in ("id", "origin", "evidence")}


def _rename(data: dict[str, Any], kind: str, item: Item, new: Item) -> None:
    """A new name of an agency or a person, wherever the sheet names it, in place."""
    key = {"agencies": "name", "persons": "label"}.get(kind)
    if key is None or new.get(key) in (None, item[key]):
        return
    old, name = item[key], new[key]
    single, several, nested = (
        ("agency", ("addressees",), (("known_to", "agency"),))
        if kind == "agencies"
        else ("victim", ("perpetrators", "persons"), (("by_perpetrator", "perpetrator"),))
    )
    for entries in (data[k] for k in LISTS):
        for entry in entries:
            if entry.get(single) == old:
                entry[single] = name
            for field in several:
                if isinstance(entry.get(field), list):
                    entry[field] = [name if x == old else x for x in entry[field]]
            for field, inner in nested:
                for one in entry.get(field) or []:
                    if one.get(inner) == old:
                        one[inner] = name
