"""Missed opportunities: what a review says an agency should have done, or done otherwise (rule 8 of the contract).

``cues`` reads ``cues.yaml``: the wordings of a failing (triggers) and what tells its type. ``scopes`` finds the
triggers of a sentence and the words that belong to each, ``blame`` the agency that failed, ``find`` puts them together,
``merge`` joins what is told twice. No sentence is parsed.

Measured on the coded reviews, agencies and persons from the coder (precision, recall, F1):

- the two that were read: 0.71, 0.66, 0.68; type and place 0.78, 0.72, 0.75; place 0.86, 0.80, 0.83
- the one held back: 0.39, 0.36, 0.37; type and place 0.50, 0.46, 0.48; place 0.74, 0.68, 0.71. It tells most failings
  in its narrative, in plain words.
"""

from loaders.extract.missed_opportunities.find import find

__all__ = ["find"]
