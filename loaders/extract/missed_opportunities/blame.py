"""Which agency failed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.document.model import Sentence
from loaders.extract.agencies.index import Mention
from loaders.extract.missed_opportunities.cues import cues
from loaders.extract.missed_opportunities.scopes import Scope
from loaders.extract.reading import Reading

#: Words before a name that make it the recipient or the topic of what is told, not the one that acts.
_OBLIQUE = re.compile(
    r"\b(?:to|with|from|of|about|at|for|into|between|against|on|in|through|via|contact(?:ed|ing)?|inform(?:ed|ing)?|told|notif\w+"
    r"|refer\w*|ask(?:ed|ing)?|call(?:ed|ing)?|telephoned|tell(?:ing)?|attended)\s+(?:the |a |an |her |his |their |local |both )*$",
    re.I,
)
_AGENT = re.compile(r"\b(?:by|of|on the part of|from|for)\s+(?:the |a |an |both |either )*$", re.I)
_PRONOUN = re.compile(r"\b(?:she|he)\s*(?:\w+ly |then |still |also |herself |himself |had |has )*$", re.I)
_NEXT = re.compile(r"^\s*(?:\w+ly |then |still |also |either |herself |himself |themselves )*$", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|been|being)\b", re.I)
#: What an agency does to a person: that it was not done to her is the agency's failing.
_DONE_TO = re.compile(
    r"^\W*(?:\w+ly |been |being |then )*(?:ask|offer|seen|refer|inform|told|spoken|given|assess|arrest|interview|contact|provid|signpost"
    r"|challeng|discuss|flag|consider|believ|taken|view|treat|support|follow|charg|invit|engag|held|question|advis|visit|identif|recogni"
    r"|examin|admit|safeguard|protect|monitor|review|recall|risk|made aware|subject|allocat|directed|notif|made|listened|heard|linked"
    r"|managed|scrutin|prosecut|updated|consulted|involved)",
    re.I,
)
_AND = re.compile(
    r"^\s*(?:,|and|or|nor|&|/|, and|and the|or the|nor the|, the|and both|the|'s|’s)*\s*(?:the |a )?$", re.I
)


class Blame:
    """Gives each failing to an agency; walks through the document in reading order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._paragraph = -1
        self._subjects: list[str] = []  # agencies that acted so far in this paragraph
        self._section: object = None
        self._before: str | None = None  # the agency that acted last before this paragraph, in this section

    def move_to(self, sentence: Sentence) -> list[Mention]:
        """Tells that this sentence is read next; gives its mentions of agencies."""
        if sentence.section is not self._section:
            self._section, self._before, self._subjects = sentence.section, None, []
        if sentence.paragraph.index != self._paragraph:
            self._before = self._subjects[-1] if self._subjects else self._before
            self._paragraph, self._subjects = sentence.paragraph.index, []
        return self.reading.agency_index.mentions(sentence)

    def passed(self, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        """Tells that the sentence has been read: who acts in it may be meant by what follows."""
        acting = [m for m in mentions if not _OBLIQUE.search(sentence.text[: m.start])]
        self._subjects.extend(m.agency for m in acting[:1])

    def persons_own(self, sentence: Sentence, scope: Scope, mentions: Sequence[Mention]) -> bool:
        """Whether the failing is something that a person of the case, not an agency, did not do."""
        if not scope.trigger.active:
            return False
        text = sentence.text
        before = text[scope.first : scope.start]
        person = None
        for m in self.reading.person_index.mentions(sentence):
            if m.end <= scope.start and _NEXT.match(text[m.end : scope.start]):
                person = m
        subject = person is not None or bool(_PRONOUN.search(before))
        if not subject and not re.sub(
            r"\b(?:but|and|or|although|though|then|however|nor|who|,|yet)\b|\W", "", before, flags=re.I
        ):
            people = [m.start for m in self.reading.person_index.mentions(sentence) if m.end <= scope.start]
            people += [m.start() for m in re.finditer(r"^(?:she|he)\b", text, re.I)]
            acting = [m.start for m in mentions if m.end <= scope.start and not _OBLIQUE.search(text[: m.start])]
            subject = bool(people) and (not acting or min(people) < min(acting))
        if not subject:
            return False
        if _PASSIVE.search(text[scope.start : scope.end]):
            return not _DONE_TO.match(scope.after)
        if person is None and _PRONOUN.search(before):
            return not any(m.end <= scope.start and not _OBLIQUE.search(text[: m.start]) for m in mentions)
        return True

    def agencies(self, sentence: Sentence, scope: Scope, mentions: Sequence[Mention]) -> list[str | None]:
        """The agencies that failed, most often one; ``[None]`` where agencies in general are blamed."""
        text = sentence.text
        clause = [m for m in mentions if scope.first <= m.start < scope.start]
        if named := self._joined(text, clause):
            return list(named)
        if cues().general.search(text[scope.first : scope.start]) and not clause:
            return [None]
        after = [m for m in mentions if m.start >= scope.end and m.start <= scope.end + len(scope.after)]
        for m in after:
            if _AGENT.search(text[scope.start : m.start]) and re.search(
                r"\b(?:by|on the part of)\s+(?:the |a |an )*$", text[: m.start], re.I
            ):
                return list(self._joined(text, after[after.index(m) :], oblique=True))
        if scope.trigger.rule in (
            "no-evidence",
            "lack",
            "should-have",
            "could-have",
            "failure",
            "shortcoming",
            "missed-opportunity",
        ):
            for m in after:
                gap = text[scope.end : m.start]
                if re.fullmatch(
                    r"\s*(?:for|that|of|by|if|whether)?\s*(?:the |a |an |either |any )*", gap, re.I
                ) or re.search(r"\b(?:from|for|that)\s+(?:the |either |any )*$", gap, re.I):
                    return list(self._joined(text, after[after.index(m) :], oblique=True))
        if (
            scope.trigger.side in ("after", "sentence", "around")
            and cues().general.search(scope.after[:60])
            and re.search(
                r"\b(?:that|by|of|for|from)\s+(?:\w+ ){0,3}(?:agencies|professionals|services|practitioners|partners)\b",
                scope.after[:80],
                re.I,
            )
        ):
            return [None]
        earlier = [m for m in mentions if m.start < scope.start and not _OBLIQUE.search(text[: m.start])]
        if earlier:
            return [earlier[-1].agency]
        return [self._in_view(sentence)]

    def _joined(self, text: str, mentions: Sequence[Mention], oblique: bool = False) -> list[str]:
        """The last one that acts, with those that stand in one list with it."""
        acting = [m for m in mentions if oblique or not _OBLIQUE.search(text[: m.start])]
        if not acting:
            return []
        if oblique:
            out = [acting[0]]
            for m in acting[1:]:
                if _AND.match(text[out[-1].end : m.start]) and m.start - out[-1].end > 1:
                    out.append(m)
                else:
                    break
        else:
            out = [acting[-1]]
            for m in reversed(acting[:-1]):
                if _AND.match(text[m.end : out[-1].start]) and out[-1].start - m.end > 1:
                    out.append(m)
                else:
                    break
            out.reverse()
        return list(dict.fromkeys(m.agency for m in out))

    def _in_view(self, sentence: Sentence) -> str | None:
        """The agency that a clause without one is about."""
        lead = sentence.paragraph.lead
        own = self.reading.agency_index.of_section(sentence.section)
        if own:
            return own
        if self._subjects:
            return self._subjects[-1]
        if lead is not None:
            for s in lead.sentences:
                for m in self.reading.agency_index.mentions(s):
                    return m.agency
        return self._before or self.reading.agency_index.in_view(sentence)
