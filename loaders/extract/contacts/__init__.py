"""Dated contacts between agencies and the people of the case, or between agencies about them (rule 7 of the contract).

``pieces`` says what of a sentence is read, ``clauses`` who does what to whom in it, ``frames`` holds the wordings of
``cues.yaml``, ``parties`` the agencies and people of a clause. ``find`` goes through the document and compares clause
with frame: ``standing`` knows where in the narrative it is, ``staff`` whose "the officers" are, ``whose`` whose
contact it is, ``dating`` when it was; ``telling`` puts it down with its reason, ``merge`` joins what is told
twice.

Measured on 2026-11-28 with ``tests.extraction.try_family`` (precision / recall), with the coder's agencies, persons
and deaths: 0.83 / 0.84 on the two reviews read first, 0.79 / 0.77 on the one that was left out (0.67 / 0.58 while it
was unread); with all of these as extracted: F1 0.84 and 0.78. Of the matched, 0.91 have the coder's kind, 0.90 the
date to the digit, 0.97 the place. On fiction in other house styles, before and after the rules were mended by
it: ``tests.extraction.chronologies`` 0.88 / 0.67, then 0.91 / 0.83; ``tests.extraction.contacts_bank`` 0.83 / 0.56,
then 0.89 / 0.66, and its part that nobody has read 0.83 / 0.59, then 0.86 / 0.63. On whole fictional reviews that
nobody has read: F1 0.71.
"""

from loaders.extract.contacts.find import find

__all__ = ["find"]
