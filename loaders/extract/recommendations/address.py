"""To whom a recommendation speaks, at which level, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from loaders.document.model import Paragraph, Section, Sentence
from loaders.extract.agencies.aliases import initials
from loaders.extract.agencies.kinds import kind_of
from loaders.extract.learned import reader
from loaders.extract.reading import Reading
from loaders.extract.recommendations.cues import cues
from loaders.extract.recommendations.entries import Entry
from loaders.why import Cue

#: Themes of one recommendation at most; coders give one to three.
THEMES = 3
#: What a cue's word for a theme weighs beside the learned reader's, and how much must speak for it.
CUED, TOLD = 0.3, 0.5
#: Characters at the beginning of what is asked in which a word counts double.
HEAD = 160
#: A best score below which the words say little.
THIN = 1.5
#: What a theme must score at least, in itself and as a share of the best; what an addressee's sector adds.
LEAST, SHARE, SECTOR = 0.8, 0.3, 0.7
#: Characters at the beginning of a sentence within which the one who is asked is named.
SUBJECT = 260
#: Characters before the first agency of a sentence of which it is the subject ("That the …").
NEAR = 12
_RECOMMENDS = re.compile(
    r"\b(?:recommend(?:s|ed|ations?)?|recommendation has[\w ]*?made)\b(?: that| to| for)?|^that\b", re.I
)
_RENAMED = re.compile(r"\((?:now|formerly|previously|then|since)\b", re.I)
_COUNTED = re.compile(
    r"(?P<what>(?:[A-Z][\w’']*\s+){0,3}[A-Z]?[\w’']*\w)s\s+(?P<which>(?:\d{1,2}|[A-Z])(?:(?:\s*,\s*|\s*&\s*|\s+and\s+)(?:\d{1,2}|[A-Z]))+)\b"
)
_VERB = re.compile(
    r"(?: \([^)]{2,40}\))?(?:\s*:| (?!of|in|for|and|or|on|at|with|by|from|who|which|that|is|was|has|had)[a-z]{3,}\b)"
)
#: Between "together with" and the body meant; not "with partners (police, …)".
_DIRECTLY = re.compile(r"\W*(?:(?:the|its|their|all|both|local|other) ){0,2}")
_PLURAL = re.compile(r" (?:practices|surgeries|schools|services|trusts|forces|councils)\b")
_ROLE = re.compile(r"\b(?:leads?|managers?|nurses?|officers?|heads?|directors?|team|practice|services?)\s*$", re.I)
_COMMON = frozenset(
    ("the", "of", "and", "for", "in", "nh", "foundation", "trust", "ltd", "recommendation", "single", "agency")
)
#: A heading over what an agency recommends to itself.
_OWN = re.compile(r"\brecommendations? (?:made |agreed |identified )?by\b", re.I)
#: Who is asked, in brackets behind the last sentence, or after a word that says so.
_CLOSING = re.compile(
    r"(?:[.;:!?]['\"’”]?\s*[(\[]|[(\[](?=(?:lead|owner|owned|action|responsib)\w*\b))(?P<who>[^()\[\]]{2,160})[)\]]\W*$",
    re.I,
)
_BESIDE = re.compile(
    r"\W*(?:(?:the|lead|leads|agency|agencies|owner|owned|action|actions|responsible|responsibility|of|by|for|with|and|"
    r"supported|support|from|jointly|together|partners?|all|other)\W+)*(?:all|agencies|partners?|lead|jointly)?\W*",
    re.I,
)
#: A paragraph that says by its first words who should do something.
_ASKED = re.compile(
    r"(?P<the>(?:The |Both |All )*)(?P<who>[^.;:]{3,160}?),? should (?:also |now |both |each )?(?!(?:not )?have\b)\w"
)
#: Between agencies that are asked together.
_LISTED = re.compile(r"[\s,]*(?:and|or|&)?[\s,]*(?:the )?", re.I)
#: Before those to whom a recommendation speaks, in a line over it.
_TO = re.compile(
    r"^(?:[^:]{0,30}\d+[a-z]?[.:)]?\s+)?(?:(?:addressed )?to|for|addressees?|lead(?: agency)?|owner)\s*:\s*", re.I
)
#: The label of a recommendation before those to whom it speaks.
_LABEL = re.compile(
    r"\W*(?:[A-Z][\w-]+ ){0,2}recommendation (?:no\.? ?)?[A-Z]{0,4}\d{1,3}(?:\.\d{1,2})?[a-z]?\s*[:–—-]\s*", re.I
)
_BY = re.compile(r"\bbe \w+(?:ed|en|wn|de) by\b")
_ALL = re.compile(
    r"^(?:that |for )?(?:all|every|each|any)\b(?: \w+){0,3} "
    r"(?:agenc|partner|organi[sz]ation|service|professional|statutory)"
    r"|^(?:all )?(?:partner )?agencies\b",
    re.I,
)


class Addresses:
    """Finds the addressees of entries by the reading's index of agencies."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.index = reading.agency_index
        self.sectors = {a.name: a.sector for a in reading.agencies}
        self._headings: dict[int, list[str]] = {}
        self._paragraphs = {p.section.index: p for p in reading.document.paragraphs if p.kind == "heading"}

    def of(self, entry: Entry) -> list[str]:
        """The agencies that the entry asks, as named in the sheet; none where it asks all, or nobody by name."""
        if entry.named and (named := self._names(entry.named, entry.paragraphs[0])):
            return named
        if told := self._addressed(entry) or self._labelled(entry) or self._closing(entry):
            return told
        if whose := self._names(entry.agency, entry.named_in, nearly=True) if entry.agency else []:
            return whose
        if leading := self._leading(entry):
            return leading
        asked: list[str] = []
        subject = False  # the first that is asked is the subject of the first sentence, without words before it
        for p, sentence in self._sentences(entry):
            found, near = self._asked(sentence, entry, p)
            subject = subject or (near and not asked)
            asked += [a for a in found if a not in asked]
        around = self.around(entry)
        if around and _OWN.search(entry.section.title):
            return around
        if asked and around and not subject:
            return around
        if asked:
            return asked
        if _ALL.match(entry.text.strip()):
            return []
        return around or (self._names(entry.lead, entry.paragraphs[0]) if entry.lead else [])

    def how(self, entry: Entry, addressees: list[str]) -> str:
        """For a person who asks why: how those whom ``of`` gave are known."""
        if not addressees:
            return "nobody by name: it asks all, or does not say whom"
        names = "; ".join(addressees)
        if addressees == self._addressed(entry):
            return f"{names}: in the line that says to whom it speaks"
        if entry.named and addressees == self._names(entry.named, entry.paragraphs[0]):
            return f"{names}: in brackets after the label"
        if addressees == self._labelled(entry):
            return f"{names}: in its label"
        if addressees == self._closing(entry):
            return f"{names}: in brackets at its end"
        if addressees == self.around(entry):
            return f"{names}: the heading over it, or the letters of its number"
        if entry.lead and addressees == self._names(entry.lead, entry.paragraphs[0]):
            return f"{names}: the lead in its row"
        return f"{names}: named where it says who should act"

    def _addressed(self, entry: Entry) -> list[str]:
        """The agencies of the line that says to whom it speaks, at its head: "To: Fern Police", over what is asked."""
        return self._behind(_TO, entry)

    def _labelled(self, entry: Entry) -> list[str]:
        """The agencies that stand alone behind its number, over what is asked: "Recommendation 3 – Fern Police"."""
        return self._behind(_LABEL, entry)

    def _behind(self, words: re.Pattern[str], entry: Entry) -> list[str]:
        """The agencies that stand alone behind words that begin an entry, to the end of their line."""
        for p in entry.paragraphs[:2]:
            if m := words.match(p.text):
                after = (at for at, _ in p.starts if at > m.end())
                return self._alone(Sentence(p, m.end(), next(after, len(p.text))))
        return []

    def _closing(self, entry: Entry) -> list[str]:
        """The agencies that stand alone in brackets behind the last sentence: "… in every case. (Fern Council)"."""
        last = entry.paragraphs[-1]
        text = last.text[: entry.end] if entry.end is not None and len(entry.paragraphs) == 1 else last.text
        if not (m := _CLOSING.search(text)):
            return []
        return self._alone(Sentence(last, m.start("who"), m.end("who")))

    def _leading(self, entry: Entry) -> list[str]:
        """The agencies whose names alone are the first sentence: "Fern Police. The force should …"."""
        first = entry.paragraphs[0]
        at = first.text.find(entry.text.split("\n")[0][:40]) if entry.text else -1
        sentences = [s for s in first.sentences if s.end > max(at, 0)]
        if len(sentences) < 2 or len(sentences[0].text) > SUBJECT:
            return []
        return self._alone(Sentence(first, max(at, sentences[0].start), sentences[0].end))

    def _alone(self, words: Sentence) -> list[str]:
        """The agencies that these words name, if they say nothing else than that it is they who are asked."""
        mentions, rest = self.index.mentions(words), words.text
        for one in reversed(mentions):
            rest = rest[: one.start] + rest[one.end :]
        return list(dict.fromkeys(one.agency for one in mentions)) if _BESIDE.fullmatch(rest) else []

    def around(self, entry: Entry) -> list[str]:
        """The agencies under whose name an entry stands: in the line over it, in its heading, or in its number."""
        return self._over(entry) or self._headed(entry)

    def _headed(self, entry: Entry) -> list[str]:
        """The agencies of an entry's heading, or of the letters in its number."""
        section = entry.section
        for one in reversed(section.path):
            if named := self._of_heading(one):
                return named
            if one.kind not in ("recommendations", "action-plan"):
                break
        found = self.index.of_section(section) or self._of_letters(entry.number)
        return [found] if found else []

    def _of_letters(self, number: str | None) -> str | None:
        """The agency that the letters of a printed number stand for ("MPS 2", "AS1"), if they do for one only."""
        if not (m := cues().of_agency.match(number or "")):
            return None
        called = [(a.name, name) for a in self.reading.agencies for name in (a.name, *a.aliases)]
        exactly = {agency for agency, name in called if name == m["letters"]}
        wholly = {agency for agency, name in called if initials(name) == m["letters"]}
        among = {agency for agency, name in called if m["letters"] in initials(name)}
        held = exactly or wholly or among
        return held.pop() if len(held) == 1 else None

    def _over(self, entry: Entry) -> list[str]:
        """The agencies that the line over an entry names."""
        return self._names(entry.over.text, entry.over, nearly=True) if entry.over else []

    def is_body(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph names an agency of the review, or has the words of a body's name."""
        return bool(self._names(paragraph.text, paragraph, nearly=True)) or kind_of(paragraph.text) is not None

    def is_asked(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph begins with agencies, and nothing else, that should do something."""
        m = _ASKED.match(paragraph.text)
        named = self.index.mentions(Sentence(paragraph, 0, m.end("who"))) if m else []
        if not m or not named or named[0].start > m.end("the") or named[-1].end != m.end("who"):
            return False
        return all(_LISTED.fullmatch(paragraph.text[a.end : b.start]) for a, b in pairwise(named))

    def _of_heading(self, section: Section) -> list[str]:
        if section.index not in self._headings:
            heading = self._paragraphs.get(section.index)
            self._headings[section.index] = self._names(section.title, heading, nearly=True) if heading else []
        return self._headings[section.index]

    def _names(self, text: str, where: Paragraph | None, nearly: bool = False) -> list[str]:
        """The agencies that a stretch of the paragraph's words names, each once; ``nearly``: in other words, too."""
        if where is None:
            return []
        at = where.text.find(text)
        if at < 0:
            return []
        # "(now the …)" names what the body has become, not another one.
        end = at + (m.start() if (m := _RENAMED.search(text)) else len(text))
        named = [m.agency for m in self.index.mentions(Sentence(where, at, end))]
        return list(dict.fromkeys(named)) or self._counted(text) or (self._nearly(text) if nearly else [])

    def _nearly(self, heading: str) -> list[str]:
        """The agency that a heading names in other words than the sheet: most words of either are the other's."""
        own = _words(heading)
        if len(own) < 2:
            return []
        best, score = None, 0.0
        for agency in self.reading.agencies:
            for name in (agency.name, *agency.aliases):
                theirs = _words(name)
                shared = len(own & theirs)
                if shared >= 2 and shared * 4 >= 3 * max(len(own), len(theirs)) and shared / len(theirs | own) > score:
                    best, score = agency.name, shared / len(theirs | own)
        return [best] if best else []

    def _counted(self, text: str) -> list[str]:
        """The agencies of a list of numbers or letters: "Practices 1 & 2", "Schools A, B and C"."""
        m = _COUNTED.search(text)
        if not m:
            return []
        known = {n.lower(): a.name for a in self.reading.agencies for n in (a.name, *a.aliases)}
        words = m["what"].split()
        found = []
        for one in re.findall(r"\b(?:\d{1,2}|[A-Z])\b", m["which"]):
            for start in range(len(words)):
                name = f"{' '.join(words[start:])} {one}".lower()
                if name in known:
                    found.append(known[name])
                    break
        return list(dict.fromkeys(found))

    def _sentences(self, entry: Entry) -> list[tuple[Paragraph, Sentence]]:
        """The sentences of an entry that may name who is asked: the first of each of its paragraphs."""
        found = []
        for n, p in enumerate(entry.paragraphs):
            if n and p.kind == "item" and not re.match(r"(?:that )?(?:the )?[A-Z]", p.text):
                continue
            if entry.end is not None:
                found.append((p, Sentence(p, entry.start, entry.end)))
                break
            if p.kind == "heading":
                continue
            found += [(p, s) for s in (p.sentences[:3] if n == 0 else p.sentences[:1])]
        return found

    def _asked(self, sentence: Sentence, entry: Entry, p: Paragraph) -> tuple[list[str], bool]:
        """The agencies named before what is asked, and those with whom it is to be done; whether the first of them
        begins the sentence."""
        text = sentence.text
        first = 0
        if p is entry.paragraphs[0] and entry.end is None:
            at = p.text.find(entry.text.split("\n")[0]) if entry.text else -1
            first = max(0, at - sentence.start)
        if (m := _RECOMMENDS.search(text, first)) and m.end() - first < SUBJECT:
            first = m.end()
        # "GP practices should …": all that are of the kind, not the one that goes by its word.
        mentions = [m for m in self.index.mentions(sentence) if not _PLURAL.match(text, m.end)]
        until = cues().until.search(text, first)
        before = until.start() if until else first
        asked = [m.agency for m in mentions if first <= m.start < min(before, first + SUBJECT)]
        if not asked and until is None:
            # "That the Partnership hold …": no verb of the list, but the sentence begins with its subject.
            asked = [m.agency for m in mentions if 0 <= m.start - first <= 5 and _VERB.match(text, m.end)]
        if not asked and (by := _BY.search(text, first)):
            asked = [m.agency for m in mentions if by.end() <= m.start <= by.end() + 60][:1]
        if not asked and p is entry.paragraphs[0]:
            return [], False
        near = any(m.agency in asked[:1] and 0 <= m.start - first <= NEAR for m in mentions)
        for also in cues().also.finditer(text, before):
            asked += [
                m.agency for m in mentions if m.start >= also.end() and _DIRECTLY.fullmatch(text, also.end(), m.start)
            ]
        return list(dict.fromkeys(asked)), near

    def level(self, entry: Entry, addressees: list[str]) -> str:
        """'local', 'regional' or 'national', by who is asked and by the words."""
        c = cues()
        head = f"{entry.paragraphs[0].text[:120]} {entry.section.title}"
        sectors = [self.sectors.get(a, "other") for a in addressees]
        if addressees:
            if c.regional_body.search(addressees[0]):
                return "regional"
            if sectors[0] == "national-government" or c.national_body.search(addressees[0]):
                return "regional" if c.regional.search(entry.text) else "national"
            if sectors[0] in c.local_sectors:
                return "local"
            if c.regional.search(entry.text):
                return "regional"
            return "national" if c.national.search(head) else "local"
        subject = entry.text[: m.start()] if (m := c.until.search(entry.text[:SUBJECT])) else entry.text[:60]
        if c.national.search(head) or c.national_body.search(subject) or c.national_subject.search(subject):
            return "national"
        if c.regional.search(head) or c.regional_body.search(subject):
            return "regional"
        return "local"


def _words(name: str) -> set[str]:
    """The words of a name that tell it from others, in the singular."""
    words = {w.rstrip("s") for w in re.findall(r"[a-z]+", re.sub(r"[’']s\b", "", name.lower()))}
    return words - _COMMON


def theme_cues(text: str, found: Iterable[str]) -> tuple[Cue, ...]:
    """The words of a recommendation that speak for each of the themes found."""
    cued = []
    for name in found:
        told = dict(zip(("strong", "weak"), cues().themes.get(name, ()), strict=False))
        if name in cues().sure:
            told["sure"] = cues().sure[name]
        for how, pattern in told.items():
            words = {m[0].lower(): m[0] for m in pattern.finditer(text)}
            cued += [Cue(w, name, f"recommendations/cues.yaml: themes/{name}/{how}") for w in words.values()]
    return tuple(cued)


def themes(text: str, sectors: Iterable[str] = ()) -> list[str]:
    """What a recommendation asks about, most spoken of first, three at most.

    Args:
        text: its words.
        sectors: of its addressees; they speak where the words say little.
    """
    c = cues()
    asked = c.bodies.sub(" ", text)
    if (until := c.until.search(asked[:SUBJECT])) and until.start() < 90:
        subject = asked[: until.start()]
        # "Training should be reviewed" is about its subject, "The Safeguarding Lead should …" is not.
        if not any(strong.search(subject) for strong, _ in c.themes.values()) or _ROLE.search(subject):
            asked = asked[until.start() :]
    head = asked[:HEAD]
    scores: dict[str, float] = {}
    for name, (strong, weak) in c.themes.items():
        strongly = {m[0].lower() for m in strong.finditer(asked)}
        weakly = {m[0].lower() for m in weak.finditer(asked)}
        score = min(2.0, len(strongly)) + 0.4 * min(2, len(weakly))
        score += 1.5 * bool(strong.search(head)) + 0.4 * bool(weak.search(head))
        if score:
            scores[name] = score
    if "training" in scores and c.themes["training"][0].search(head) and not c.themes["policy"][0].search(head[:80]):
        scores.pop("policy", None)
    for sector in sectors:
        theme = c.sector_themes.get(sector)
        if theme and max(scores.values(), default=0) < THIN:
            scores[theme] = scores.get(theme, 0) + SECTOR
            break
    return _weighed(text, _by_cues(scores))


def _by_cues(scores: dict[str, float]) -> list[str]:
    """The themes for which the cues speak, most first."""
    if not scores:
        return ["other"]
    bound = max(LEAST, SHARE * max(scores.values()))
    ranked = sorted((name for name in scores if scores[name] >= bound), key=lambda name: -scores[name])
    return ranked[:THEMES] or [max(scores, key=lambda name: scores[name])]


def _weighed(text: str, cued: list[str]) -> list[str]:
    """The themes that the cues and a learned reader of the words agree on, or of which either is sure.

    On recommendations that nobody had read the cues alone reach an F1 of 0.66, the reader alone 0.65, both 0.71.
    """
    learned = reader(__package__, "themes.npz")
    shares = dict(zip(learned.labels, map(float, learned.read([text])[0]), strict=True))
    c = cues()
    if cued == ["other"] and max(shares.values()) > TOLD:
        cued = []  # that no cue knows the words is no sign against what the reader knows of them
    for name in cued:
        shares[name] = shares.get(name, 0) + CUED
    for name, pattern in c.unless.items():
        if pattern.search(text) and not any(told.search(pattern.sub(" ", text)) for told in c.themes[name]):
            shares.pop(name, None)
    for name, pattern in c.sure.items():
        if pattern.search(text):
            shares[name] = max(1.0, shares.get(name, 0))
    ranked = sorted((name for name, share in shares.items() if share > TOLD), key=lambda name: -shares[name])
    return ranked[:THEMES] or cued[:1] or ["other"]
