"""The review itself: its id, title, makers, commissioners, date and scope, mostly from its first pages."""

from loaders.extract.review.find import find

__all__ = ["find"]
