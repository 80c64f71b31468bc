"""Correction of a coding sheet by a person, in a web page on this machine.

``form`` says as data what a person can enter; ``session`` applies decisions to the sheet and keeps it on disk;
``server`` serves the page on loopback. Nothing here knows how a sheet is made or loaded.
"""
