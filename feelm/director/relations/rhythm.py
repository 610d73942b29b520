"""Rhythm from feeling: shots shorten with arousal."""

from __future__ import annotations

from feelm.director.relations.felt import Felt
from feelm.director.relations.offsets import LookOffsets
from feelm.director.rules import rules


def offsets(felt: Felt) -> LookOffsets:
    """Octaves by which a shot is shorter: 0.85 a.

    Shorter shots and more motion go together in films and with arousal (J. E. Cutting, J. E. DeLong, C. E. Nothelfer,
    "Attention and the evolution of Hollywood film", 2010). The slope is our own constant.
    """
    return LookOffsets(rhythm=rules().cut.halves_per_arousal * felt.awake)
