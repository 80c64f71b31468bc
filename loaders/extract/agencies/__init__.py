"""Agencies: who had contact, contributed, or is asked to act; and which of them a stretch of text means.

``kinds`` reads the kinds of body (``kinds.yaml``) and tells which a name is of; ``names`` finds names in running text
by the words of their kind, ``lists`` those in lists and tables of who took part (``rows`` mends tables that were
taken apart, ``pieces`` tells a person from a post and a body, ``sentences`` reads lists in running text). ``told``
gathers them from all places where the text names bodies, ``explained`` reads what they are said to be, ``apart`` parts
two in one name, ``sound`` says which can be names at all. ``found`` holds a body while it is gathered, ``cluster``
makes one body one entry, ``aliases`` tells what else a text calls it,
``sector`` its sector, ``contributions`` what it gave the review, ``belongs`` whether it belongs to the case,
``unnamed`` adds those that only a number, a role or a place names. ``find`` puts them together. ``index.AgencyIndex``
finds mentions of the agencies that were found.

Measured with ``tests.extraction.try_family agencies`` (persons from the coder), 2026-11-28: Ealing P 0.94, R 1.00, F1
0.97; Solihull P 0.95, R 0.98, F1 0.97; North Worcestershire P 0.98, R 0.91, F1 0.94 (0.64 before its errors were
read, which is the figure for a review that nobody had seen); sector and contribution right in 0.98 of the matched. On
fictional reviews that nobody has read F1 0.90 (twelve of 2026-12-01). On the bank of fictional passages
(``tests/extraction/agencies_bank.yaml``, written before these rules were tried on it, then mended) F1 0.96; on 32
layouts of panels and contributors 0.86 before. Bodies that a narrative names without a word of their kind, and
passing names of bodies, make the difference.
"""

from loaders.extract.agencies.find import find

__all__ = ["find"]
