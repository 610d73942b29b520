"""``LookOffsets``: everything that a feeling changes in a picture, as distances from neutral."""

from __future__ import annotations

from dataclasses import dataclass, fields

from feelm.director.relations.felt import Felt, Gains, certainty


@dataclass(frozen=True)
class LookOffsets:
    """How far a picture leaves neutral; all zero is a neutral picture.

    ``lightness`` L*; ``chroma`` C* (from valence); ``saturation`` C* (from arousal); ``contrast`` the share by which
    the distance of lights and darks grows; ``key`` added to the strength of the key light (0..1); ``speed`` octaves of
    the camera's speed; ``pace`` octaves of the world's; ``unrest`` of the camera, 1 is a hand; ``stroke`` the share by
    which strokes lengthen; ``bold`` -1..1 from the calmest to the boldest painting of a style; ``rhythm`` octaves by
    which shots shorten; ``wind`` added to 0..1.
    """

    lightness: float = 0.0
    chroma: float = 0.0
    saturation: float = 0.0
    contrast: float = 0.0
    key: float = 0.0
    speed: float = 0.0
    pace: float = 0.0
    unrest: float = 0.0
    stroke: float = 0.0
    bold: float = 0.0
    rhythm: float = 0.0
    wind: float = 0.0

    def __add__(self, other: LookOffsets) -> LookOffsets:
        return LookOffsets(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def scaled(self, gains: Gains) -> LookOffsets:
        """The offsets of one person: each times the gain of its relation (1 where none is known)."""
        gain_of = {name: gains.get(relation, 1.0) for relation, names in RELATIONS.items() for name in names}
        return LookOffsets(**{f.name: getattr(self, f.name) * gain_of[f.name] for f in fields(self)})


RELATIONS: dict[str, tuple[str, ...]] = {
    "lightness": ("lightness",),
    "chroma": ("chroma",),
    "saturation": ("saturation",),
    "contrast": ("contrast",),
    "light": ("key",),
    "motion": ("speed", "pace", "unrest"),
    "brush": ("stroke", "bold"),
    "rhythm": ("rhythm",),
    "weather": ("wind",),
}
"""Relation → the offsets that it governs. A person's own mapping has a gain for each relation."""


def offsets(valence: float, arousal: float, sd: float) -> LookOffsets:
    """The offsets of a feeling by the published relations.

    Args:
        valence: -1..1.
        arousal: -1..1.
        sd: standard deviation of both; it draws every offset towards neutral by ``certainty``.
    """
    return look_offsets(Felt(valence, arousal, certainty(sd), certainty(sd)))


def look_offsets(felt: Felt, gains: Gains | None = None) -> LookOffsets:
    """The offsets of a feeling whose valence and arousal are not equally sure, for a person's own gains."""
    return total(felt).scaled(gains or {})


def total(felt: Felt) -> LookOffsets:
    """The sum of all families, before any person's gains."""
    from feelm.director.relations import colour, light, line, motion, rhythm, weather

    whole = LookOffsets()
    for family in (colour, light, motion, line, rhythm, weather):
        whole = whole + family.offsets(felt)
    return whole
