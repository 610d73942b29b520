"""Light from feeling: a stronger key and more contrast with sorrow and with arousal."""

from __future__ import annotations

from feelm.director.relations.felt import Felt
from feelm.director.relations.offsets import LookOffsets
from feelm.director.rules import rules


def offsets(felt: Felt) -> LookOffsets:
    """Key ratio 2 + 3 max(0, -v) + 2 max(0, a), as shares of contrast and strength of the key light.

    More shadow was felt as more arousing and more negative in drama and romance (C. Huang, thesis on low-key lighting,
    2018, 75 viewers; the opposite in action films, so the effect is kept small). The ratio is our own constant.
    """
    rule = rules().relations
    sorrow, lively = max(0.0, -felt.pleasant), max(0.0, felt.awake)
    return LookOffsets(
        contrast=rule.contrast_per_key * (3.0 * sorrow + 2.0 * lively),
        key=rule.key_sorrow * sorrow + rule.key_arousal * lively,
    )
