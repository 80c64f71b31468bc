"""The people of a review: victims, perpetrators, and the others it speaks of."""

from loaders.extract.persons.find import find

__all__ = ["find"]
