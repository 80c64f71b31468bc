"""What can be the name of a body: no person, paper or law, and without the words that only stand before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from loaders.extract.agencies.found import MONTH, Raw
from loaders.extract.agencies.kinds import kind_of
from loaders.extract.agencies.names import cues
from loaders.extract.persons.labels import is_lettered
from loaders.sheet import Person
from ontology import authority

#: A verb or a person at the head of a sentence, before a name.
_OPENING = re.compile(r"[A-Z][a-z]+(?: (?:to|from|by|at|in|of)|(?<=s)) (?:the )?(?=[A-Z])")
#: A team of a body that is told by another name.
_TEAM_OF_IT = re.compile(r"^(?:Trust|Council|Board|Force|Service|Association)[’']s\b|\bof the (?:Trust|Council|Board)$")

#: A line of a title page ("Reference: CSP/07"), or a part of a name that was cut off.
_NO_NAME = re.compile(
    r"^(?:Mr|Mrs|Ms|Miss) [A-Z]\w*\b|^[\w ]+: |\w/\w+[ /]\d|\?$|^(?:which|who|that)\b|\b(?:not|be|been|until|whether)\b"
    r"|^[A-Z]{2,4}\d{1,2}$|\bdatabase\b|['’]s (?:DASH|MERLIN|PPN|OASys|SARA|IMR)\b|^[a-z]+ (?:[a-z]+ )*(?:or|and) for\b"
    r"|^(?:England|Wales|Scotland|Northern Ireland|Ireland|Britain|United Kingdom|UK|Europe|London)$"
    r"|^(?:Improve|Ensure|Reduce|Support|Identification)\s+(?:and\s+)?[A-Z]\w+$|^GPs? and\b|\band GPs?$"
    r"|^(?:Trust|Council|Board|Force|Service|Partnership|Association|Practice|Surgery|North|South|East|West|Central)$"
    # a keyed word of the review's own, its people, whoever is left out
    r"|^(?:SIO|FLO|TORs?|Confidential|Company)$|^[A-Z]\d? and [A-Z]\d?$|^[A-Z]{2,3} and [A-Z]{2,3}’s\b|^All but\b"
    r"|^(?:Maternal|Paternal) [gG]rand\w+$|\bpeople$|\b(?:Mr|Mrs|Ms|Miss)$|^together with\b|\bin another\b|\bn?or the\b"
)

#: A person's doctor, and those who work for a body: "Mary's GP" is no practice's name, "GP Practice Staff" a practice.
_DOCTOR_OF = re.compile(r"^[A-Z][\w-]+[’']s? GPs?(?: Practice| Surgery)?$")
#: Who saw somebody, before where ("a GP at Practice B").
_DOCTOR_AT = re.compile(r"^GPs? (?:at|from|of|in) (?:the )?(?=[A-Z])")
#: What stands before a name, without it ("Neither of the practices").
_SMALL = re.compile(r"(?:of|to|by|for|from|in|at|with|and|or|the|an?|both|each|all|any)(?: (?:of|the|an?|and))*", re.I)
#: Somebody's, by a letter ("Ms T's housing officer").
_OF_A_LETTER = re.compile(r"[A-Z]{1,2}\d?[’']s (?![A-Z])")
#: A practice that has no name but its letter: a GP practice.
_LETTERED = re.compile(r"(?:Practice|Surgery) [A-H\d]\b")
_STAFF = re.compile(r"(?<=\w) (?:Staff|Employees)$")

#: The mark of a footnote that stands on the line ("Mental Health Act4").
_FOOTED = re.compile(r"(?<=[a-z]{2})\d{1,2}$")
#: The next line's first word, where no full stop ends the name of a trust ("Moor NHS Foundation Trust Risk").
_NEXT_LINE = re.compile(r"(?<=\bNHS Foundation Trust) [A-Z][a-z]+$")
#: Where a sentence goes on after a name: a date, a clause, somebody of the body ("X, which then", "X in May 2014").
_GOES_ON = re.compile(
    r"\s+(?:in|of|on|from|by|until|since|at|for|during) (?:early |mid-|late )?" + MONTH + r"\b.*$"
    r"|\s+(?:in|with) (?:regard|relation|respect) (?:to|of)\b.*$|,? together with\b.*$"
    r"|,?\s+(?:which|who|that|where|had|has|have|was|were|is|are|did|does)\b.*$|, an? \w+.*$"
    r"|\s+the (?:IDVA|ISVA|DVW|GP|HV)s?$"
)
#: What a heading tells of a body, before its name ("Contact with the Police", "Involvement of Housing").
_TOLD_OF = re.compile(
    r"^(?:Contacts?|Involvement|Engagement|Interactions?|Dealings|Information|Evidence|Summary|Responses?|Role|Analysis)"
    r" (?:with|of|by|from) (?:the )?(?=[A-Z])"
)


#: A kind of trust, abbreviated, and what is left of words after a name ("the Surgery with Mary").
_FOUNDATION = re.compile(r"\bNHS ?FT$")
_GOES_NOWHERE = re.compile(r" (?:with|for|at|of|in|on|to|and|by|from)$")
#: An abbreviation of a body before what else stands in its row ("CSP Chair June", "CSP CSP All").
#: The next cell of a table that lost its columns: by when a body is to act.
_MONTH_END = re.compile(rf"(?<=\w\w) {MONTH}$")
_POST_OF = re.compile(r"([A-Z]{3,6})(?: \1)* (.+)")


def _of_a_cell(words: str) -> bool:
    """Whether words after a body's abbreviation are of another cell of a table: a post, a month, all who are asked."""
    return words == "All" or re.search(MONTH, words) is not None or re.search(cues()["post"], words) is not None


#: Words of the paper itself that stand where names do.
_OF_PAPER = re.compile(
    r"(?i)(?:table of )?contents|index|page|(?:section|part|appendix|chapter) \w+|(?:short|summary|information) report|"
    r"no (?:contact|trace|records?)|nil return|final version|agency|organisation|families|chronology|helplines?|"
    # what stands over the columns of its tables
    r"no|nr|ref|recommendations?|outcomes?|owner|status|timescales?|progress|evidence|actions?|"
    # what a part of it is about
    r"(?:drugs?|alcohol|substances?)(?: (?:and|&) (?:drugs?|alcohol|substances?))?(?: (?:mis)?use)?"
)


class NameCheck:
    """Tells names of bodies from other runs of capitals in a review of these persons."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.labels = {label for p in persons for label in (p.label, *p.aliases)}
        words = {w for label in self.labels for w in re.findall(r"[A-Z][a-z]+", label)}
        lettered = sorted(re.escape(label) for label in self.labels if is_lettered(label))
        self._whose = re.compile(rf"\b(?:{'|'.join([*lettered, *sorted(words)]) or '-'})[’']s?(?!\w)")
        # "In the Emergency Department Anna told …"
        self._told_who = re.compile(rf"(?<=\w\w) (?:{'|'.join([*lettered, *sorted(words)]) or '-'})$")
        self._person_to = re.compile(
            rf"^(?:{'|'.join(sorted(words)) or '-'}|(?:(?:Adult|Child|Mrs?|Ms|Miss) )?[A-Z]\d?|[A-Z]{{2,4}}\d{{1,2}})"
            r" (?:to|from|by|at|in|of|and|with) (?:the )?(?=[A-Z])"
            # what is sent to a body ("PPN to Children's Services")
            r"|^[A-Z]{3,6} (?:to|and) (?:the )?(?=[A-Z])"
        )

        # "the primary school that Efa attended"
        self._who_does = re.compile(rf"(?:{'|'.join([*lettered, *sorted(words)]) or '-'}) [a-z]+")

    def sound(self, name: str, listed: bool = False) -> bool:
        """Whether a name can be that of a body; a list of bodies may hold one that would elsewhere be a paper's."""
        words = re.findall(r"[A-Za-z]+", name)
        if not words or len(name) > 130 or name in self.labels or self._whose.search(name) or _SMALL.fullmatch(name):
            return False
        if _OF_PAPER.fullmatch(name) or _OF_A_LETTER.match(name) or self._who_does.fullmatch(name):
            return False
        if _TEAM_OF_IT.search(name) or _NO_NAME.search(name) or _DOCTOR_OF.search(name):
            return False
        if re.search(
            r"\b(Good|Best|Abuse|Social Work|Effective|Current|Agency|Clinical|Safe|Professional) Practices?\b", name
        ):
            return False
        if authority.lookup(name):
            return True
        if not listed and re.search(r"\b(?:Pathway|Programme|Alliance|Initiative|Institute|Campaign|Scheme)s?\b", name):
            return False
        return not re.search(
            r"\b(Act|Review|Guidance|Policy|Protocol|Strategy|Report|Framework|Guidelines|"
            r"Requirement|Benefit|Council Tax|Conference|Toolkit|"
            r"Plan|Order|Form|Standards|Assessment Checklist|IMR|Notice|Bill|Inquiry|"
            r"Training|Statistics|Risk Assessment|Practice Direction|Course|Disclosure|Computer|Database|"
            r"Custody|Station|Specialist|Health Professional)s?\b|\bAward\b|^National Health Service|^(?:Doctors|GPs)$",
            name,
        )

    def strange(self, name: str) -> bool:
        """Whether a run of capitals is neither a person of the review nor a word that only opens a sentence."""
        if re.fullmatch(r"\w+(?:ly|wise|ever|thing)", name):
            return False
        return name not in self.labels and not any(w.lower() in cues()["openers"] for w in name.split()[:1])

    def body_like(self, name: str) -> bool:
        """Whether a run of capitals that staff are said to be of may be a body: no person, place, rank or date."""
        words = set(re.findall(r"\w+", name))
        labels = {w for label in self.labels for w in label.split()}
        return not (
            words & labels
            or re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Adult|Child|Section|Road|Street|Avenue|Lane|Close|City|Town)\b", name)
            or re.search(rf"\b{MONTH}\b", name)
            or re.match(r"(?:[A-Z][a-z]+day|North|South|East|West|Greater|England|United|Domestic|Crown)\b", name)
        )

    def plain(self, raw: Raw) -> Raw:
        """A name without the mark of its footnote, and without what kind of body it is called before it."""
        name = re.sub(r"[¹²³\u2070-\u2079]+$", "", raw.name)
        name = re.sub(r"(?<=\w) (?:DHR|DARDR|SAR)(?: ?\d+)?$", "", name)  # "Safer Moorhill Partnership DHR 05"
        name = _FOOTED.sub("", self._person_to.sub("", name))
        if (forum := re.fullmatch(r"([A-Z]{4,6})\d{1,2}", name)) and (kind := kind_of(forum[1])) and kind.forum:
            name = forum[1]  # "MARAC5", with a footnote's mark
        name = self._told_who.sub("", name)
        name = _STAFF.sub("", _GOES_ON.sub("", _NEXT_LINE.sub("", name)))
        name = _MONTH_END.sub("", name)
        name = _GOES_NOWHERE.sub("", _FOUNDATION.sub("NHS Foundation Trust", name))
        if (post := _POST_OF.match(name)) and kind_of(post[1]) and _of_a_cell(post[2]):
            name = post[1]
        name = _DOCTOR_AT.sub(lambda m: "GP " if _LETTERED.match(name, m.end()) else "", _TOLD_OF.sub("", name))
        name = re.sub(r"^(?:Probation|Cafcass|MARAC|CRC|NPS|CSC|ASC) and (?=[A-Z]\w+ [A-Z])", "", name)
        # "the National Probation Service in Wales and HMP Glanrhyd"
        name = re.sub(r"^(?:Wales|England) and (?!Wales\b)(?=[A-Z])", "", name)
        name = re.sub(r"^(?:[Cc]harity|[Oo]rgani[sz]ation|[Aa]gency) (?=[A-Z])", "", name)
        # the whole is found from what stands before the part
        name = re.sub(r"^(?:University|College|School|Hospital)[’']s (?=[A-Z])", "", name)
        name = re.sub(r"^(?:and|of|the|for|with|by|from|at|(?:which|who|that) \w+)\s+(?:the\s+)?(?=[A-Z])", "", name)
        return raw if name == raw.name else replace(raw, name=name)


def without_opening(raw: Raw, raws: Sequence[Raw]) -> Raw:
    """A name without the word in capitals that opens its sentence or cell ("Taken to Moorhill Infirmary", "Asks
    Housing"), or the post before it ("Director of Moorhill Refuge"), where it is told without that word too."""
    m = _OPENING.match(raw.name)
    opens = raw.paragraph.text[: raw.start].endswith(("\t", ". ", "\n"))
    if m is None or not (opens or re.match(cues()["post"], m[0])):
        return raw
    rest = raw.name[m.end() :]
    return replace(raw, name=rest, start=raw.start + m.end()) if any(r.name == rest for r in raws) else raw
