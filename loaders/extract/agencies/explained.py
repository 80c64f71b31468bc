"""What a body is whose name does not tell it, by the words that explain it ("Clear Brook, a charity for carers")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import chain

from loaders.extract.agencies.found import NARRATIVE, Raw
from loaders.extract.agencies.kinds import kind_of, sector_of
from loaders.extract.agencies.names import cues
from loaders.extract.agencies.sector import does, titled
from loaders.extract.agencies.sound import NameCheck
from loaders.extract.reading import Reading

#: What a person was before, of whom such words are said.
_WAS = re.compile(r"(?:former|retired|previous|serving|experienced|independent|senior|consultant)\b", re.I)
#: Where the words that say what a body does end, up to the next comma and over it.
_REST = re.compile(r"[.;,()–]|\b(?:in|across|within|for) the (?:borough|city|county|district|area|council)\b")
#: What a body does for a review that had no contact with the people concerned.
_ADVISED = re.compile(
    r"(?i)\b(?:sat (?:with|on)|joined (?:us|the panel)|advis(?:ed|er|or)|gave (?:the panel |us )?\w* ?advice|"
    r"expert(?:ise)?|consulted|assisted)\b"
)
_LIST = re.compile(r"[.;()–]")


class Explained:
    """Reads what sentences say that bodies are and do.

    Args:
        reading: the review.
        check: whether a name may be a body's.
        listed: the names of lists of who took part.
        described: by name, the sector of the words that explain it; added to.
        staffed: by name, that of its workers, or of whom it employed; added to.
    """

    def __init__(
        self, reading: Reading, check: NameCheck, listed: Set[str], described: dict[str, str], staffed: dict[str, str]
    ) -> None:
        self._reading, self._check, self._listed = reading, check, listed
        self._described_as, self._staffed = described, staffed

    def raws(self) -> Iterator[Raw]:
        """Names without a kind's words that the text explains: "Brightwater, a local charity for young carers"."""
        run = r"(?P<name>[A-Z][\w’'&]+(?: (?:and |(?:of|for|in|at) (?:the )?|& )?[A-Z][\w’'&]+){0,5})"
        explained = re.compile(
            run + r"(?: \([A-Z]{2,8}\))?(?:, | \(| – | - |, who are | is | are |, which is )"
            r"(?:an?|the|who are an?) (?P<what>(?:[\w’'-]+ ){0,7}?" + cues()["described"] + r")s?\b"
        )
        runs = re.compile(
            run + r"(?: \([A-Z]{2,8}\))?,? (?:which|who) (?:runs?|ran|provide[sd]?|deliver(?:s|ed)?|operate[sd]?)"
            r" (?P<what>[^.;,]{5,100})"
        )
        before = re.compile(
            r"\b(?:[Tt]he|[Aa]n?|[Hh]er|[Hh]is|[Tt]heir|[A-Z]\w+[’']s) (?P<what>(?:[a-z][\w’'-]+ ){0,6}?"
            + cues()["described"]
            + r"),? "
            + run
        )
        provides = re.compile(
            run + r"(?: \([A-Z]{2,8}\))?(?:, (?:which|who))? (?:is an? [^.;,]{3,60}? (?:that|which) )?(?:also )?"
            r"(?:provide[sd]?|runs?|ran|delivere?[sd]?|offer(?:s|ed)?|operate[sd]?) (?P<what>[^.;]{5,100})"
        )
        employed = re.compile(
            run + r"(?: \([^)]*\))?(?:, which|, who)? (?:had )?employed (?![^ ]+ (?:by|at)\b)[\w’' ]{2,40}? as an? "
        )
        told = re.compile(r"\b" + cues()["described"])
        reached = re.compile(
            r"\b(?:referred|referral|signposted|self-referred|directed)(?: (?:her|him|them|[A-Z]\w+))? to (?:the )?"
            + run
            + r"(?= ?(?:[.,;(]| for| who| which| but| on| in | by| and ))"
        )
        staff = re.compile(
            r"\b(?:[Ww]orkers?|IDVAs?|ISVAs?|[Aa]dvocates?|[Cc]ounsellors?|[Cc]aseworkers?|[Aa]dvisers?|[Aa]dvisors?|[Ss]taff|"
            r"sessions?|support|run by|managed by|provided by|employed by|worked for) "
            r"(?:from |at |with )?(?:the )?" + run
        )
        idvas = re.compile(
            r"\bIDVAs?\)? (?:of|from|at|with|employed by|working for|based (?:at|in|with)) (?:the )?" + run
        )
        for sentence in self._reading.sentences(
            NARRATIVE | {"panel", "process", "terms-of-reference", "recommendations"}
        ):
            self._note_what_it_does(provides.match(sentence.text))
            self._note_employer(employed.finditer(sentence.text) if "employed" in sentence.text else ())
            patterns = (explained, runs) if told.search(sentence.text) else ()
            for m in before.finditer(sentence.text) if patterns else ():  # "his employer, Moorhill Foods"
                if kind_of(m["name"]) is None and (sector := sector_of(titled(m["what"]))) != "other":
                    self._described_as.setdefault(m["name"], sector)
            for m in chain.from_iterable(p.finditer(sentence.text) for p in patterns):
                name = m["name"].removeprefix("The ")
                if _WAS.match(m["what"]):
                    continue  # "Joan Ives, a former director of a charity"
                if (kind_of(name) is None or sector_of(name) == "voluntary-sector") and self._check.strange(name):
                    # "the charity commissioned to run the borough's drug and alcohol service"
                    behind = sentence.text[m.end() : m.end() + 100]
                    says = [does(m["what"]), *(does(f"{m['what']} {e.split(behind)[0]}") for e in (_REST, _LIST))]
                    says = [t for t in says if t != "other"] or ["other"]
                    self._described_as.setdefault(name, next((t for t in says if t != "voluntary-sector"), says[0]))
                    how = "told" if sentence.section.kind in NARRATIVE else "said"
                    if how == "said" and _ADVISED.search(sentence.text[m.end() :]):
                        how = "listed"
                    yield Raw(name, sentence.paragraph, sentence.start + m.start("name"), how)
                    if how == "said":
                        yield from self._told_of(name)
            for m in staff.finditer(sentence.text) if sentence.section.kind in NARRATIVE else ():
                name = m["name"].removeprefix("The ")
                if (
                    len(name.split()) > 1
                    and kind_of(name) is None
                    and self._check.strange(name)
                    and self._check.body_like(name)
                ):
                    yield Raw(name, sentence.paragraph, sentence.start + m.start("name"), "told")
            self._note_whose_idvas(idvas.finditer(sentence.text) if "IDVA" in sentence.text else ())
            for m in reached.finditer(sentence.text) if "ref" in sentence.text or "sign" in sentence.text else ():
                if (
                    kind_of(m["name"]) is None
                    and m["name"] not in self._check.labels
                    and not re.fullmatch(r"[A-Z]{2,6}|(?:Adult|Child|Mr|Mrs|Ms|Miss|Dr|Section)\b.*", m["name"])
                    and sentence.section.kind in NARRATIVE
                ):
                    yield Raw(m["name"], sentence.paragraph, sentence.start + m.start("name"), "told")

    def _note_what_it_does(self, told: re.Match[str] | None) -> None:
        """Notes the sector of a body that a sentence begins with and says what it provides."""
        name = told["name"].removeprefix("The ") if told else ""
        if told and kind_of(name) is None and name in self._listed:
            sector = does(told["what"])
            if sector not in ("other", "voluntary-sector"):
                self._described_as.setdefault(name, sector)

    def _note_employer(self, found: Iterable[re.Match[str]]) -> None:
        """Notes as an employer a listed body, whose name tells no kind, that employed one of the people."""
        for m in found:
            name = m["name"].removeprefix("The ").rpartition(" and ")[2]
            if kind_of(name) is None and any(name in listed for listed in self._listed):
                self._staffed.setdefault(name, "employer")

    def _note_whose_idvas(self, found: Iterable[re.Match[str]]) -> None:
        """Notes the sector of a listed body, whose name tells none, by whose the IDVA is."""
        for m in found:
            name = m["name"].removeprefix("The ")
            if name in self._listed and (kind_of(name) is None or sector_of(name) == "voluntary-sector"):
                self._staffed.setdefault(name, "specialist-domestic-abuse")

    def _told_of(self, name: str) -> Iterator[Raw]:
        """Where the story tells of a body whose name has no words of a kind, and which is explained elsewhere."""
        pattern = re.compile(rf"\b{re.escape(name)}\b")
        for sentence in self._reading.sentences(NARRATIVE):
            if m := pattern.search(sentence.text):
                yield Raw(name, sentence.paragraph, sentence.start + m.start(), "told")
