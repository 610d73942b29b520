"""Line and brush from feeling: short, bold strokes when lively, long and soft ones when calm."""

from __future__ import annotations

from feelm.director.relations.felt import Felt
from feelm.director.relations.offsets import LookOffsets
from feelm.director.rules import rules


def offsets(felt: Felt) -> LookOffsets:
    """Stroke length 1 - 0.2 a; boldness a.

    Dense, angular, short lines were drawn and read as anger and agitation, long and curved ones as quiet (C. Damiano,
    P. Gayen, M. Rezanejad and others, "Anger is red, sadness is blue", Journal of Vision, 2023; H. Lundholm, 1921;
    A. T. Poffenberger, B. E. Barrows, 1924). The slope is our own constant; the starter map's 0.5 would take the
    painter out of the range in which a style is legible.
    """
    rule = rules().relations
    return LookOffsets(stroke=-rule.stroke_arousal * felt.awake, bold=felt.awake)
