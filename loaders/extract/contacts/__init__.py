"""Dated contacts between agencies and the people of the case, or between agencies about them (rule 7 of the contract).

``pieces`` says what of a sentence is read, ``clauses`` who does what to whom in it, ``frames`` holds the wordings of
``cues.yaml``, ``parties`` the agencies and people of a clause, ``find`` compares clause with frame and gives each its
agency and date, ``merge`` joins what is told twice.

Measured on 2026-11-24 with ``tests.extraction.try_family`` (precision / recall), with the coder's agencies, persons
and deaths: 0.80 / 0.83 and 0.80 / 0.80 on the two reviews read first, 0.74 / 0.65 on the one that was left out
(0.67 / 0.58 while it was unread); with all of these as extracted: 0.78 / 0.79, 0.77 / 0.78 and 0.47 / 0.43, most of the
difference being agencies that were not found, were found under another name or twice. Of the matched, 0.88 have the
coder's kind, 0.79 the date to the digit, 0.97 the place. On the fiction of ``tests.extraction.chronologies``,
in other house styles, before and after the rules were mended by them: 0.88 / 0.67, then 0.94 / 0.80.
"""

from loaders.extract.contacts.find import find

__all__ = ["find"]
