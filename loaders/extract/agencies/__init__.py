"""Agencies: who had contact, contributed, or is asked to act; and which of them a stretch of text means.

``find`` gathers names by the words of their kind (``kinds.yaml``), lists and tables of those who took part (``lists``),
and bodies that only a role or a number names; one body becomes one entry. ``index.AgencyIndex`` finds their mentions.

Measured with ``tests.extraction.try_family agencies`` (persons from the coder), 2026-11-24: the two reviews that were
read P 0.94, R 0.97, F1 0.95, sector right in 0.97 and contribution in 0.98 of the matched; the one held back P 0.61,
R 0.67, F1 0.64, sector 0.97, contribution 0.80. Bodies that a narrative names without a word of their kind, and passing
names of bodies, make the difference.
"""

from loaders.extract.agencies.find import find

__all__ = ["find"]
