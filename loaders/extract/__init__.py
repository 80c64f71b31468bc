"""From a document to a coding sheet, by rules.

Each rule family is a package of its own: logic in modules, cues in YAML beside them, and ``find(reading)`` that returns
the family's part of the sheet. ``pipeline.extract`` runs them all; ``version.EXTRACTOR_VERSION`` names the rules.

Nothing is imported here, so that asking for the version does not load the rules.
"""
