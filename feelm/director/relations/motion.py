"""Motion from feeling: how fast the camera goes and the world lives, and how restless the camera is."""

from __future__ import annotations

from feelm.director.relations.felt import Felt
from feelm.director.relations.offsets import LookOffsets
from feelm.director.rules import rules


def offsets(felt: Felt) -> LookOffsets:
    """Speed 2^(1.8 a) of the camera, 2^(1.3 a) of the world; unrest 1.2 max(0, a) + 0.3 max(0, a) max(0, -v).

    Faster motion is more arousing, irregular motion more arousing and less pleasant (A. Toet, M. Henselmans, M. P.
    Lucassen, T. Gevers, "Emotional effects of dynamic textures", i-Perception, 2011); smooth motion is liked and
    calms, abrupt motion does not (E. Monroy, G. Orgs and others). The exponents are our own constants.
    """
    rule = rules().relations
    lively, sorrow = max(0.0, felt.awake), max(0.0, -felt.pleasant)
    return LookOffsets(
        speed=rule.speed_octaves * felt.awake,
        pace=rule.pace_octaves * felt.awake,
        unrest=rule.unrest * lively + rule.unrest_tense * lively * sorrow,
    )
