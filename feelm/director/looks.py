"""How a shot looks: light, palette and accent, wind, painting and grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from feelm.director.brief import Brief, Style
from feelm.director.cutting import Take
from feelm.director.palette import accent_for, palette_of
from feelm.director.reasons import Reasons
from feelm.director.relations import Felt, Gains, LookOffsets, look_offsets
from feelm.director.rules import rules
from feelm.score.model import Grade, Light, Paint
from feelm.seeds import generator
from feelm.story.telling import Scene
from feelm.vocabulary import INDOOR_PLACES, ShotSize


def _settled(scene: Scene) -> tuple[str, str]:
    return scene.time_of_day or "afternoon", scene.weather or "clear"


@dataclass(frozen=True)
class Mood:
    """What is felt in a shot and in the passage that it belongs to, and how one person's looks answer it."""

    felt: Felt
    passage: Felt
    gains: Gains = field(default_factory=dict)

    @property
    def look(self) -> LookOffsets:
        """The offsets of the shot."""
        return look_offsets(self.felt, self.gains)

    @property
    def passage_look(self) -> LookOffsets:
        """The offsets of the passage, whose shots share a palette."""
        return look_offsets(self.passage, self.gains)


def light_for(take: Take, mood: Mood, seed: int) -> Light:
    """The key light: direction and colour from the hour, strength from weather and feeling.

    The side is chance but the same all through a passage, so that shadows agree from shot to shot.
    """
    scene = take.passage.scene
    hour, weather = (
        rules().hours[scene.time_of_day or "afternoon"],
        rules().weathers[scene.weather or "clear"],
    )
    side = 1.0 if generator(seed, "light side", round(take.passage.start_s * 1000)).random() < 0.5 else -1.0
    strength = hour.strength * weather.light + mood.look.key
    elevation = 25.0 if scene.place in INDOOR_PLACES else hour.elevation
    return Light(
        azimuth=side * hour.azimuth,
        elevation=elevation,
        colour=hour.colour,
        strength=round(min(max(strength, 0.15), 1.0), 2),
    )


def wind_for(take: Take, mood: Mood) -> float:
    """How strongly the wind blows, 0..1, from weather and arousal; indoors a breath."""
    scene = take.passage.scene
    wind = rules().weathers[scene.weather or "clear"].wind + mood.look.wind
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

    def palette(self, take: Take, mood: Mood) -> tuple[list[str], str]:
        """The palette of a passage in a section: all its shots share it."""
        key = (id(take.passage), take.label)
        turn = self._turns[take.label[:1]]
        if key not in self._palettes:
            self._palettes[key] = palette_of(take.passage.scene, mood.passage_look, turn)
        time, weather = _settled(take.passage.scene)
        felt = mood.passage
        why = self._say(
            "palette", time=time, weather=weather, valence=felt.valence, arousal=felt.arousal
        ) + unsure(felt, self._say)
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
    take: Take, mood: Mood, size: ShotSize, style: str, styles: Sequence[Style], *, insert: bool = False
) -> Paint:
    """How strongly a shot is painted, within what suits its style: calm is legible, lively bold, the hero less.

    ``insert``: a detail without anybody, small enough to be painted several times over, so that it may boil.
    """
    rule, look = rules().paint, mood.look
    share = 0.5 + 0.5 * min(max(look.bold, -1.0), 1.0)
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
        stroke=round(rule.stroke[size] * (1.0 + min(max(look.stroke, -0.3), 0.3)), 2),
        boil=rule.boil if insert and look.bold >= rule.boil_from_arousal else 0.0,
    )


def grade_for(take: Take, mood: Mood, say: Reasons) -> tuple[Grade, str]:
    """The last touch of a shot, and why; exposure and saturation follow the feeling inside the shot.

    In loud sections the light answers the drum a little.
    """
    rule, scene = rules().grade, take.passage.scene
    hour = rules().hours[scene.time_of_day or "afternoon"]
    sorrow = max(0.0, -mood.felt.pleasant)
    exposure = exposure_curve(mood, scene)
    why = say("grade", valence=take.valence, arousal=take.arousal, time=scene.time_of_day or "afternoon")
    why += unsure(mood.felt, say)
    if take.label and take.energy >= rule.beat_from_energy:
        exposure += f" + {rule.beat_stops} * follow(kick, 0, 0.2)"
        why += "; " + say("grade_beat")
    chosen: dict[str, object] = {
        "exposure": exposure,
        "contrast": round(min(max(1.0 + rule.contrast * mood.look.contrast, 0.85), 1.2), 3),
        "saturation": saturation_curve(mood, rule.memory_saturation if scene.memory else 1.0),
        "warmth": round(hour.warmth + rule.warmth_valence * mood.felt.pleasant, 3),
        "vignette": round(rule.vignette + rule.vignette_sorrow * sorrow, 3),
    }
    return Grade.model_validate(chosen), why


def pace_curve(mood: Mood) -> str:
    """How fast the world lives, over ``arousal``: 2 to the octaves of ``relations.motion``."""
    gain = mood.gains.get("motion", 1.0) * mood.felt.arousal_sure
    return f"2 ** ({gain * rules().relations.pace_octaves:.2f} * {_PLAYED_AROUSAL})"


def shake_curve(mood: Mood) -> str | float:
    """The unrest of the camera, over ``arousal``; 0 in a shot that is not stirred: a tremor only looks unsteady."""
    rule = rules().relations
    sorrow = max(0.0, -mood.felt.pleasant)
    gain = mood.gains.get("motion", 1.0) * mood.felt.arousal_sure * (rule.unrest + rule.unrest_tense * sorrow)
    if gain <= 0.0 or mood.felt.arousal < rule.unrest_from:
        return 0.0
    return f"{gain:.2f} * max(0, {_PLAYED_AROUSAL})"


def exposure_curve(mood: Mood, scene: Scene) -> str:
    """Exposure in stops over ``valence``: what the palette, which is mixed for the whole passage, does not say.

    The palette holds the passage's lightness; the curve adds how far this instant lies from it, and a little of the
    whole, within the range of the hour. Where the hour or the weather takes light from a glad feeling (or gives it to a
    sad one), a part is made up for.
    """
    rule = rules().relations
    night = scene.time_of_day == "night"
    gain = mood.gains.get("lightness", 1.0)
    per_valence = gain * rule.lightness_valence * rule.stops_per_lightness
    slope = (per_valence + gain * rule.held_stops) * mood.felt.valence_sure
    low, high = rule.night_stops_range if night else rule.stops_range
    held = per_valence * mood.passage.pleasant - gain * rule.weather_stops * _against(mood, scene)
    return f"clamp({slope:.2f} * {_PLAYED_VALENCE} - {held:.2f}, {low}, {high})".replace("- -", "+ ")


def _against(mood: Mood, scene: Scene) -> float:
    """By how much (L*) hour and weather go against the feeling's light: above 0 where they darken a glad passage."""
    hour, weather = (
        rules().hours[scene.time_of_day or "afternoon"],
        rules().weathers[scene.weather or "clear"],
    )
    given = hour.lightness + weather.lightness - 20.0 * (1.0 - weather.light)
    pleasant = mood.passage.pleasant
    return max(-given, 0.0) * max(pleasant, 0.0) - max(given, 0.0) * max(-pleasant, 0.0)


def saturation_curve(mood: Mood, factor: float) -> str:
    """Saturation over ``valence`` and ``arousal`` in the manner of ``exposure_curve``; ``factor`` fades a memory."""
    rule, passage = rules().relations, mood.passage_look
    per = rule.saturation_per_chroma
    pleasant = per * rule.chroma_valence * mood.gains.get("chroma", 1.0) * mood.felt.valence_sure
    awake = per * rule.chroma_arousal * mood.gains.get("saturation", 1.0) * mood.felt.arousal_sure
    base = 1.0 - 0.6 * per * (passage.chroma + passage.saturation)
    low, high = (factor * end for end in rule.saturation_range)
    sum_ = f"{base:.2f} + {pleasant:.2f} * {_PLAYED_VALENCE} + {awake:.2f} * max(0, {_PLAYED_AROUSAL})"
    sum_ = sum_.replace("+ -", "- ")
    return f"clamp({sum_ if factor == 1.0 else f'{factor} * ({sum_})'}, {low:.2f}, {high:.2f})"


def unsure(felt: Felt, say: Reasons) -> str:
    """A clause on how much of the feeling is played, where it is not well known; else ""."""
    sure = min(felt.valence_sure, felt.arousal_sure)
    return "; " + say("unsure", share=round(100 * sure)) if sure < 0.7 else ""


def _emphasis(name: str) -> str:
    return f"tanh({rules().feeling.emphasis:g} * {name})"


_PLAYED_VALENCE, _PLAYED_AROUSAL = _emphasis("valence"), _emphasis("arousal")
