"""Finds what a review says of itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from loaders.document.contents import is_entry
from loaders.document.kinds import kind_of_heading
from loaders.document.model import Line, Sentence
from loaders.extract.dates import parse_dates
from loaders.extract.reading import Reading, evidence, machine
from loaders.extract.review.people import cues, makers, name_in, roles_in
from loaders.sheet import Evidence, Review

_FRONT = 60
#: A line that names one person of the panel, or what it wrote, is the title page's own; a heading of its list is not.
_PANEL_LIST = re.compile(r"(?!.*\b(?:chair|author|report|by|for)\b).*\bpanel(?: members?(?:hip)?)?[\s*:.]*$", re.I)
_HEADING_WORDS = 8
_REPORT = re.compile(
    r"\b(?:review|report|summary|in respect of|death of|deaths of|case of|murder of|homicide of|relating to|"
    r"concerning)\b",
    re.I,
)
_MONTHS = r"January|February|March|April|May|June|July|August|September|October|November|December"


def find(reading: Reading) -> Review:
    """The review's own fields; each with evidence and origin by its name."""
    front = _front(reading)
    told: dict[str, tuple[str, list[Evidence], float]] = {}
    kind, where, sure = _kind(front, reading)
    told["report_kind"] = (kind, where, sure)
    told |= makers(reading, front)
    if body := _commissioner(reading, front):
        told["commissioned_by"] = body
    if area := _area(told.get("commissioned_by"), reading, front):
        told["area"] = area
    if reference := _reference(front):
        told["reference"] = reference
    if dated := _date(reading, front):
        told["report_date"] = dated
    told |= _scope(reading)
    title, lines = _title(front, kind, reading)
    told["title"] = (title, lines, 0.8)
    fields = {key: value for key, (value, _, _) in told.items()}
    return Review(
        id=_id(fields, reading),
        evidence={key: places for key, (_, places, _) in told.items() if places},
        origin={key: machine(f"review.{key}", sure) for key, (_, _, sure) in told.items()},
        **fields,
    )


def _front(reading: Reading) -> list[Line]:
    """The lines of the title pages: to the contents list, or to the first long paragraph, at most sixty."""
    out: list[Line] = []
    for line in reading.document.lines[: _FRONT * 2]:
        if re.match(r"\s*(?:table of )?contents?\b(?: page)?\W*\d*\s*$|\s*index\s*$", line.text, re.I) and out:
            break
        if (
            re.match(
                r"\s*(?:1\.?0?\.?\s+)?(?:introduction|preface|foreword|the review process|background)\b[\s\d.:]*$",
                line.text,
                re.I,
            )
            and sum(bool(x.text.strip()) for x in out) > 2
        ):
            break
        if is_entry(line.text) or (len(line.text) > 400 and sum(bool(x.text.strip()) for x in out) > 3):
            break
        if _heads_list(line.text) and any(x.text.strip() for x in out):
            break
        if len(out) >= _FRONT:
            break
        out.append(line)
    return out


def _heads_list(text: str) -> bool:
    """Whether a list between the title page and the text begins: its persons and bodies did not make the review."""
    text = _plain(text)
    kind = kind_of_heading(text) if len(text.split()) <= _HEADING_WORDS else None
    return kind == "glossary" or (kind == "panel" and bool(_PANEL_LIST.match(text)))


def _line(line: Line) -> Evidence:
    return Evidence(lines=(line.number, line.number), page=line.page, quote=line.text.strip() or None)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[*_#]+|[¹²³⁴-⁹⁰]", "", text)).strip()


def _kind(front: list[Line], reading: Reading) -> tuple[str, list[Evidence], float]:
    """Overview report or executive summary, by which of the two the title pages name (the former if neither)."""
    summary, overview = (
        next((x for x in front if re.search(cues()[k], _plain(x.text), re.I) and len(x.text) < 120), None)
        for k in ("summary", "overview")
    )
    if summary and not (overview and overview.number < summary.number):
        return "executive-summary", [_line(summary)], 0.95
    if overview:
        return "overview-report", [_line(overview)], 0.95
    words = sum(len(x.text.split()) for x in reading.document.lines)
    opening = " ".join(p.text for p in reading.document.paragraphs[:25])
    if re.search(r"\bthis (?:executive )?summary\b", opening, re.I) and words < 16000:
        return "executive-summary", [], 0.85
    return "overview-report", [], 0.8


# --- who commissioned it ------------------------------------------------------------

_CAP = r"[A-Z][\w’'-]*"
_BODY = re.compile(
    rf"\b{_CAP}(?:(?: in the |,? (?:and|&|of|upon|on|the|for|with|in|-|–) |, | & | )(?:{_CAP})){{0,9}}? (?:Partnership|"
    rf"Partnerships|Board|Forum|Executive(?: Group| Board)?|Responsible Authorities Group)\b"
    rf"(?: (?:Executive|Board|Partnership)\b)?"
)
_SAFE = re.compile(
    r"\b(?:Saf|Crime|Communit|Stronger|Public Service|Local Service|Domestic|Responsible Authorities)", re.I
)
_NOT_BODY = re.compile(
    r"Safeguarding (?:Children|Child|Adult)|Children['’]?s? Safeguarding|Adults?['’]? Safeguarding|Clinical|"
    r"NHS|Health|Housing|Foundation|Police and Crime|Home Office|Review Panel|Youth|Strategic Partnership "
    r"Board of|Quality|Chief Executive|Head of|Manager|Director|Against Domestic",
    re.I,
)
#: What follows a body that did the work for another, which commissioned it.
_FOR_ANOTHER = re.compile(r"(?: \([^()]{2,40}\))?,? on behalf of\b")
#: A body of another name that acts as the partnership of its area.
_ACTS_AS = re.compile(
    rf"(?:The )?(?P<name>{_CAP}(?: (?:and |of |the |for )*{_CAP}){{1,7}})(?: \([A-Z]{{2,8}}\))?,? "
    r"(?:is|was|acts as|fulfils) (?:the )?(?:\w+ ){0,4}?(?:Community Safety Partnership|CSP)\b(?=[^.;]{0,60}\breview\b)"
)
_LEADING = re.compile(
    r"^(?:The|On|In|By|For|To|When|Since|After|As|This|That|Chair|Chairs|Members?|Independent|Report|And|"
    r"Domestic Homicide Review|Domestic Abuse Related Death Review|Commissioned|Produced|Presented|Submitted|"
    r"Following|Once|While|Local|Overview|Executive|Summary)\b(?: of| by| for| to)?(?: the)? ",
    re.I,
)


def _bodies(text: str) -> list[tuple[str, int, int]]:
    """Partnerships that a text names, with their offsets."""
    out = []
    plain = text
    if sum(c.isupper() for c in text) > 0.6 * sum(c.isalpha() for c in text):
        plain = (
            text.title()
            .replace("’S", "’s")
            .replace("'S", "'s")
            .replace(" And ", " and ")
            .replace(" Of ", " of ")
            .replace(" Upon ", " upon ")
            .replace(" For ", " for ")
        )
    for m in _BODY.finditer(plain):
        name = m[0]
        while (trimmed := _LEADING.sub("", name)) != name:
            name = trimmed
        if not _SAFE.search(name) or _NOT_BODY.search(name):
            continue
        start = m.end() - len(name)
        out.append((re.sub(r"['’]s\b", "", name), start, m.end()))
    return out


_GENERIC = re.compile(
    r"^(?:(?:Local|Community|Safety|Safer|Stronger|Crime|and|Disorder|Reduction|Partnership|Partnerships|Board|Communities|Executive|Forum|the|Group)\W*)+$"
)


def _commissioner(reading: Reading, front: list[Line]) -> tuple[str, list[Evidence], float] | None:
    votes: Counter[str] = Counter()
    places: dict[str, list[Evidence]] = defaultdict(list)
    before = [re.compile(p, re.I) for p in cues()["commissions"]]
    after = re.compile(cues()["commissions_after"], re.I)

    def say(name: str, weight: float, place: Evidence) -> None:
        votes[name] += weight  # type: ignore[assignment]
        places[name].append(place)

    filled = [line for line in front if line.text.strip()]
    for at, line in enumerate(filled):
        text = _plain(line.text)
        following = filled[at + 1] if at + 1 < len(filled) else None
        here = _bodies(text)
        if following and not here and following.number == line.number + 1 and len(text) < 60:
            # A name broken over two lines of the title page.
            text = f"{text} {_plain(following.text)}"
            here = [b for b in _bodies(text) if b[1] < len(_plain(line.text))]
        for name, start, end in here:
            if _FOR_ANOTHER.match(text[end:]):
                continue
            weight = 3.0 if start == 0 or any(p.search(text[:start]) for p in before) else 2.0
            say(name, weight, _line(line))
    for s in reading.sentences(without=("contents", "action-plan", "recommendations", "glossary")):
        if not re.search(r"Partnership|Board|Forum|Executive|Responsible Authorities|CSP", s.text):
            continue
        if (acts := _ACTS_AS.match(s.text)) and not _NOT_BODY.search(acts["name"]):
            say(acts["name"], 3.0, evidence(s))
            continue
        for name, start, end in _bodies(s.text):
            if _FOR_ANOTHER.match(s.text[end:]):
                continue
            weight = 0.3
            commissions = any(p.search(s.text[:start]) for p in before) or after.search(s.text[end:])
            if commissions and s.section.kind not in ("analysis", "chronology", "lessons"):
                weight = 3.0
            say(name, weight, evidence(s))
    if not votes:
        return _council(filled)
    named = {n: v for n, v in votes.items() if not _GENERIC.match(n)}
    pool = named or dict(votes)
    # One body under a shorter and a longer name: votes for the shorter count for the longer of the same words.
    best = max(
        pool,
        key=lambda n: (
            pool[n] + sum(0.5 * v for o, v in pool.items() if o != n and set(o.split()) < set(n.split())),
            -_first(places[n]),
        ),
    )
    if not named and (place := _of_place(best, reading)):
        return place
    return best, places[best][:3], 0.9 if pool[best] >= 4 else 0.75


def _of_place(generic: str, reading: Reading) -> tuple[str, list[Evidence], float] | None:
    """ "The Community Safety Partnership (CSP) in Upper Vale": the partnership by its place."""
    said = re.compile(
        rf"{re.escape(generic)}(?: \([A-Z]{{2,6}}\))? (?:in|for|of) (?:the )?"
        r"((?:[A-Z][\w’'-]+)(?:(?: and | & | upon |[ -])[A-Z][\w’'-]+){0,3})"
    )
    for s in reading.sentences(without=("contents", "action-plan", "recommendations", "glossary")):
        if m := said.search(s.text):
            return f"{m[1]} {generic}", [evidence(s)], 0.7
    return None


def _council(front: list[Line]) -> tuple[str, list[Evidence], float] | None:
    """The council whose name stands alone on a title page that names no partnership."""
    for line in front[:20]:
        text = _plain(line.text)
        if re.fullmatch(
            r"(?:The )?(?:[A-Z][\w’'-]+ (?:& |and )?){1,4}Council|London Borough of [A-Z][\w ]{2,40}", text
        ):
            return text, [_line(line)], 0.5
    return None


def _first(places: list[Evidence]) -> int:
    return min(p.lines[0] for p in places)


_FILLERS = re.compile(
    r"\b(?:The|Community|Communities|Safety|Safer|Safe|Stronger|Partnership|Partnerships|Board|Executive|Group|Forum|Crime|Disorder|Reduction|"
    r"Public|Services?|Local|Strategic|Domestic|Abuse|Violence|Neighbourhoods?|Borough|Council|City|County|District|Metropolitan|Unitary|Responsible|Authorities|Statutory)\b|&"
)


def _place_of(body: str) -> str | None:
    """What is left of a partnership's name without the words of its kind: its place."""
    plain = _FILLERS.sub(" ", re.sub(r"(?<=[a-z]) & (?=[A-Z])", " and ", body))
    rest = re.sub(r"^(?:(?:and|of|in|for|the)\b|\W)+|(?:\b(?:and|of|in|for|the)|\W)+$", "", plain)
    rest = re.sub(r"\s+", " ", rest).strip()
    return rest if rest[:1].isupper() else None


def _area(
    body: tuple[str, list[Evidence], float] | None, reading: Reading, front: list[Line]
) -> tuple[str, list[Evidence], float] | None:
    """The place that the partnership, or else a council on the front page, is named after."""
    if body and not body[0].startswith("Safe in ") and (there := _place_of(body[0])):
        return there, body[1][:1], 0.9
    if body:
        # "Safe Together Partnership (the Vale & Moor Community Safety Partnership)": the other name tells the place.
        for p in reading.document.paragraphs[:60]:
            for name, start, end in _bodies(p.text):
                near = p.text[max(0, start - 90) : end + 90]
                if name != body[0] and body[0] in near and (there := _place_of(name)):
                    return there, [evidence(p, start, end)], 0.7
    pattern = re.compile(
        r"(?:London Borough of|City of|Borough of|Royal Borough of) ((?:[A-Z][a-z]+(?: (?:and|upon) )?)+)|"
        r"((?:[A-Z][a-z-]+ (?:& |and )?){1,3})"
        r"(?:City |Borough |County |District |Metropolitan |Metropolitan Borough )*Council\b"
    )
    for text, place in [
        *((_plain(x.text), _line(x)) for x in front),
        *((p.text, evidence(p)) for p in reading.document.paragraphs[:60] if len(p.text) < 1500),
    ]:
        if m := pattern.search(text):
            place_name = re.sub(r"\b(?:City|Borough|County|District|Metropolitan|The)\b", "", m[1] or m[2]).strip()
            if place_name:
                return place_name, [place] if place.lines[1] - place.lines[0] < 15 else [], 0.7
    return None


def _reference(front: list[Line]) -> tuple[str, list[Evidence], float] | None:
    for line in front:
        text = _plain(line.text)
        if len(text) > 160 or (
            re.search(r"\bsection \d|\bAct\b", text) and not re.search(r"\bDHR|\bcase\b|\bref", text, re.I)
        ):
            continue
        for pattern in cues()["reference"]:
            if m := re.search(pattern, text, re.I):
                return re.sub(r"\s+", " ", m["ref"]).strip(), [_line(line)], 0.85
    return None


# --- when it was written ------------------------------------------------------------


def _date(reading: Reading, front: list[Line]) -> tuple[str, list[Evidence], float] | None:
    died = max((d.date for d in reading.deaths if d.date), default="")
    label = re.compile(cues()["date_labels"], re.I)
    best: tuple[float, str, Line] | None = None
    previous = ""
    for line in front:
        text = _plain(line.text)
        if not text:
            continue
        # The number of a version is not a day of the month.
        text = re.sub(
            r"\b((?:version|draft|v)\.? ?)(\d+(?:\.\d+)*)", lambda m: m[1] + "v" * len(m[2]), text, flags=re.I
        )
        for w in parse_dates(text):
            if len(w.iso) == 4 and not re.search(r"version|date|report|published|complet", text, re.I):
                continue
            if died and w.iso <= died[: len(w.iso)]:
                continue
            before, after = text[: w.start], text[w.end :]
            if re.search(
                r"\b(?:died|death|deaths|killed|murdered|homicide)\b[^:]{0,40}$",
                re.sub(r"(?i)(?:homicide|death) review", " ", before),
                re.I,
            ):
                continue
            weight = 0.0
            if len(text) < 200 and re.search(rf"(?:{label.pattern})\W*(?:in |on )?$", before, re.I):
                weight = (
                    4.0
                    + 2.0 * bool(re.search(r"final|complet|date of (?:this )?report|report date", before, re.I))
                    - 1.0 * bool(re.search(r"publi|amend|draft|approved|issued|updated|submitted", before, re.I))
                )
            elif not re.sub(r"\W", "", before + after):
                weight = 3.0
                if (
                    re.search(r"\b(?:deaths?|murders?|homicide|killing|died)\b(?! review)[^:]{0,60}$", previous, re.I)
                    and not died
                ):
                    weight = 0.5
            elif (
                re.search(r"\b(?:report|review|summary|version|author|chair|partnership|board)\b", text, re.I)
                and len(text) < 140
                and not (len(text) > 60 and text.endswith("."))
            ):
                weight = 2.0
            if weight and (best is None or weight > best[0]):
                best = (weight, w.iso, line)
        previous = text
    if best:
        return best[1], [_line(best[2])], 0.9 if best[0] >= 3 else 0.7
    said = re.compile(
        r"\b(?:this|the|the overview|the final|final|overview) (?:overview )?report (?:was|is|has been) "
        r"(?:\w+ )?(?:completed|finalised|dated|concluded)\b|"
        r"\breview (?:[^.;]{0,60}? (?:and|which) )?(?:was |process was )?"
        r"(?:formally )?(?:completed|concluded) (?:in|on)\b",
        re.I,
    )
    for s in reading.sentences(("process", "panel", "terms-of-reference", "background", "other")):
        if m := said.search(s.text):
            for w in parse_dates(s.text):
                if 0 <= w.start - m.end() < 25 and len(w.iso) >= 7 and (not died or w.iso > died[: len(w.iso)]):
                    return w.iso, [evidence(s)], 0.6
    return None


# --- the stretch of time ------------------------------------------------------------

_TO = (
    r"(?:to|until|till|and|up to|up until|through to|to and including|up to and including|ending(?: on| at| "
    r"with)?|through|[-–—])"
)
_NUMBER = {
    w: n
    for n, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {
    "eighteen": 18,
    "twenty four": 24,
    "twenty-four": 24,
}


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
        if not cue.search(s.text) or (
            s.section.kind in ("chronology", "analysis")
            and not re.search(r"\breview|scope|timeframe|period under", s.text, re.I)
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


def _scope_weight(s: Sentence) -> float:
    text = s.text
    weight = 0.0
    if re.search(
        r"\b(?:period|timeframe|time frame|time ?scales?|scope|date range|time parameters?|timeline|time "
        r"limit|dates)\b",
        text,
        re.I,
    ):
        weight += 2
    if re.search(r"\b(?:review|panel|dhr|terms of reference|imrs?|agencies (?:were|should|to))\b", text, re.I):
        weight += 1
    if re.search(
        r"\breview(?:ed)?\b[^.;]{0,60}\b(?:cover\w*|consider\w*|focus\w*|look\w*|examin\w*|concentrat\w*|period)",
        text,
        re.I,
    ):
        weight += 1
    if re.search(
        r"\bterms of reference\b|\b(?:contact|involvement|events|agencies)\b[^.;]{0,80}\b(?:between|from|"
        r"period|since)\b",
        text,
        re.I,
    ):
        weight += 1
    if s.section.kind == "terms-of-reference":
        weight += 1.5
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
        rf"\b(?P<n>\d{{1,2}}|{'|'.join(_NUMBER)}) (?P<unit>years?|months?) (?:prior to|before|preceding|"
        rf"leading (?:up )?to|up to) (?:the |her |his |\S+[’']s? )?(?:\w+ )?(?:death|homicide|murder|incident)",
        text,
        re.I,
    )
    if not m or not re.search(r"period|timeframe|time frame|scope|timescale|review", text, re.I):
        return []
    n = int(m["n"]) if m["n"].isdigit() else _NUMBER[m["n"].lower()]
    year, month = int(died[:4]), int(died[5:7]) if len(died) >= 7 else None
    if m["unit"].lower().startswith("y"):
        start = f"{year - n}" + (f"-{month:02d}" if month else "")
    elif month:
        total = year * 12 + month - 1 - n
        start = f"{total // 12}-{total % 12 + 1:02d}"
    else:
        return []
    return [(start, died, 0.0)]


# --- title and id ------------------------------------------------------------


def _unmarked(line: Line) -> str:
    """A line of the title page without what it says of its own handling."""
    return re.sub(r"\W*\bnot to be (?:photocopied|circulated|copied|shared)\b.*", "", _plain(line.text), flags=re.I)


def _title(front: list[Line], kind: str, reading: Reading) -> tuple[str, list[Evidence]]:
    """The lines of the front page that say what the report is and of whose death."""
    picked: list[Line] = []
    previous = ""
    for line in front:
        text = _unmarked(line)
        if not text or len(text) > 160 or re.search(r"fictional sample", text, re.I):
            continue
        if (len(text) > 60 and text.endswith(".")) or re.search(
            r"^(?:official|restricted|confidential|protect\w*|file classification)\b", text, re.I
        ):
            continue
        if picked and re.match(
            r"(?:the )?(?:introduction|preface|foreword|background|summary|review process)\W*$", text, re.I
        ):
            break
        if picked and (name_in(text) == text or not re.sub(rf"\b(?:{_MONTHS})\b|\d+(?:st|nd|rd|th)?|\W", "", text)):
            continue
        open_end = re.search(r"\b(?:of|into|regarding|concerning)$", previous, re.I)
        previous = text
        maker = roles_in(text) and (name_in(text) or re.search(r"\bby\b|:", text))
        if maker or re.match(
            r"(?:report )?(?:produced|prepared|written|commissioned|completed|author|chair|final version|"
            r"version|date)\b",
            text,
            re.I,
        ):
            if picked:
                break
            continue
        if (
            _REPORT.search(text)
            or re.match(r"domestic homicide$", text, re.I)
            or (picked and open_end)
            or (
                picked
                and line.number - picked[-1].number <= 2
                and re.search(rf"\b(?:{_MONTHS}|(?:19|20)\d\d)\b|^[A-Z][\w ,&-]{{1,60}}$", text)
            )
        ):
            picked.append(line)
        if len(picked) >= 5:
            break
    if not picked:
        name = "Executive Summary" if kind == "executive-summary" else "Overview Report"
        return f"Domestic Homicide Review: {name}", []
    parts: list[str] = []
    for text in map(_unmarked, picked):
        text = (
            text.title()
            .replace(" The ", " the ")
            .replace(" And ", " and ")
            .replace(" Into ", " into ")
            .replace(" In ", " in ")
            .replace(" Of ", " of ")
            .removesuffix(" Of")
            + (" of" if text.endswith(" OF") else "")
            if text.isupper() and len(text) > 8
            else text
        )
        if text not in parts:
            parts.append(text)
    title = parts[0]
    for part in parts[1:]:
        title += (
            " "
            if (title.lower().endswith("domestic homicide") and part.lower().startswith("review"))
            or re.search(r" (?:of|into|regarding|concerning)$", title, re.I)
            or part[:1].islower()
            or re.match(r"(?:In|On|Under|Section|and)\b", part)
            else ": "
            if ":" not in title
            else ", "
        ) + part
    return title, [Evidence(lines=(picked[0].number, min(picked[-1].number, picked[0].number + 14)))]


def _slug(text: str) -> str:
    return re.sub(r"-+", "-", re.sub(r"[^a-z0-9]+", "-", text.lower().replace("’", "").replace("'", ""))).strip("-")


def _id(fields: dict[str, str], reading: Reading) -> str:
    """``area-subject-year[-summary]``, as the contract has it."""
    victims = [re.sub(r"^the ", "", p.label, flags=re.I) for p in reading.persons if p.role == "victim"]
    subject = fields.get("reference") or "-".join(victims) or "review"
    year = next((d.date[:4] for d in reading.deaths if d.date), None) or (fields.get("report_date") or "")[:4]
    parts = [fields.get("area") or "", subject, year, "summary" if fields["report_kind"] == "executive-summary" else ""]
    return _slug("-".join(p for p in parts if p)) or "review"
