"""Dated contacts between agencies and the people of the case, or between agencies about them (rule 7 of the contract).

``clauses`` tells who does what to whom in a sentence, ``frames`` holds the wordings of ``cues.yaml``, ``parties`` the
agencies and people of a clause, ``find`` compares clause with frame and gives each its date, ``merge`` joins what is
told twice.
"""

from loaders.extract.contacts.find import find

__all__ = ["find"]
