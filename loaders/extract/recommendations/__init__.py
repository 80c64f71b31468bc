"""Recommendations, the panel's and the agencies' own (rule 10 of the contract).

``entries`` cuts the sections of recommendations into entries, ``told`` finds those that stand in the text of other
sections, ``plan`` reads action plans, ``address`` says to whom an entry speaks, at which level and on what, ``find``
joins what is said twice. ``cues.yaml`` has the wordings.
"""

from loaders.extract.recommendations.find import find

__all__ = ["find"]
