"""Feelm's own drawings: functions that return a :class:`~feelm.things.drawings.pen.Sheet` of soft gouache shapes.

Each takes the chance it may use, the colours that were asked for and the phase (0..1) of its moving cycle. Light comes
from the upper left; y grows downward and 0 is the ground (or the water line); shapes have no outlines.
"""
