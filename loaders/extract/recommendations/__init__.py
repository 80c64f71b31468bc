"""Recommendations, the panel's and the agencies' own (rule 10 of the contract).

``entries`` cuts the sections of recommendations into entries, ``told`` finds those that stand in the text of other
sections, ``plan`` reads action plans, ``address`` says to whom an entry speaks, at which level and on what, ``find``
joins what is said twice. ``cues.yaml`` has the wordings; for the themes a small trained model weighs in.

Measured on 2026-11-24 with the coders' agencies (``tests.extraction.try_family``), precision and recall: on the two
reviews that were read, recommendations 1.00 and 1.00, addressees 0.99 and 0.99, themes 0.77 and 0.81; on the one held
back, 0.94 and 1.00, addressees 1.00 and 0.94, themes 0.62 and 0.60 (by cues alone; with a model that was not trained
on the review 0.68 F1). Numbers and levels were right in all. On whole reviews of fiction
(``tests.extraction.held_out``, 2026-11-28), F1: the open ones 0.99, addressees 0.97, numbers right in 0.99; those
that nobody has read 0.98, 0.93 and 1.00.
"""

from loaders.extract.recommendations.find import find

__all__ = ["find"]
