"""Write the reference of the score language: docs/score.md, its pictures, and the published JSON Schema.

All of it comes from the source: fields and their texts, functions, easings, signals. Run it after a change of those:

    python scripts/write_score_reference.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from pydantic.fields import FieldInfo

from feelm.plots.shapes import plot_shapes
from feelm.score.curves import sample
from feelm.score.describing import about_fields, about_part, parts_of
from feelm.score.easing import EASINGS, easing
from feelm.score.functions import FUNCTIONS
from feelm.score.model import Keys, Part, Score
from feelm.score.names import CONSTANTS, FEELING_NAMES, NAMES, SOUND_NAMES, TIME_NAMES, WORD_NAMES
from feelm.score.schema import PUBLISHED, schema_text

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "score.md"
PICTURES = ROOT / "docs" / "score"
FAMILIES = ("sine", "quad", "cubic", "quart", "quint", "expo", "circ", "back", "elastic", "bounce")
GROUPS = {
    "shapes": "Shapes: what makes of a signal or of progress (0 to 1, the pale line) a curve with a character.",
    "memory": "Memory: a value depends on other frames of the shot too. The pale line is what goes in.",
    "clocks": "Clocks: waves and hits in step with beats, bars, seconds or frames.",
    "chance": "Chance: seeded, the same in every shot and on every run.",
    "places": "Places: moments and parts of the film by name.",
    "mathematics": "Mathematics.",
}
MORE = {
    "shapes": [
        "convex(kick, 'pow', 4)", "convex(kick, 'cosh', 4)", "convex(kick, 'softplus', 4)", "pow(kick, 2)",
        "pow(kick, 0.5)", "exp(-4 * beat_phase)", "cosh(1.3 * kick) - 1", "tanh(3 * onset)",
    ],
    "memory": ["follow(kick, 0.15s, 0.15s)", "spring(valence, 0.5, 0.25)"],
    "clocks": ["ease(triangle(1 bar), 'back_in_out')", "saw(1 beat) ** 3", "decay(saw(1 beat), 3)"],
}  # fmt: skip
"""Curves that are drawn beside the functions' own examples."""
HEAD = """\
# The score

A film is one YAML file. `feelm make` writes it beside the film; you change it and run `feelm render`. What you did not
change is not made again; a score that did not change gives the same film, bit for bit. This page is written by
`scripts/write_score_reference.py` from the source of the language.

```yaml
schema: feelm-score/1
title: The Garden
size: [1280, 720]          # even numbers
fps: 24
duration: 60               # seconds; frames = round(duration · fps), every one is shown
seed: 7
music: {file: song.ogg, digest: …, tempo: half, beat_shift: 0.03}
sections:                  # names for parts of the film, if you want other than the letters that are heard
- {name: verse, start: 0}
- {name: chorus, start: bar 17}
signals:                   # the film's own signals, used by name in every shot
  hit: follow(threshold(kick, 0.3), 0, 1 beat)
shots:
- id: s01
  start: 0                 # each shot begins where the one before it ends
  end: bar 3
  text: Every summer morning my grandmother opened the blue gate.
  size: wide               # extreme_wide, wide, medium, close, detail
  camera: {move: push_in, strength: 0.4, zoom: 1 + 0.02 * hit}
  world:
    place: garden
    time: morning
    palette: ['#26364d', '#5a7a8c', '#a9b8a0', '#e8d7b0', '#f6efe2']
    accent: '#c8553d'
    players:
    - {person: elder, gender: female, pose: standing, hero: true}
    - {thing: sunflower, count: 3, react: hit, react_gain: 0.4}
  paint: {style: klimt_primavesi, strength: 0.6, hero_strength: 0.4}
  grade: {exposure: 0.05 * kick, vignette: 0.15}
  transition: {kind: dissolve, length: 1 beat}
  why: {size: 'wide: says where we are', start: cut on the downbeat of bar 3}
```

Mistakes are told with their line and column, also inside folded and quoted texts: ``film.score.yaml, line 41, column
18: unknown signal `kik`; did you mean `kick`?`` `feelm schema` prints the JSON Schema for editors; `feelm curves
film.score.yaml` draws every moving number under the waveform.

## Numbers

Wherever a field takes a number that may move, it takes one of these:

| kind | example |
|---|---|
| constant | `zoom: 1.2` |
| key frames | `zoom: {keys: [[0, 1], [bar 9, 1.3, cubic_out], [end, 1]], ease: smooth}` |
| expression | `exposure: 0.1 * follow(kick, 0, 0.2s)` |

Each field below says whether it is sampled at every frame or taken once. An expression with commas inside `{ }` is put
in quotes, because YAML reads the comma as the next field.

Expressions are parsed, never run as code, and sampled for a whole shot in one pass. From loosest to tightest they
know `a if condition else b` · `or` · `and` · `not` · `< <= > >= == !=` (chains as in mathematics: `0 < u < 0.5`) ·
`+ -` · `* / %` · unary `-` · `**` (to the right) · functions and brackets. A number may carry a unit of time and is
then a length: `2s`, `250ms`, `0.5min`, `30f` (frames), `4 beats` or `4b`, `1 bar`. As a plain number it counts seconds,
with beats and bars of their usual length; clocks (`saw(4 beats)`) follow the very beats that are heard.

## Times

| words | mean |
|---|---|
| `12.5`, `12.5s`, `4 beats`, `30f` | a length: from the start of the shot (in the film's own fields: of the film) |
| `1:23.5` | a clock time of the film |
| `frame 120` | a frame of the film, counted from 0 |
| `beat 33.5`, `bar 17`, `bar 17 beat 3` | a place of the music, counted from 1 |
| `section 3`, `section chorus 2` | where a section begins: the third, the second chorus |
| `start`, `end` | of the shot (in the film's own fields: of the film) |
| `bar 17 + 0.2s - 1 beat` | lengths after or before a place |

Bars, beats and sections are those of the music, wherever in it the film begins. A film without music has 60 beats a
minute, four to the bar. A place that the film does not have is refused.

## Easings

How a number goes from one key to the next; also `ease(x, 'name')`. `smooth` is one curve through several keys.

"""


def reference() -> str:
    """The text of docs/score.md."""
    parts = [HEAD, *_easing_lines(), *_signal_lines(), *_function_lines(), *_field_lines()]
    return "\n".join(line.rstrip() for line in "".join(parts).splitlines()).rstrip() + "\n"


def _easing_lines() -> Iterator[str]:
    yield "| easing | does |\n|---|---|\n"
    for name, about in EASINGS.items():
        yield f"| `{name}` | {about} |\n"
    yield "\n![easings](score/easings.svg)\n\n"


def _signal_lines() -> Iterator[str]:
    yield "## Signals\n\n"
    groups = {"time": TIME_NAMES, "music": SOUND_NAMES, "words": WORD_NAMES, "feeling": FEELING_NAMES}
    for title, names in groups.items():
        yield f"| {title} | |\n|---|---|\n"
        for name, about in names.items():
            yield f"| `{name}` | {about} |\n"
        yield "\n"
    constants = ", ".join(f"`{name}` = {value:.6g}" for name, value in CONSTANTS.items())
    yield f"Constants: {constants}.\n\n"
    yield (
        "The score's own signals stand under `signals:`, once for the film. Each is a number like any other, may be"
        " made from others in any order, and remembers from the first frame of the film on. A circle is refused and"
        " named.\n\n"
    )


def _function_lines() -> Iterator[str]:
    yield "## Functions\n\n"
    for group, title in GROUPS.items():
        name, _, about = title.partition(":")
        yield f"### {name.rstrip('.')}\n\n"
        if about:
            yield f"{about.strip()[0].upper()}{about.strip()[1:]}\n\n"
        yield "| function | gives | example |\n|---|---|---|\n"
        for function in FUNCTIONS.values():
            if function.group == group:
                source = f" ({function.source})" if function.source else ""
                said = [f"`{function.usage}`", function.about + source, f"`{function.example}`"]
                yield f"| {' | '.join(map(_cell, said))} |\n"
        yield f"\n![{group}](score/{group}.svg)\n\n" if group not in ("places", "mathematics") else "\n"


def _field_lines() -> Iterator[str]:
    yield "## Fields\n\n"
    for part in parts_of(Score):
        yield f"### {part.__name__}\n\n{about_part(part)}\n\n| field | default | |\n|---|---|---|\n"
        fields = {info.alias or name: info for name, info in part.model_fields.items()}
        for name, about in about_fields(part).items():
            yield f"| `{name}` | {_default(fields[name])} | {_cell(about)} |\n"
        yield "\n"


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "required"
    value = info.default
    if value is None or value == "" or value == [] or value == {} or isinstance(value, Part):
        return ""
    return f"`{_cell(str(value).lower() if isinstance(value, bool) else str(value))}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def pictures() -> dict[str, str]:
    """File name → SVG text of each picture of the page."""
    made = {"easings.svg": plot_shapes(_easings(), columns=5).svg()}
    colours = {"shapes": "#5f7f47", "memory": "#a8484a", "clocks": "#b8752e", "chance": "#7a5a94"}
    for group, colour in colours.items():
        made[f"{group}.svg"] = plot_shapes(_examples(group), colour).svg()
    return made


def _easings() -> dict[str, tuple[np.ndarray, np.ndarray, np.ndarray | None]]:
    x = np.linspace(0.0, 1.0, 241)
    names = ["linear", "hold", "step(4)", "step(4, start)", "smooth"]
    names += [f"{family}_{way}" for family in FAMILIES for way in ("in", "out", "in_out")]
    names += [
        "bezier(0.8, 0, 0.2, 1)",
        "bezier(0.3, 1.5, 0.5, 1)",
        "influence(33.3, 80)",
        "spring(120, 12)",
        "spring(400, 8)",
    ]
    curves = {name: (x, easing(name)(x), None) for name in names}
    keys = Keys(keys=[(0.0, 0.0), (0.25, 0.7), (0.5, 0.75), (0.75, 0.2), (1.0, 1.0)], ease="smooth")
    curves["smooth"] = (x, sample(keys, times_s=x, duration_s=1.0, signals={}), None)
    return curves


def _examples(group: str) -> dict[str, tuple[np.ndarray, np.ndarray, np.ndarray | None]]:
    signals = _ramps() if group == "shapes" else _music()
    t = signals["t"]
    curves: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray | None]] = {}
    for function in FUNCTIONS.values():
        if function.group == group:
            values = sample(function.example, times_s=t, duration_s=float(t[-1]), signals=signals)
            named = [
                name for name in ("kick", "snare", "bass", "loudness", "valence") if name in function.example
            ]
            source = signals["u"] if group == "shapes" else signals[named[0]] if named else None
            scale = max(float(np.abs(values).max()), 1e-9)
            # What grows without end is drawn in its own scale, so that its shape is seen.
            drawn = values / scale if scale > 4 else values
            curves[function.example] = (t, drawn, source)
    return curves


def _ramps() -> dict[str, np.ndarray]:
    """Every signal going from 0 to 1, so that an example draws what it makes of its input."""
    u = np.linspace(0.0, 1.0, 241)
    return dict.fromkeys(NAMES, u) | {"u": u, "valence": 2 * u - 1}


def _music() -> dict[str, np.ndarray]:
    """Eight seconds of made music at 120 beats a minute."""
    t = np.arange(8 * 60) / 60.0
    beat = 2.0 * t
    kick = np.where((np.floor(beat) % 4 == 0) | (np.floor(beat) % 4 == 2), np.exp(-9 * np.mod(t, 0.5)), 0.0)
    snare = np.where(np.floor(beat) % 4 == 2, np.exp(-9 * np.mod(t, 0.5)), 0.0)
    swell = 0.5 - 0.4 * np.cos(2 * np.pi * t / 8) + 0.1 * np.sin(11 * t)
    signals = {name: np.zeros(t.shape) for name in NAMES} | {
        "t": t,
        "f": t * 60,
        "beat": beat,
        "bar": beat / 4,
    }
    signals |= {"beat_length": np.full(t.shape, 0.5), "bar_length": np.full(t.shape, 2.0)}
    signals |= {"frame_length": np.full(t.shape, 1 / 24), "beat_phase": beat % 1, "bar_phase": beat / 4 % 1}
    return signals | {
        "kick": kick,
        "snare": snare,
        "loudness": swell,
        "bass": swell,
        "valence": (t > 3) * 0.8,
    }


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    PAGE.write_text(reference(), encoding="utf-8")
    PUBLISHED.write_text(schema_text(), encoding="utf-8")
    for name, svg in pictures().items():
        (PICTURES / name).write_text(svg, encoding="utf-8")
    print(f"{PAGE}, {PUBLISHED} and the pictures in {PICTURES} are written")


if __name__ == "__main__":
    main()
