"""Dated contacts between agencies and the people of the case, or between agencies about them (rule 7 of the contract)."""

from loaders.extract.contacts.find import find

__all__ = ["find"]
