"""Risk factors: what the review reports of the people of the case, and which agencies knew (rule 6 of the contract).

``cues`` holds the wordings of ``cues.yaml``, ``people`` tells whom a sentence speaks of (no parse: names, kin, pronouns
and word order suffice), ``mentions`` finds the tellings of a factor and whose it is, ``find``
weighs them over the document, ``known`` tells which agencies knew before the death.
"""

from loaders.extract.risk_factors.find import find

__all__ = ["find"]
