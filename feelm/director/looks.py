"""How a shot looks: light, palette and accent, wind, painting and grade."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from feelm.director.brief import Brief, Style
from feelm.director.cutting import Take
from feelm.director.palette import accent_for, palette_for
from feelm.director.reasons import Reasons
from feelm.director.rules import rules
from feelm.score.model import Grade, Light, Paint
from feelm.seeds import generator
from feelm.story.telling import Scene
from feelm.vocabulary import INDOOR_PLACES, ShotSize


def _settled(scene: Scene) -> tuple[str, str]:
    return scene.time_of_day or "afternoon", scene.weather or "clear"


def light_for(take: Take, seed: int) -> Light:
    """The key light: direction and colour from the hour, strength from weather, arousal and sorrow.

    The side is chance but the same all through a passage, so that shadows agree from shot to shot. More shadow
    goes with arousal and with sorrow (Huang 2018), hence a stronger key.
    """
    scene = take.passage.scene
    hour, weather = (
        rules().hours[scene.time_of_day or "afternoon"],
        rules().weathers[scene.weather or "clear"],
    )
    side = 1.0 if generator(seed, "light side", round(take.passage.start_s * 1000)).random() < 0.5 else -1.0
    strength = hour.strength * weather.light + 0.15 * max(0.0, take.arousal) + 0.12 * max(0.0, -take.valence)
    elevation = 25.0 if scene.place in INDOOR_PLACES else hour.elevation
    return Light(
        azimuth=side * hour.azimuth,
        elevation=elevation,
        colour=hour.colour,
        strength=round(min(max(strength, 0.15), 1.0), 2),
    )


def wind_for(take: Take) -> float:
    """How strongly the wind blows, 0..1, from weather and arousal; indoors a breath."""
    scene = take.passage.scene
    wind = rules().weathers[scene.weather or "clear"].wind + 0.2 * take.arousal
    if scene.place in INDOOR_PLACES:
        wind = 0.08
    return round(min(max(wind, 0.0), 1.0), 2)


class Colours:
    """Palettes and accents shot by shot; remembers the accent that the film keeps for its hero."""

    def __init__(self, takes: Sequence[Take], say: Reasons) -> None:
        self._say = say
        self._turns: dict[str, float] = {}
        for take in takes:
            self._turns.setdefault(take.label[:1], rules().colour.section_turn * self._next_turn())
        self._accent: str | None = None
        self._palettes: dict[tuple[int, str], list[str]] = {}

    def _next_turn(self) -> float:
        """0, 1, -1, 2, -2 … for one kind of section after another."""
        number = len(self._turns)
        return (number + 1) // 2 * (1.0 if number % 2 else -1.0)

    def palette(self, take: Take, valence: float, arousal: float) -> tuple[list[str], str]:
        """The palette of a passage in a section: all its shots share it."""
        key = (id(take.passage), take.label)
        turn = self._turns[take.label[:1]]
        if key not in self._palettes:
            self._palettes[key] = palette_for(take.passage.scene, valence, arousal, turn)
        time, weather = _settled(take.passage.scene)
        why = self._say("palette", time=time, weather=weather, valence=valence, arousal=arousal)
        if take.passage.scene.memory:
            why += "; " + self._say("palette_memory")
        if turn:
            why += "; " + self._say("palette_turn", label=take.label[:1], degrees=round(turn))
        return self._palettes[key], why

    def accent(self, take: Take, palette: Sequence[str], valence: float) -> tuple[str, str]:
        """The hero's colour in this shot, and why."""
        colour, reason = accent_for(palette, take.passage.scene.colours, self._accent, valence)
        if reason == "accent":
            self._accent = colour
        return colour, self._say(reason)


def choose_style(
    brief: Brief, styles: Sequence[Style], takes: Sequence[Take], say: Reasons
) -> tuple[str, str]:
    """The film's painting style and why: the one asked for, or the nearest to the film's feeling."""
    if brief.style is not None:
        return brief.style, say("style_asked")
    usable = [style for style in styles if style.name != "plain" and style.name not in rules().style.avoid]
    if not usable:
        return "plain", say("style_plain")
    wish = _style_wish(takes)
    apart = [sum((getattr(style, tag) - wish[tag]) ** 2 for tag in wish) for style in usable]
    nearest = np.argsort(apart, kind="stable")[: rules().style.among]
    chosen = usable[int(generator(brief.chance, "style").choice(nearest))]
    return chosen.name, say("style_chosen", **wish)


def second_style(name: str, styles: Sequence[Style], takes: Sequence[Take]) -> tuple[str, str] | None:
    """A related, livelier style and the kind of section that it is kept for, or None where nothing asks for one.

    Related: the same marks, nearly as dark and as warm. It is kept for the loudest kind of section, where that is loud
    and the film has others.
    """
    rule = rules().style
    loud = max(takes, key=lambda take: take.energy)
    kinds = {take.label[:1] for take in takes}
    first = next((style for style in styles if style.name == name), None)
    if first is None or len(kinds) < 2 or not loud.label or loud.energy < rule.second_from_energy:
        return None
    related = [
        style
        for style in styles
        if style.name not in ("plain", name, *rule.avoid)
        and getattr(style, "marks", "") == getattr(first, "marks", "")
        and max(abs(style.darkness - first.darkness), abs(style.warmth - first.warmth)) <= rule.second_apart
        and rule.second_livelier[0] <= style.energy - first.energy <= rule.second_livelier[1]
    ]
    if not related:
        return None
    return min(related, key=lambda style: (style.energy, style.name)).name, loud.label[:1]


def _style_wish(takes: Sequence[Take]) -> dict[str, float]:
    """How energetic, dark and warm the film's style should be, each 0..1."""
    rule = rules().style
    valence = float(np.mean([take.valence for take in takes]))
    arousal = float(np.mean([take.arousal for take in takes]))
    hours = [rules().hours[take.passage.scene.time_of_day or "afternoon"] for take in takes]
    lightness = float(np.mean([hour.lightness for hour in hours]))
    warmth = float(np.mean([hour.warmth for hour in hours]))
    wish = {
        "energy": rule.energy[0] + rule.energy[1] * arousal,
        "darkness": rule.darkness[0] + rule.darkness[1] * valence + rule.darkness[2] * lightness,
        "warmth": rule.warmth[0] + rule.warmth[1] * valence + rule.warmth[2] * warmth,
    }
    return {tag: min(max(value, 0.0), 1.0) for tag, value in wish.items()}


def paint_for(
    take: Take, size: ShotSize, style: str, styles: Sequence[Style], *, insert: bool = False
) -> Paint:
    """How strongly a shot is painted, within what suits its style: calm is legible, lively bold, the hero less.

    ``insert``: a detail without anybody, small enough to be painted several times over, so that it may boil.
    """
    rule = rules().paint
    share = 0.5 + 0.5 * min(max(take.arousal, -1.0), 1.0)
    low, high = next((one.strengths for one in styles if one.name == style), rule.usual_range)
    strength = low + (high - low) * (rule.calm_strength + share * (rule.lively_strength - rule.calm_strength))
    if take.passage.scene.memory:
        strength += rule.memory_strength
    return Paint(
        style=style,
        strength=round(strength, 2),
        hero_strength=round(max(strength - rule.hero_less, rule.hero_least), 2),
        keep_colour=round(
            rule.calm_keep_colour + share * (rule.lively_keep_colour - rule.calm_keep_colour), 2
        ),
        stroke=rule.stroke[size],
        boil=rule.boil if insert and take.arousal >= rule.boil_from_arousal else 0.0,
    )


def grade_for(take: Take, say: Reasons) -> tuple[Grade, str]:
    """The last touch of a shot, and why; in loud sections the light answers the drum a little."""
    rule = rules().grade
    scene = take.passage.scene
    sorrow, lively = max(0.0, -take.valence), max(0.0, take.arousal)
    hour = rules().hours[scene.time_of_day or "afternoon"]
    saturation = 1.0 + rule.saturation_valence * take.valence + rule.saturation_arousal * take.arousal
    chosen: dict[str, object] = {
        "contrast": round(1.0 + rule.contrast_sorrow * sorrow + rule.contrast_arousal * lively, 3),
        "saturation": round(saturation * (rule.memory_saturation if scene.memory else 1.0), 3),
        "warmth": round(hour.warmth + rule.warmth_valence * take.valence, 3),
        "vignette": round(rule.vignette + rule.vignette_sorrow * sorrow, 3),
    }
    why = say("grade", valence=take.valence, arousal=take.arousal, time=scene.time_of_day or "afternoon")
    if take.label and take.energy >= rule.beat_from_energy:
        chosen["exposure"] = f"{rule.beat_stops} * follow(kick, 0, 0.2)"
        why += "; " + say("grade_beat")
    return Grade.model_validate(chosen), why
