"""Measures the contacts of the bank of chronologies."""

from tests.extraction.chronologies import main

main()
