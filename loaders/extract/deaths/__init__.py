"""The deaths of a review: when, how, where, by whom, and what the courts made of it."""

from loaders.extract.deaths.find import find

__all__ = ["find"]
