"""Five colours for a scene, one accent for its hero.

What the feeling changes comes as ``LookOffsets`` (``feelm.director.relations`` says from where); the hues are the
scene's own: its hour, place and season.
"""

from __future__ import annotations

from collections.abc import Sequence

from feelm.director.colour import Lab, chroma_of, distance, hex_of, lab_of, lab_of_hex, mix_hues
from feelm.director.relations import LookOffsets, offsets
from feelm.director.rules import rules
from feelm.story.telling import Scene


def palette_for(scene: Scene, valence: float, arousal: float, turn_deg: float = 0.0) -> list[str]:
    """Return the palette of a feeling (-1..1 each) that is known for sure; see ``palette_of``."""
    return palette_of(scene, offsets(valence, arousal, 0.0), turn_deg)


def palette_of(scene: Scene, look: LookOffsets, turn_deg: float = 0.0) -> list[str]:
    """Return five colours "#rrggbb" from shadow to highest light.

    Args:
        scene: a scene whose place, hour and weather are settled.
        look: how far the feeling takes it from neutral.
        turn_deg: by how much the section of the music turns the hues.
    """
    if scene.time_of_day is None or scene.weather is None or scene.place is None:
        raise ValueError("a palette needs a settled scene")
    rule = rules().colour
    hour, weather = rules().hours[scene.time_of_day], rules().weathers[scene.weather]
    season = rules().seasons[scene.season] if scene.season else None
    chroma = rule.chroma + look.chroma + look.saturation
    chroma = min(max(chroma, 8.0), rule.chroma_most) * hour.chroma * weather.chroma
    base = rule.lightness + look.lightness + hour.lightness + weather.lightness
    if season:
        chroma *= season.chroma
    if scene.memory:
        chroma, base = chroma * rule.memory_chroma, base + rule.memory_lightness
    base = min(max(base, rule.base_range[0]), rule.base_range[1])
    contrast = min(max((0.85 + look.contrast) * weather.contrast, 0.8), 1.3)
    local = _local_hue(scene) + turn_deg
    light, shade = hour.light_hue + 0.5 * turn_deg, hour.shade_hue + 0.5 * turn_deg
    hues = (shade, mix_hues(local, shade, 0.4), local, mix_hues(local, light, 0.6), light)
    return [
        hex_of(lab_of(min(max(base + step * contrast, 7.0), 96.0), chroma * share, hue))
        for step, share, hue in zip(rule.steps, rule.step_chroma, hues, strict=True)
    ]


def _local_hue(scene: Scene) -> float:
    """The hue of the place itself; the season changes what is green."""
    hue = rules().places[scene.place or "open"].hue
    if scene.season is None:
        return hue
    season = rules().seasons[scene.season]
    return season.green_hue if 100.0 <= hue <= 160.0 else hue + season.hue


def accent_for(
    palette: Sequence[str], wanted: Sequence[str], kept: str | None, valence: float
) -> tuple[str, str]:
    """Return the hero's colour and the reason ("accent_said", "accent_kept" or "accent").

    A strong colour that the words name comes first; then the one kept so far in the film, while it stands out; else
    the candidate farthest from the palette.
    """
    labs = [lab_of_hex(colour) for colour in palette]
    for colour in wanted:
        if chroma_of(lab_of_hex(colour)) >= 25.0 and _stands_out(lab_of_hex(colour), labs) >= 12.0:
            return colour, "accent_said"
    rule = rules().colour
    if kept and _stands_out(lab_of_hex(kept), labs) >= rule.accent_distance:
        return kept, "accent_kept"
    dark = labs[2][0] < 48.0
    rated = []
    for rank, hue in enumerate(rule.accent_hues):
        for lightness in (66.0, 56.0) if dark else (50.0, 60.0):
            colour = hex_of(lab_of(lightness, rule.accent_chroma, hue))
            warm = 6.0 * max(0.0, valence) * (20.0 <= hue <= 90.0)
            rated.append((_stands_out(lab_of_hex(colour), labs) + warm - 1.2 * rank, colour))
    return max(rated)[1], "accent"


def _stands_out(colour: Lab, others: Sequence[Lab]) -> float:
    return min(distance(colour, other) for other in others)
