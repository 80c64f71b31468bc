"""Which agency failed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.document.model import Section, Sentence
from loaders.extract.missed_opportunities.cues import cues
from loaders.extract.missed_opportunities.scopes import Scope
from loaders.extract.missed_opportunities.whom import AGENT, HEADS, Party, View, blamed
from loaders.extract.reading import Reading

#: Words before a name that make it the recipient or the topic of what is told, not the one that acts.
_OBLIQUE = re.compile(
    r"\b(?:to|with|from|of|about|at|for|into|between|against|on|in|through|via|contact(?:ed|ing)?|inform(?:ed|ing)?"
    r"|told|notif\w+|refer\w*|ask(?:ed|ing)?|call(?:ed|ing)?|telephoned|tell(?:ing)?|attend(?:ed|ing)?|saw|see|alert\w*"
    r"|advised|leaving|left|including|like|than|by)\s+(?:the |a |an |her |his |their |local |both |other )*$",
    re.I,
)
_DOER = re.compile(r"\b(?:by|on the part of|within|made at)\s+(?:the |a |an |both |either |any )*$", re.I)
_GIVEN = re.compile(r"(?:^|\b(?:from|for|that|if|whether|by|within))\s*(?:the |a |an |either |any |both )*$", re.I)
_PRONOUN = re.compile(r"\b(?:she|he)\s*(?:\w+ly |then |still |also |herself |himself |had |has )*$", re.I)
_PEOPLE = re.compile(r"\b(?:she|he|her (?:mother|sister|family)|the (?:couple|family|victim|perpetrator))\b", re.I)
_WHO = re.compile(r",?\s*(?:who|which)\b[^;:]*$", re.I)
_WHO_ITSELF = re.compile(r",?\s*(?:who|which)(?: \w+ly| then| also| in turn| still| had| itself)*\s*", re.I)
_THAT_PERSON = re.compile(r"^\s*(?:she|he)\b(?: was| were| had been)?", re.I)
#: What follows a forum's name where not the forum but a thing of its is meant.
_THING = re.compile(r"\s*(?:re-?)?(?:referral|threshold|process|criteria|meeting|action|minutes|research|agenc)", re.I)
#: Words for people that tell which of several agencies of a sector is theirs.
_STEM = re.compile(r"midwi|school|crisis|district|ambulance|refuge", re.I)
#: Words for people whose work is to look after the work of others.
_RANK = re.compile(r"\b(?:sergeant|inspector|supervisor|(?<!offender )manager)s?\b", re.I)
#: What follows a name that only tells whose thing is meant ("police records").
_OWNED = re.compile(r"\s+(?:records?|systems?|custody|station|intelligence|reports?|officer in)\b", re.I)
#: An agency that was not told has not failed; the one that did not tell has.
_TOLD = re.compile(
    r"^\W*(?:\w+ly |been |then )*(?:informed|told|notified|made aware|aware|invited|consulted|advised|sent|given"
    r"|alerted|contacted|involved|provided|updated|asked)\b",
    re.I,
)
#: After an agency's name: it is the one that was to be told ("nothing to suggest that the GP was made aware").
_TOLD_LATER = re.compile(
    r"[^.;]{0,20}\b(?:was|were|had been|being|been) (?:\w+ly |ever )?(?:made aware|informed|told|notified|alerted"
    r"|updated|consulted|contacted|invited|advised|asked|involved)\b",
    re.I,
)
_THEY = re.compile(r"\b(?:they|it)\b(?: \w+){0,3}\s*$", re.I)
_NEXT = re.compile(r"^\s*(?:\w+ly |then |still |also |either |herself |himself |themselves )*$", re.I)
_LINK = re.compile(r"\b(?:but|and|or|although|though|then|however|nor|who|yet|also|did|was|has|had)\b|\W", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|been|being)\b", re.I)
_IN_GENERAL = re.compile(
    r"\b(?:that|by|of|for|from)\s+(?:(?:all|the|any|some|several|both|many|most|these|those) ){0,2}"
    r"(?:agencies|professionals|services|practitioners)\b",
    re.I,
)
#: What an agency does to a person: that it was not done to her is the agency's failing.
_DONE_TO = re.compile(
    r"^\W*(?:\w+ly |been |being |then )*(?:ask|offer|seen|refer|inform|told|spoken|given|assess|arrest|interview"
    r"|contact|provid|signpost|challeng|discuss|flag|consider|believ|taken|view|treat|support|follow|charg|invit"
    r"|engag|held|question|advis|visit|identif|recogni|examin|admit|safeguard|protect|monitor|review|recall|risk"
    r"|made aware|subject|allocat|directed|notif|made|listened|heard|linked|managed|scrutin|prosecut|updated"
    r"|consulted|involved|sufficiently|plac|put |helped|shown|enabled)",
    re.I,
)
#: People around those of the case, where they are the subject.
_KIN = re.compile(
    r"(?:^|[,;] |\b(?:and|but|that|because|as|so|when|although|though) )"
    r"(?:\w+[’']s?|her|his|their|the|some|close|other) (?:\w+ )?"
    r"(?:friends?|famil(?:y|ies)|relatives?|neighbours?|colleagues?|sisters?|brothers?|mother|father|parents"
    r"|daughters?|sons?)(?: members?)?\s*(?:\w+ly |also |themselves |had |still )*$",
    re.I,
)
#: When somebody said something; what was then done is another matter ("when she told of it, no help was offered").
_WHEN_SAID = re.compile(
    r"\b(?:when|after|once) (?:the )?[\w’']+ (?:\w+ )?(?:disclosed|told|reported)\b(?! (?:[\w’']+ )*that\b)", re.I
)
#: One subject for two verbs ("he missed both appointments and did not return the calls").
_AND = re.compile(r"\b(?:and|or)\s*(?:\w+ly |then |also |still )*$", re.I)
#: What people are asked to do by those who work with them.
_THEIR_PART = re.compile(
    r"\W*(?:attend|comply|engage|keep|appear|surrender|report|pay|turn up|respond|take (?:his|her)|return|reside)\b",
    re.I,
)
#: Between people and the body that they work for.
_STAFF_OF = re.compile(r"\s(?:at|from|in|within|of|for)\s(?:the |a )?", re.I)
#: No one of an agency: "nobody in the practice", "none of the staff at the school".
_NOBODY_IN = re.compile(
    r"\b(?:nobody|no[- ]one|none of (?:the |its )?\w+|no \w+) (?:in|at|from|within) (?:the |a )?$", re.I
)
#: Words for nobody, of a body as well as of all.
_NO_ONE = re.compile(r"nobody|no[- ]one", re.I)
#: Between people of a body and its name: what they did or did not do, it did ("staff of", "the team at").
_STAFF = re.compile(
    r"\b(?:staff|workers?|employees|practitioners?|professionals|clinicians|managers?|officers|teams?|personnel)"
    r"\s(?:of|at|from|in|within|for)\s(?:the |a )?$",
    re.I,
)
#: The body whose the chance, the failure or the duty was, between these two ("an opportunity for the GP to ask").
_FOR = re.compile(
    r"\b(?:for|of|expect(?:ed)?)\s+(?:(?:staff|\w+s) (?:at|of|from|within) )?(?:the |a |an |both |either )*$", re.I
)
_TO = re.compile(r"(?: \w+ly| also| at least| themselves| itself)*,? to \w", re.I)
#: Wordings that tell what somebody had a chance, or would have done well, to do.
_CHANCES = frozenset({"missed-opportunity", "opportunity-missed", "chance", "failure", "would-have-been"})
#: What is sent to another, who is then to act on it.
_SENT = re.compile(
    r"\b(?:referral|notification|alert|letter|e-?mail|report|request|call|contact|concern|information|message|form"
    r"|referred|sent|told|informed|contacted|asked|notified|alerted|passed|reported|forwarded|emailed|faxed|wrote)\b",
    re.I,
)
#: Between the one to whom it was sent and the words that it came to nothing.
_TO_WHOM = re.compile(
    r"\b(?:to|with|notified|informed|alerted|told|contacted)\s+(?:the |a |an |her |his |their |local )*$", re.I
)
_AND_THEN = re.compile(
    r"\s*(?:(?:in|on|dated) [\w ]{3,20})?(?:,? ?\b(?:but|and|where|however|although|yet)\b,?)?"
    r"(?: (?:it|this|that|there))?\s*",
    re.I,
)
#: What the one to whom something is sent leaves undone with it.
_NOT_ACTED_ON = re.compile(
    r"(?:(?:was|were|had|been|has|have|not|never) )+(?:\w+ly |ever )*(?:acted (?:up)?on|actioned|answered"
    r"|responded to|replied to|progressed|processed|picked up|allocated|triaged|screened|acknowledged|read|opened"
    r"|dealt with)\b",
    re.I,
)
_NO_ANSWER = re.compile(
    r"\s*(?:\w+ )?(?:action|response|reply|answer|feedback|acknowledgement|assessment|enquir\w+|strategy \w+"
    r"|appointment)s?\b(?! (?:from|by|to|in|of)\b)",
    re.I,
)
#: A passive clause names who acts, by a team or its staff ("by the duty team at the trust").
_BY_TEAM = re.compile(
    r"\b(?:by|on the part of)\s+(?:(?!time\b|end\b|date\b|tele|e-?mail|letter|to\b|with\b|who|which|that\b|\w+ing\b)"
    r"[\w’'-]+\s+){0,7}$",
    re.I,
)
#: The doings of a body, where they are the subject ("the response of the trust", "the trust's assessment").
_DOING_OF = re.compile(
    r"(?:^|[,;.] |\b(?:and|but|that) )(?:the |its |their )?(?:[\w-]+ ){0,2}"
    r"(?:response|assessment|recording|records?|record[- ]keeping|decision|decision-making|practice"
    r"|handling|investigation|approach|supervision|communication|actions?|planning"
    r"|involvement)s? (?:of|by|from|at|within) (?:the )?$",
    re.I,
)
_IS = re.compile(r"(?:\s*(?:was|were|is|are|had|\w+ly))*\s*", re.I)
_ITS_DOING = re.compile(
    r"[’']s? (?!(?:\w+ )?(?:author|IMR|review|report|panel)\b)(?:[\w-]+ ){1,4}(?:(?:was|were|is|are|had) )?(?:\w+ly )?",
    re.I,
)
#: After no evidence: what the subject did ("no evidence that the practice asked").
_DID = re.compile(
    r"\s+(?:\w+ly |had |did |ever )*(?:\w{3,}ed|made|took|gave|sought|asked|knew|held|saw|spoke|did)\b", re.I
)
#: Between a subject and the second verb that is told of it.
_TWO_VERBS = re.compile(
    r"\s+(?:was |were |had been |had )?(?:\w+ly )?(?:\w{3,}ed|told|sent|given|made aware)\b"
    r"[^,;.]{0,60},?\s(?:and|but)(?: then| \w+ly)*\s*",
    re.I,
)
_LEFT = re.compile(r"(?:took|made|gave|did|failed|never|had|were|was)\b", re.I)
#: Agencies in general, of whom some are then named.
_PARTICULARLY = re.compile(
    r"\b(?:agencies|professionals|services|practitioners|organisations),? \(?"
    r"(?:particularly|especially|notably|in particular|including|namely|such as|principally|chiefly|mainly)\b"
    r"[ ,:]*(?:by |of |for )?",
    re.I,
)
#: What a body cannot act on that it never got.
_RECEIVE = re.compile(
    r"^\W*(?:\w+ly )?(?:receiv|get|got|sent|given)\w*\b[^.;,]{0,30}\b(?:notifi|referral|report|cop(?:y|ies)"
    r"|letter|minutes|invit|merlin|information|e-?mail|message|alert|document)",
    re.I,
)
_NEITHER = re.compile(r"\b(?:neither|nor)\b(?: \w+){0,2}\s*$", re.I)
_JOINED = re.compile(r"^\s*(?:,|(?:and|or) by\b|and|or|nor|&|/|the|both|a|an|'s|’s|\((?:[^)]*)\)|local|\s)*$", re.I)


class Blame:
    """Gives each failing to an agency; walks through the document in reading order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.sectors = {a.name: a.sector for a in reading.agencies}
        self._judges = {a.name for a in reading.agencies if cues().judges.search(a.name)}
        self._held: dict[str, list[str]] = {}
        self._called = {a.name: " ".join([a.name, *a.aliases]).lower() for a in reading.agencies}
        for agency in reading.agencies:
            self._held.setdefault(agency.sector, []).append(agency.name)
        self._in_contact: dict[str, set[str]] = {}  # by day and by month, who had contact then
        for contact in reading.contacts:
            for length in (10, 7):
                if len(contact.date) >= length:
                    self._in_contact.setdefault(contact.date[:length], set()).add(contact.agency)
        self._section: Section | None = None
        self._paragraph = -1
        self._acting: list[str] = []  # agencies that acted so far in this paragraph
        self._named: list[str] = []  # those that were named in this section, the last one last
        self._before: str | None = None  # the one that acted last before this paragraph

    def move_to(self, sentence: Sentence) -> list[Party]:
        """Tells that this sentence is read next; gives the agencies that it names or means."""
        if sentence.section is not self._section:
            self._section, self._before, self._acting, self._named = sentence.section, None, [], []
        if sentence.paragraph.index != self._paragraph:
            self._before = self._acting[-1] if self._acting else self._before
            self._paragraph, self._acting = sentence.paragraph.index, []
        return self._parties(sentence)

    def _parties(self, sentence: Sentence) -> list[Party]:
        text = sentence.text
        found = [(m.agency, m.start, m.end) for m in self.reading.agency_index.mentions(sentence)]
        for m in cues().roles.finditer(text):
            sector, start, end = (m.lastgroup or "").replace("_", "-"), m.start(), m.end()
            if sector not in self._held:
                continue
            if any((a < end and start < b) or text[b:start] in (" ", "'s ", "’s ") for _, a, b in found):
                continue  # named already ("Probation officer")
            found.append((self._of_role(sector, self._held[sector], sentence, m[0]), start, end))
        named = [f for f in found if f[0]]
        for i, (agency, start, end) in enumerate(found):  # "clinicians at the mental health trust": the trust's
            if own := [n for n in named if n[1] > end and n[0] != agency and _STAFF_OF.fullmatch(text[end : n[1]])]:
                found[i] = (own[0][0], start, end)
        out: list[Party] = []
        for agency, start, end in sorted(found, key=lambda f: f[1]):
            if agency in self._judges:
                continue
            listed = bool(out) and bool(text[out[-1].end : start].strip()) and _JOINED.match(text[out[-1].end : start])
            staff = _STAFF.search(text[:start])
            acts = not _OBLIQUE.search(text[: staff.start() if staff else start]) and not cues().judging_verbs.match(
                text[end : end + 60]
            )
            acts = acts and (out[-1].acts if listed else True)
            if self.sectors[agency] == "multi-agency-forum" and _THING.match(text[end:]):
                acts = False
            out.append(Party(agency, start, end, acts))
        return out

    def without_doers(self, text: str, parties: Sequence[Party]) -> str:
        """The sentence, at the same length, without the names of those who act in it.

        What an agency is called tells nothing of what it did not do ("the IDVA service did not record ..."). Forums
        stay: what they do is the MARAC process; so do ranks, since what a supervisor leaves undone is supervision.
        """
        for p in parties:
            doer = (p.acts and HEADS.search(text[: p.start])) or AGENT.search(text[: p.start])
            if not doer or self.sectors[p.agency] == "multi-agency-forum" or p.end - p.start < 2:
                continue
            if not _RANK.search(text[p.start : p.end]) and not _OWNED.match(text[p.end :]):
                text = f"{text[: p.start]}{'it' + ' ' * (p.end - p.start - 2)}{text[p.end :]}"
        return text

    def _of_role(self, sector: str, held: list[str], sentence: Sentence, word: str) -> str:
        """The agency of a sector that is meant: that of the word, the section's, the one named last, or the first."""
        held = self.reading.agency_index.at_work(held, sentence)
        if len(held) > 1 and (stem := _STEM.match(word)):
            held = [a for a in held if stem[0].lower() in self._called[a]] or held
        own = self.reading.agency_index.of_section(sentence.section)
        if own in held:
            return own
        for name in reversed(self._named):
            if name in held:
                return name
        return held[0]

    def _of_heading(self, section: Section) -> str | None:
        """The agency that a section is about by its heading, or by a word for its people there."""
        if own := self.reading.agency_index.of_section(section):
            return own
        for one in reversed(section.path):
            for m in cues().roles.finditer(one.title):
                if held := self._held.get((m.lastgroup or "").replace("_", "-")):
                    return next((name for name in reversed(self._named) if name in held), held[0])
        return None

    def passed(self, parties: Sequence[Party]) -> None:
        """Tells that the sentence has been read: who acts in it may be meant by what follows."""
        acting = [p.agency for p in parties if p.acts]
        others = [p.agency for p in parties if self.sectors[p.agency] != "multi-agency-forum"]
        if acting:
            self._acting.append(acting[0])
        elif others and not self._acting:
            self._acting.append(others[0])
        self._named.extend(p.agency for p in parties)

    def persons_own(self, sentence: Sentence, scope: Scope, parties: Sequence[Party]) -> bool:
        """Whether the failing is something that a person of the case did not do, or said of others."""
        text = sentence.text
        people = self.reading.person_index.mentions(sentence)
        speakers = [
            m.end for m in people if m.end <= scope.start and not _WHEN_SAID.search(text, m.start - 12, scope.start)
        ]
        speakers += [m.end() for m in _PEOPLE.finditer(text, 0, scope.start)]
        said = any(
            cues().hearsay.match(text[end : scope.start]) and ";" not in text[end : scope.start] for end in speakers
        )
        if said and not self._turns(text, scope, parties):
            return True
        if scope.trigger.rule == "failure" and _THEIR_PART.match(scope.after) and not any(p.acts for p in parties):
            return True
        if scope.trigger.rule in ("no-evidence", "nothing-to-show") and (m := _THAT_PERSON.match(scope.after)):
            return not _DONE_TO.match(scope.after[m.end() :])
        if not scope.trigger.active:
            return False
        before = text[scope.first : scope.start]
        people = [m for m in people if not _OBLIQUE.search(text[: m.start])]
        person = any(m.end <= scope.start and _NEXT.match(text[m.end : scope.start]) for m in people)
        pronoun = bool(_PRONOUN.search(before))
        acting = [p.start for p in parties if p.end <= scope.start and p.acts]
        subject = person or pronoun
        if not subject and _KIN.search(text[: scope.start]):
            subject = not acting
        if not subject and not acting and _AND.search(before):
            subject = any(m.end <= scope.start and HEADS.search(text[: m.start]) for m in people)
        if not subject and not _LINK.sub("", before):
            first = [m.start for m in people if m.end <= scope.start]
            first += [m.start() for m in re.finditer(r"^(?:\w+, )?(?:she|he)\b", text, re.I)]
            subject = bool(first) and (not acting or min(first) < min(acting))
        if not subject:
            return False
        if _PASSIVE.search(text[scope.start : scope.end]):
            return not _DONE_TO.match(scope.after)
        return not (pronoun and not person and acting)

    @staticmethod
    def _turns(text: str, scope: Scope, parties: Sequence[Party]) -> bool:
        """Whether the review speaks in a clause of its own, with an agency as subject, after what somebody had said."""
        if any(p.end <= scope.start and _NEXT.match(text[p.end : scope.start]) for p in parties):
            return True
        neither = text.startswith(("neither", "nor"), scope.start)
        near = [p for p in parties if p.acts and scope.first <= p.start <= scope.start + (40 if neither else 0)]
        return scope.first > 0 and bool(near) and not text[scope.first :].startswith((", who", ", which"))

    def agencies(self, sentence: Sentence, scope: Scope, parties: Sequence[Party], what: str) -> list[str | None]:
        """The agencies that failed, most often one; ``[None]`` where all, or none in particular, are blamed.

        Args:
            sentence: the sentence, to which ``move_to`` has moved.
            scope: a trigger in it.
            parties: what ``move_to`` gave.
            what: the type of the failing.
        """
        told, sure = self._proposed(sentence, scope, parties, what)
        return told if sure or len(told) != 1 else [blamed(self.view(sentence, scope, parties, what, told))]

    def view(
        self, sentence: Sentence, scope: Scope, parties: Sequence[Party], what: str, told: Sequence[str | None]
    ) -> View:
        """What is in view at a failing for which the grammar proposes these agencies."""
        heading = self._of_heading(sentence.section)
        by_name = heading is not None and heading == self.reading.agency_index.of_section(sentence.section)
        then = [self._in_contact.get(w.iso, set()) for w in self.reading.timeline.dates(sentence)]
        return View(
            sentence.text,
            sentence.paragraph.text[: sentence.start],
            scope,
            what,
            parties,
            told,
            (heading, by_name),
            tuple(self._acting),
            tuple(self._named),
            self._before,
            frozenset().union(*then),
            self.sectors,
        )

    def _proposed(
        self, sentence: Sentence, scope: Scope, parties: Sequence[Party], what: str
    ) -> tuple[list[str | None], bool]:
        """The agencies that the grammar proposes, and whether it leaves no doubt."""
        if plain := self._whatever_the_heading(sentence, scope, parties):
            return plain, True
        told, sure = self._told(sentence, scope, parties, what)
        own = self._of_heading(sentence.section)
        if own in (None, *told) or told in ([], [None]):
            return told, sure
        # Where the heading is about one body, another has failed only if it is what the clause is about.
        others = [p for p in parties if p.agency in told]
        about = not others or any(_is_subject(sentence.text, scope, p) for p in others)
        return (told, sure) if about else ([own], False)

    def _whatever_the_heading(self, sentence: Sentence, scope: Scope, parties: Sequence[Party]) -> list[str | None]:
        """The agencies that a clause itself says had the chance, the task or the message; none where it does not."""
        text, rest = sentence.text, scope.end + len(scope.after)
        if scope.trigger.rule in _CHANCES:
            for i, p in enumerate(parties):
                last = _last(text, parties[i:])
                if scope.start < p.start <= rest and _FOR.search(text[: p.start]) and _TO.match(text[last.end :]):
                    return list(_list(text, parties[i:]))
        if m := _PARTICULARLY.search(text):
            meant = [p for p in parties if p.start >= m.end() and text[m.end() : p.start] in ("", "the ")]
            if meant:
                return list(_list(text, parties[parties.index(meant[0]) :]))
        after = [p for p in parties if scope.end <= p.start <= rest]
        if after and scope.trigger.rule in ("no-evidence", "nothing-to-show"):
            p = after[0]
            if text[scope.end : p.start].strip().lower() in ("", "the", "that", "that the") and _DID.match(
                text[p.end :]
            ):
                return [] if _TOLD_LATER.match(text[p.end :]) else list(_list(text, after))
        subject = any(p.acts and scope.first <= p.start < scope.start for p in parties)
        so_far = text[scope.start : after[0].start] if after and not subject else ""
        if _PASSIVE.search(so_far) and _BY_TEAM.search(so_far):
            return list(_list(text, after))
        before = [p for p in parties if p.end <= scope.start and self.sectors[p.agency] != "multi-agency-forum"]
        if not before:
            return []
        last = before[-1]
        between = text[last.end : scope.start]
        if _DOING_OF.search(text[: last.start]) and _IS.fullmatch(between):
            return [last.agency]
        if HEADS.search(text[: last.start]):
            if scope.trigger.side == "around" and _ITS_DOING.fullmatch(between) and not _TOLD.match(scope.after):
                return [last.agency]
            if _TWO_VERBS.fullmatch(between) and _LEFT.match(text, scope.start):
                return [last.agency]
        if last.acts and _RECEIVE.match(scope.after) and _NEXT.match(between):
            sent = [p.agency for p in parties if p.agency != last.agency and AGENT.search(text[: p.start])]
            own = self._of_heading(sentence.section)
            return [*sent[-1:]] or ([own] if own not in (None, last.agency) else [])
        came = _NOT_ACTED_ON.match(text, scope.start) or (
            scope.trigger.rule == "no-act" and _NO_ANSWER.match(scope.after)
        )
        to = _TO_WHOM.search(text[: last.start])
        if (
            to
            and came
            and _AND_THEN.fullmatch(between)
            and _SENT.search(text[scope.first if between.isspace() else 0 : last.start])
        ):
            return [last.agency]
        return []

    def _told(
        self, sentence: Sentence, scope: Scope, parties: Sequence[Party], what: str
    ) -> tuple[list[str | None], bool]:
        """The agencies that the words of a sentence blame, or that are in view, and whether they leave no doubt."""
        text = sentence.text
        before = text[scope.first : scope.start]
        after = [p for p in parties if scope.start <= p.start <= scope.end + len(scope.after)]
        if re.match(r"\s*(?:neither|nor)\b", text[scope.start :], re.I) and not before.strip():
            acting = [p for p in after if p.acts]
            if acting and acting[0].start - scope.end < 60:
                return list(_list(text, acting)), True
        who = [p for p in parties if p.end <= scope.start and _WHO.match(text[p.end : scope.start])]
        if who:
            return [who[-1].agency], True
        passive = bool(_PASSIVE.search(text[scope.start : scope.end] + scope.after))
        passive = passive or (scope.trigger.side == "around" and bool(_PASSIVE.search(scope.before)))
        agents = [p for p in after if p.start >= scope.end and AGENT.search(text[: p.start])]
        clause = [p for p in parties if scope.first <= p.start < scope.start and p.acts]
        if passive and agents and (not clause or _PASSIVE.search(text[scope.start : scope.end])):
            return list(_list(text, after[after.index(agents[0]) :])), True
        if not _PASSIVE.search(text[scope.start : scope.end]):
            after = [p for p in after if not _TOLD_LATER.match(text[p.end :])]
        near = [p for p in after if p.start >= scope.end and _GIVEN.fullmatch(text[scope.end : p.start].strip() + " ")]
        if near and cues().general.search(text[scope.start : scope.end]):
            return [near[0].agency], True
        if clause and _TOLD.match(scope.after) and _PASSIVE.search(text[scope.start : scope.end]):
            own = self._of_heading(sentence.section)
            if own in (None, clause[-1].agency) and sentence.section.kind in cues().telling:
                return [], True
            return [own if own != clause[-1].agency else None], True
        if clause:
            return list(reversed(_list(text, clause[::-1], back=True))), self._by_name(text, scope, clause[-1])
        if _THEY.search(before):
            earlier = [p for p in parties if p.end <= scope.start]
            agent = [p for p in earlier if p.acts or AGENT.search(text[: p.start])]
            if agent or earlier:
                return [(agent or earlier)[-1].agency], False
        if cues().general.search(text[scope.first : scope.end + 14]):
            inside = [p for p in parties if p.end > scope.start and _NOBODY_IN.search(text[: p.start])]
            if inside or not self._in_person(sentence, scope):
                return [inside[0].agency if inside else None], bool(inside)
        doers = [p for p in parties if scope.first <= p.start < scope.start and _DOER.search(text[: p.start])]
        if doers:
            return [doers[-1].agency], True
        for p in after:
            given = p.start >= scope.end and _GIVEN.search(text[scope.end : p.start])
            if given or AGENT.search(text[: p.start]):
                return list(_list(text, after[after.index(p) :])), False
        if (m := _IN_GENERAL.search(scope.after[:90])) and not _TOLD_LATER.match(scope.after[m.end() :]):
            return [None], False
        earlier = [p for p in parties if p.start < scope.start and p.acts]
        if earlier:
            return [earlier[-1].agency], False
        return [self.in_view(sentence, parties, what)], False

    def _by_name(self, text: str, scope: Scope, party: Party) -> bool:
        """Whether a body, called by a name of its own, stands as subject next to what it did not do."""
        if _PASSIVE.search(text[scope.start : scope.end]) or scope.trigger.side == "sentence":
            return False
        own = text[party.start : party.end].lower() in self._called[party.agency]
        return own and bool(_NEXT.match(text[party.end : scope.start]) and HEADS.search(text[: party.start]))

    def _in_person(self, sentence: Sentence, scope: Scope) -> bool:
        """Whether "no one" means nobody of a body that the paragraph, or the heading, is about."""
        general = cues().general.search(sentence.text[scope.first : scope.end + 14])
        spoken = general is not None and _NO_ONE.fullmatch(general[0]) is not None
        return spoken and bool(self._acting or self._of_heading(sentence.section))

    def in_view(self, sentence: Sentence, parties: Sequence[Party], what: str = "") -> str | None:
        """The agency that a clause without one is about; ``what`` is the type of failing, where there is one."""
        fitting = cues().fitting.get(what)
        near = [self._of_heading(sentence.section)]
        near += reversed(self._acting)
        if sentence.paragraph.lead is not None:
            for s in sentence.paragraph.lead.sentences:
                near += [m.agency for m in self.reading.agency_index.mentions(s)]
        near += [p.agency for p in parties if p.acts]
        if not any(near) and (then := self._of_the_date(sentence, fitting)):
            return then
        if sentence.section.kind in cues().telling:
            near += [self._before]
        if fitting:
            near += [p.agency for p in parties if self.sectors[p.agency] in fitting]
        if not any(near):
            near += [p.agency for p in parties if self.sectors[p.agency] != "multi-agency-forum"]
        known = [a for a in near if a is not None and a not in self._judges]
        if fitting and known and self.sectors[known[0]] not in fitting:
            for agency in [*known, *reversed(self._named)]:
                if self.sectors[agency] in fitting:
                    return agency
        return known[0] if known else None

    def _of_the_date(self, sentence: Sentence, fitting: frozenset[str] | None) -> str | None:
        """The only agency that had contact at the date of which the sentence or those before it speak, if one fits."""
        told = [s for s in sentence.paragraph.sentences if s.start <= sentence.start]
        for one in reversed(told):
            for when in reversed(self.reading.timeline.dates(one)):
                there = self._in_contact.get(when.iso, set())
                fit = {a for a in there if not fitting or self.sectors[a] in fitting} or there
                if there:
                    return next(iter(fit)) if len(fit) == 1 else None
        return None

    def how(self, agency: str | None, sentence: Sentence, parties: Sequence[Party]) -> str:
        """For a person who asks why: what speaks for this agency.

        Args:
            agency: what ``agencies`` or ``in_view`` gave.
            sentence: the sentence, to which ``move_to`` has moved.
            parties: what ``move_to`` gave.
        """
        if agency is None:
            return "none: all are meant, or none in particular"
        if told := dict.fromkeys(f"“{sentence.text[p.start : p.end]}”" for p in parties if p.agency == agency):
            return f"told here, by {' and '.join(told)}"
        if agency == self._of_heading(sentence.section):
            return "the sentence names none; the heading is about it"
        if agency in self._acting:
            return "the sentence names none; it acts earlier in the paragraph"
        if any(agency in self._in_contact.get(w.iso, ()) for w in self.reading.timeline.dates(sentence)):
            return "the sentence names none; it had contact at the date of which it speaks"
        if agency == self._before:
            return "the sentence names none; it acted last before this paragraph"
        return "the sentence names none; it was named before in this section, or where the list begins"


def _is_subject(text: str, scope: Scope, party: Party) -> bool:
    """Whether a clause is about what this party did, or did not: its subject, the agent of a passive one, "they"."""
    before = text[: party.start]
    if AGENT.search(before) or _NEITHER.search(before):
        return True
    if party.end <= scope.start and _WHO_ITSELF.fullmatch(text[party.end : scope.start]):
        return True
    if staff := _STAFF.search(before):
        before = before[: staff.start()]
    if party.end <= scope.start and _THEY.search(text[scope.first : scope.start]):
        return True
    return party.acts and scope.first <= party.start < scope.start and HEADS.search(before) is not None


def _last(text: str, parties: Sequence[Party]) -> Party:
    """The last of the parties that stand in one list with the first."""
    last = parties[0]
    for p in parties[1:]:
        if not _JOINED.match(text[last.end : p.start]):
            break
        last = p
    return last


def _list(text: str, parties: Sequence[Party], back: bool = False) -> list[str]:
    """The first of the parties with those that stand in one list with it ("the HV, school nurse or GP")."""
    out = [parties[0]]
    for p in parties[1:]:
        gap = text[p.end : out[-1].start] if back else text[out[-1].end : p.start]
        if not gap.strip() or not _JOINED.match(gap):
            break
        out.append(p)
    return list(dict.fromkeys(p.agency for p in out))
