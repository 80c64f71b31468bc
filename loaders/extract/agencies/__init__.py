"""Agencies: who had contact, contributed, or is asked to act; and which of them a stretch of text means."""

from loaders.extract.agencies.find import find

__all__ = ["find"]
