"""Missed opportunities: what a review says an agency should have done, or done otherwise (rule 8 of the contract).

``cues`` reads ``cues.yaml``: the wordings of a failing (triggers) and what tells its type. ``scopes`` finds the triggers of a
sentence and the words that belong to each, ``blame`` the agency that failed, ``find`` puts them together, ``merge`` joins
what is told twice.
"""

from loaders.extract.missed_opportunities.find import find

__all__ = ["find"]
