"""Dates as reports write them, narrative time, and the running date of a chronology.

``parse_dates(text)`` reads the dates of any text. ``Timeline(document)`` also resolves what leaves the year or more
unsaid ("23 May", "the 12th", "two days later", "that evening") and knows where the narrative stands:

- ``timeline.dates(sentence)`` -- all but dates of birth, statutes, publications (``kinds=`` chooses others);
- ``timeline.events(sentence)`` -- only those of what happened in the case: the review's own process and the
  proceedings for the death left out as well;
- ``timeline.running(sentence)`` and ``timeline.before(sentence)`` -- the date of the narrative.

``span`` holds stretches of days and their precision, ``written`` the written forms, ``relative`` narrative time,
``kinds`` (with ``kinds.yaml``) what a date dates, ``timeline`` the walk through the document.
"""

from loaders.extract.dates.timeline import NEVER, Timeline
from loaders.extract.dates.written import When, parse_dates

__all__ = ["NEVER", "Timeline", "When", "parse_dates"]
