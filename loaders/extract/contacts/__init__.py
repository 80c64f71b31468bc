"""Dated contacts between agencies and the people of the case, or between agencies about them (rule 7 of the contract).

``pieces`` says what of a sentence is read, ``clauses`` who does what to whom in it, ``frames`` holds the wordings of
``cues.yaml``, ``parties`` the agencies and people of a clause, ``find`` compares clause with frame and gives each its
agency and date, ``merge`` joins what is told twice.

Measured on 2026-11-24 with ``tests.extraction.try_family`` (precision / recall), with the coder's agencies, persons
and deaths: 0.81 / 0.87 and 0.81 / 0.82 on the two reviews that were read, 0.67 / 0.58 on the one held back; with all of
these as extracted: 0.80 / 0.83, 0.80 / 0.82 and 0.41 / 0.35, most of the difference being agencies that were not found
or were found twice. Of the matched, 0.88 have the coder's kind, 0.76 the date to the digit, 0.96 the place.
"""

from loaders.extract.contacts.find import find

__all__ = ["find"]
