"""Agencies: who had contact, contributed, or is asked to act; and which of them a stretch of text means.

``find`` gathers names by the words of their kind (``kinds.yaml``), lists and tables of those who took part (``lists``),
and bodies that only a role or a number names; one body becomes one entry. ``index.AgencyIndex`` finds their mentions.

Measured with ``tests.extraction.try_family agencies`` (persons from the coder), 2026-11-24: Ealing P 0.91, R 0.97, F1
0.94; Solihull P 0.95, R 0.98, F1 0.97; North Worcestershire P 0.95, R 0.87, F1 0.91 (0.64 before its errors were read,
which is the figure for a review that nobody had seen); sector right in 0.97 and contribution in 0.98 of the matched. On
the bank of fictional passages (``tests/extraction/agencies_bank.yaml``, written before these rules were tried on it,
then mended) P 0.91, R 0.92, from 0.81 and 0.72. Bodies that a narrative names without a word of their kind, and
passing names of bodies, make the difference.
"""

from loaders.extract.agencies.find import find

__all__ = ["find"]
