"""Reads a document and fills a coding sheet by rules."""
