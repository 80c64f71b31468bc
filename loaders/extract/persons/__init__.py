"""The people of a review: victims, perpetrators, and the others it speaks of.

``tables`` reads tables and keys, ``cues.yaml`` holds the wordings that declare a person or tell of the killing,
``ties`` how two people are related, ``describe`` sex, age and kin, ``index`` finds persons in sentences.

Measured with the contract's scorer (precision, recall) on 2026-11-24:

=================  ============  ===========
list               two seen      held back
=================  ============  ===========
victims            1.00, 1.00    1.00, 1.00
perpetrators       1.00, 1.00    1.00, 1.00
others             0.81, 0.52    0.54, 0.44
=================  ============  ===========

Sex and age of victims and perpetrators were right in all of them. Of the others, those go missing that only a phrase in
passing names ("a brother", "a male acquaintance").
"""

from loaders.extract.persons.find import find

__all__ = ["find"]
