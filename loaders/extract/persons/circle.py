"""The main persons of a review and, as they are found, who else belongs to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from loaders.extract.persons.describe import alone_in_role, spoken
from loaders.extract.persons.labels import given_sex
from loaders.extract.persons.text import Text
from loaders.extract.reading import machine
from loaders.sheet import Evidence, Person


@dataclass
class Circle:
    """Whom a review tells of beside its victims and perpetrators.

    Attributes:
        main: the victims and perpetrators, described.
        text: what the review says of people.
        found: who else was found, by label in lower case.
    """

    main: list[Person]
    text: Text
    found: dict[str, Person] = field(default_factory=dict)

    @cached_property
    def alone(self) -> dict[str, bool]:
        """Of each main role whether one person alone has it: then "the victim" names her."""
        return alone_in_role(self.main)

    @cached_property
    def owners(self) -> list[str]:
        """The pattern of each main person's names."""
        return [spoken(p, self.alone) for p in self.main]

    @cached_property
    def _taken(self) -> set[str]:
        return {n.lower() for p in self.main for n in [p.label, *p.aliases]}

    def add(
        self,
        label: str,
        role: str,
        said: str | None,
        places: list[Evidence],
        rule: str,
        sure: float,
        sex: str | None = None,
        **more: object,
    ) -> None:
        """Adds a person unless the label is known or nothing tells of it.

        Args:
            label: the name that the review uses.
            role: a `person_role` of the vocabulary.
            said: what the person is to whom ("sister of Adult A").
            places: where the review says so; the first three are kept.
            rule: the rule that found the person.
            sure: how sure the rule is, 0 to 1.
            sex: a `sex` of the vocabulary.
            more: further fields of the person.
        """
        if label.lower() in self._taken | self.found.keys() or not places:
            return
        if any(label in p.aliases for p in self.found.values()):
            return  # "Helen", who is Mrs Helen Carr
        self.found[label.lower()] = Person(
            label=label,
            role=role,  # type: ignore[arg-type]
            sex=sex or given_sex(label.split()[0]),  # type: ignore[arg-type]
            relation=said,
            evidence=places[:3],
            origin=machine(f"persons.{rule}", sure),
            **more,  # type: ignore[arg-type]
        )

    def owner(self, text: str, before: str = "") -> Person | None:
        """Whose it is: a label, a role word, or a pronoun that only one of the main persons can be meant by.

        Args:
            text: the words for the owner.
            before: what stands before them; of several whom a pronoun may mean, the last named there is meant.
        """
        plain = re.sub(r"['’]s?$", "", text.strip())
        for person, said in zip(self.main, self.owners, strict=True):
            if re.fullmatch(said, plain, re.I):
                return person
        sex = {"her": "female", "his": "male"}.get(plain.lower())
        fitting = [p for p in self.main if p.sex == sex] if sex else []
        if len(fitting) > 1 and len(victims := [p for p in fitting if p.role == "victim"]) == 1:
            return victims[0]
        if len(fitting) > 1 and before:
            named = [(max((m.start() for m in re.finditer(self._of(p), before, re.I)), default=-1), p) for p in fitting]
            at, last = max(named, key=lambda one: one[0])
            return last if at >= 0 and all(p.sex for p in self.main) else None
        return fitting[0] if len(fitting) == 1 and all(p.sex for p in self.main) else None

    def _of(self, person: Person) -> str:
        return self.owners[self.main.index(person)]
