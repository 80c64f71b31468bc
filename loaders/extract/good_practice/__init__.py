"""Good practice: what a review commends (rule 9 of the contract).

``cues.yaml`` holds the wordings; ``find`` reads the sentences, gives each to the agency that is commended (by the means that
missed opportunities are given by) and joins the sentences of one commendation.
"""

from loaders.extract.good_practice.find import find

__all__ = ["find"]
