"""Colour from feeling: lightness and chroma from valence, saturation from arousal; the hue is the memory's own."""

from __future__ import annotations

from feelm.director.relations.felt import Felt
from feelm.director.relations.offsets import LookOffsets
from feelm.director.rules import rules


def offsets(felt: Felt) -> LookOffsets:
    """L* + 22 v; C* + 12 v; C* + 22 max(0, a).

    Signs: happy-sad ratings of 37 colours rise with lightness and chroma (S. E. Palmer, K. B. Schloss, Z. Xu, L. R.
    Prado-León, "Music-color associations are mediated by emotion", 2013; fitted: -42 + 0.80 (L* - 50) + 1.08 C*,
    R² 0.74), while a* and b* alone explain little (0.14): hue is left to the story. Saturated colours are more
    arousing (L. Wilms, D. Oberfeld, "Color and emotion: effects of hue, saturation, and brightness", 2018; P. Valdez,
    A. Mehrabian, "Effects of color on emotions", 1994: A = -0.31 B + 0.60 S; the two disagree on brightness, so
    arousal does not touch lightness). The sizes are our own constants.
    """
    rule = rules().relations
    return LookOffsets(
        lightness=rule.lightness_valence * felt.pleasant,
        chroma=rule.chroma_valence * felt.pleasant,
        saturation=rule.chroma_arousal * max(0.0, felt.awake),
    )
