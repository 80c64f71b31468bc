"""Finds what a review says of itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from loaders.document.model import Line, Sentence
from loaders.extract.counts import WORDS, number
from loaders.extract.dates import parse_dates
from loaders.extract.reading import Reading, evidence, machine
from loaders.extract.review.commissioner import area_of, commissioner
from loaders.extract.review.front import front_lines, line_evidence, plain
from loaders.extract.review.people import cues, makers
from loaders.extract.review.title import title_of
from loaders.extract.review.written import report_date
from loaders.sheet import Evidence, Review


def find(reading: Reading) -> Review:
    """The review's own fields; each with evidence and origin by its name."""
    front = front_lines(reading)
    told: dict[str, tuple[str, list[Evidence], float]] = {}
    kind, where, sure = _kind(front, reading)
    told["report_kind"] = (kind, where, sure)
    told |= makers(reading, front)
    if body := commissioner(reading, front):
        told["commissioned_by"] = body
    if area := area_of(told.get("commissioned_by"), reading, front):
        told["area"] = area
    if reference := _reference(front):
        told["reference"] = reference
    if dated := report_date(reading, front):
        told["report_date"] = dated
    told |= _scope(reading)
    title, lines = title_of(front, kind)
    told["title"] = (title, lines, 0.8)
    fields = {key: value for key, (value, _, _) in told.items()}
    return Review(
        id=_id(fields, reading),
        evidence={key: places for key, (_, places, _) in told.items() if places},
        origin={key: machine(f"review.{key}", sure) for key, (_, _, sure) in told.items()},
        **fields,
    )


#: A line of a title page is at most so long.
TITLE = 160


def _kind(front: list[Line], reading: Reading) -> tuple[str, list[Evidence], float]:
    """Overview report or executive summary, by what the title pages name (the former if neither or both)."""
    summary, overview = (
        next((x for x in front if re.search(cues()[k], plain(x.text), re.I) and len(x.text) < TITLE), None)
        for k in ("summary", "overview")
    )
    both = summary is not None and re.search(cues()["both"], plain(summary.text), re.I)
    if summary and not both and not (overview and overview.number < summary.number):
        return "executive-summary", [line_evidence(summary)], 0.95
    if overview:
        return "overview-report", [line_evidence(overview)], 0.95
    words = sum(len(x.text.split()) for x in reading.document.lines)
    opening = " ".join(p.text for p in reading.document.paragraphs[:25])
    if re.search(r"\bthis (?:executive )?summary\b", opening, re.I) and words < 16000:
        return "executive-summary", [], 0.85
    return "overview-report", [], 0.8


def _reference(front: list[Line]) -> tuple[str, list[Evidence], float] | None:
    for line in front:
        text = plain(line.text)
        if len(text) > 160 or (
            re.search(r"\bsection \d|\bAct\b", text) and not re.search(r"\bDHR|\bcase\b|\bref", text, re.I)
        ):
            continue
        for pattern in cues()["reference"]:
            if m := re.search(pattern, text, re.I):
                return re.sub(r"\s+", " ", m["ref"]).strip(), [line_evidence(line)], 0.85
    return None


# --- the stretch of time ------------------------------------------------------------

_TO = (
    r"(?:to|until|till|and|up to|up until|through to|to and including|up to and including|ending(?: on| at| "
    r"with)?|through|[-–—])"
)


#: Headings of the stretch of time, and how short a line under one is that need not say what it tells.
_OF_PERIOD = re.compile(r"\b(?:time ?frame|time ?scale|time ?period|period|scope|timeline)\b", re.I)
SHORT = 60


def _scope(reading: Reading) -> dict[str, tuple[str, list[Evidence], float]]:
    cue = re.compile(cues()["scope"][0], re.I)
    open_end = re.compile(
        rf"\W*(?:[^,;.]{{3,100}},)?\W*(?:up )?{_TO}\W+(?:and including )?"
        rf"(?:(?!\b(?:and|when|from)\b)[\w’'-]+ ){{0,4}}?{cues()['open_end']}",
        re.I,
    )
    begins = re.compile(cues()["beginning"], re.I)
    died = next((d.date for d in reading.deaths if d.date), None)
    votes: Counter[tuple[str | None, str | None]] = Counter()
    places: dict[tuple[str | None, str | None], list[Sentence]] = defaultdict(list)
    for s in reading.sentences(without=("contents", "action-plan", "recommendations", "glossary", "equality")):
        if not (cue.search(s.text) or _is_bare(s)) or (
            s.section.kind in ("chronology", "analysis")
            and not re.search(r"\breview|\bscop(?:e|ing)\b|timeframe|period under", s.text, re.I)
        ):
            continue
        weight = _scope_weight(s)
        if weight < 1.5:
            continue
        whens = parse_dates(s.text)
        found: list[tuple[str | None, str | None, float]] = []
        for i, w in enumerate(whens):
            rest = s.text[w.end :]
            following = whens[i + 1] if i + 1 < len(whens) else None
            between = s.text[w.end : following.start] if following else ""
            if (
                following
                and re.fullmatch(
                    rf"\W*(?:\([^)]*\)|[^,;.]{{3,100}},)?\W*(?:up )?{_TO}\W*(?:(?!\bfrom\b)[\w’'-]+\W+){{0,8}}?",
                    between,
                    re.I,
                )
                and len(between) < 140
            ):
                near = (
                    bool(died) and (following.iso.startswith(died[:7]) or died.startswith(following.iso[:7]))
                    if died
                    else False
                )
                found.append((w.iso, following.iso, 3.0 if near else 1.0))
            elif m := open_end.match(rest):
                if (
                    following
                    and following.start - w.end - m.end() < 12
                    and re.fullmatch(r"\W*(?:on|in)?\W*", rest[m.end() : following.start - w.end])
                ):
                    found.append((w.iso, following.iso, 3.0))
                else:
                    found.append((w.iso, died, 2.0))
            elif begins.search(s.text[: w.start]) and re.search(
                r"\bonwards?|\bto date|\bto the present", rest[:30], re.I
            ):
                found.append((w.iso, None, 0.5))
        if not found and not whens and died:
            found += _before_death(s.text, died)
        for start, end, extra in found:
            if start and end and start > end:
                continue
            votes[start, end] += weight + extra  # type: ignore[assignment]
            places[start, end].append(s)
    if not votes:
        return {}
    (start, end), n = max(votes.items(), key=lambda kv: (kv[1], -places[kv[0]][0].paragraph.index))
    where = [evidence(s) for s in places[start, end][:2]]
    sure = 0.9 if n >= 5 else 0.75
    return {key: (value, where, sure) for key, value in (("scope_from", start), ("scope_to", end)) if value}


def _is_bare(s: Sentence) -> bool:
    """Whether a sentence is all that stands under a heading of the time: "The period / January 2013 to April 2016."."""
    return len(s.text) < SHORT and _OF_PERIOD.search(s.section.title) is not None


def _scope_weight(s: Sentence) -> float:
    text = s.text
    weight = 0.0
    if re.search(
        r"\b(?:period|timeframe|time frame|time ?scales?|scope|date range|time parameters?|timeline|time ?span|time "
        r"limit|time under review|the time (?=from|between)|time (?:examined|looked at)|dates)\b",
        text,
        re.I,
    ):
        weight += 2
    if re.search(r"\b(?:review|panel|dhr|terms of reference|imrs?|agencies (?:were|should|to))\b", text, re.I):
        weight += 1
    if re.search(
        r"\breview(?:ed)?\b[^.;]{0,90}\b(?:cover\w*|consider\w*|focus\w*|look\w*|examin\w*|concentrat\w*|period|"
        r"took in|takes in)"
        r"|^\W*it (?:took in|takes in|covers|covered|looked at|looks at|considers|considered|examines|examined)\b",
        text,
        re.I,
    ):
        weight += 1
    if re.search(
        r"\bterms of reference\b|\b(?:contacts?|involvement|events|agencies|dealt with|"
        r"dealings)\b[^.;]{0,80}\b(?:between|from|"
        r"period|since)\b",
        text,
        re.I,
    ):
        weight += 1
    if s.section.kind == "terms-of-reference":
        weight += 1.5
    if _is_bare(s):
        weight += 2
    if re.search(
        r"\bwas (?:born|arrested|employed)|\blived\b|\brelationship\b.{0,30}\bbetween\b|\bprior to\b.{0,20}\bsummar",
        text,
        re.I,
    ):
        weight -= 1
    if re.search(r"\bcriminal|\binquest|\btrial\b|\bpanel met|\bmeetings?\b", text, re.I):
        weight -= 1.5
    return weight


def _before_death(text: str, died: str) -> list[tuple[str | None, str | None, float]]:
    """ "The two years before her death": the month so long before it."""
    m = re.search(
        rf"\b(?P<n>\d{{1,2}}|{WORDS}) (?P<unit>years?|months?) (?:prior to|before|preceding|"
        rf"leading (?:up )?to|up to) (?:the |her |his |\S+[’']s? )?(?:\w+ )?(?:death|homicide|murder|incident)",
        text,
        re.I,
    )
    if not m or not re.search(r"period|timeframe|time frame|scope|timescale|review", text, re.I):
        return []
    n = int(m["n"]) if m["n"].isdigit() else number(m["n"])
    year, month = int(died[:4]), int(died[5:7]) if len(died) >= 7 else None
    if m["unit"].lower().startswith("y"):
        start = f"{year - n}" + (f"-{month:02d}" if month else "")
    elif month:
        total = year * 12 + month - 1 - n
        start = f"{total // 12}-{total % 12 + 1:02d}"
    else:
        return []
    return [(start, died, 0.0)]


# --- id ------------------------------------------------------------


def _slug(text: str) -> str:
    return re.sub(r"-+", "-", re.sub(r"[^a-z0-9]+", "-", text.lower().replace("’", "").replace("'", ""))).strip("-")


def _id(fields: dict[str, str], reading: Reading) -> str:
    """``area-subject-year[-summary]``, as the contract has it."""
    victims = [re.sub(r"^the ", "", p.label, flags=re.I) for p in reading.persons if p.role == "victim"]
    subject = fields.get("reference") or "-".join(victims) or "review"
    year = next((d.date[:4] for d in reading.deaths if d.date), None) or (fields.get("report_date") or "")[:4]
    parts = [fields.get("area") or "", subject, year, "summary" if fields["report_kind"] == "executive-summary" else ""]
    return _slug("-".join(p for p in parts if p)) or "review"
