"""From a feeling to looks: ``offsets(valence, arousal, sd)`` gives how far a picture leaves neutral, by family.

colour (lightness, chroma, saturation) · light (key, contrast) · motion (speed, pace, unrest) · line (stroke,
boldness) · rhythm (length of shots) · weather (wind). Every family is a pure function; its numbers stand in
``rules.toml``.
"""

from feelm.director.relations.felt import Felt, Gains, certainty, felt_in, played
from feelm.director.relations.offsets import RELATIONS, LookOffsets, look_offsets, offsets, total

__all__ = [
    "RELATIONS", "Felt", "Gains", "LookOffsets", "certainty", "felt_in", "look_offsets", "offsets", "played", "total",
]  # fmt: skip
