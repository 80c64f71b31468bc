"""Risk factors: what the review reports of the people of the case, and which agencies knew (rule 6 of the contract).

``cues`` holds the wordings of ``cues.yaml``, ``people`` tells whom a sentence speaks of (no parse: names, kin, pronouns
and word order suffice), ``mentions`` finds the tellings of a factor and whose it is, ``find`` weighs them over the
document, ``known`` tells which agencies knew before the death.

Measured on the coded reviews, other parts of the sheet from the coders (``tests.extraction.try_family``):

=========  ================================  =====================  ==================
\\           factors: precision, recall, F1    evidence               known_to: P, R, F1
=========  ================================  =====================  ==================
two seen   0.97, 0.94, 0.95                  0.95 of the matched    0.70, 0.70, 0.70
held back  0.70, 0.74, 0.72                  0.93                   0.50, 0.56, 0.53
all three  0.90, 0.89, 0.90                  0.95                   0.65, 0.67, 0.66
=========  ================================  =====================  ==================
"""

from loaders.extract.risk_factors.find import find

__all__ = ["find"]
