"""Weather from feeling: the wind rises with arousal. Which weather it is, the words or the nearest feeling say."""

from __future__ import annotations

from feelm.director.relations.felt import Felt
from feelm.director.relations.offsets import LookOffsets
from feelm.director.rules import rules


def offsets(felt: Felt) -> LookOffsets:
    """Wind + 0.3 a: how much everything sways is motion in the picture (Toet and others, 2011: amplitude arouses)."""
    return LookOffsets(wind=rules().relations.wind_arousal * felt.awake)
