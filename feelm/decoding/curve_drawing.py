"""A feeling curve as a picture: valence and arousal with their bands, artefacts and what is not believed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.curve_file import read_feeling_file
from feelm.language import say
from feelm.plots.svg import INK, LINE, SOFT, Drawing, fitted, write_drawing

Floats = NDArray[np.float64]

_WIDTH, _LEFT, _RIGHT, _ROW = 1200.0, 90.0, 1160.0, 190.0
_MOST_POINTS = 2000
_COLOURS = {"valence": "#c45c3c", "arousal": "#3a68a8"}


def draw_feeling(curve: str | Path, picture: str | Path) -> Path:
    """Draw a curve file as ``.png`` or ``.svg``: the line, a band of 95 %, grey where artefacts left nothing.

    Raises:
        InputError: the curve cannot be read, or the picture's name ends in something else.
        OutputError: the picture cannot be written.
    """
    columns, reasons = read_feeling_file(curve)
    step = -(-len(columns["t"]) // _MOST_POINTS)
    columns = {name: values[::step] for name, values in columns.items()}
    height = 100.0 + 2 * (_ROW + 40) + 24 * max(len(reasons), 1) + 30
    drawing = Drawing(_WIDTH, height)
    drawing.text(_LEFT, 46, fitted(Path(curve).stem, 20, 900), 20)
    drawing.text(
        _LEFT,
        70,
        say("band: 95 %; grey: artefacts, nothing is read there", "띠: 95%; 회색: 잡음이 있어 읽지 않은 곳"),
        13,
        SOFT,
    )
    for row, (key, name) in enumerate(
        (("valence", say("valence", "쾌불쾌")), ("arousal", say("arousal", "각성")))
    ):
        _draw_axis(drawing, columns, key, name, 100.0 + row * (_ROW + 40))
    y = 100.0 + 2 * (_ROW + 40) + 20
    for reason in reasons:
        drawing.text(
            _LEFT, y, fitted(say(f"not believed: {reason}", f"믿지 않음: {reason}"), 13, 1060), 13, "#b4553a"
        )
        y += 24
    file = write_drawing(drawing, Path(picture))
    file.chmod(0o600)  # it tells of a person
    return file


def _draw_axis(drawing: Drawing, columns: dict[str, Floats], key: str, name: str, top: float) -> None:
    times, values = columns["t"], columns[key]
    sd = columns.get(f"{key}_sd", columns.get("sd", np.zeros_like(values)))
    xs = _x(times, times)
    drawing.box(_LEFT, top, _RIGHT - _LEFT, _ROW, "#ffffff", 0.6)
    for start, end in _lost(columns):
        left, right = (float(_x(np.array([at]), times)[0]) for at in (start, end))
        drawing.box(left, top, max(right - left, 1.5), _ROW, "#8c8680", 0.22)
    low, high = (_y(np.clip(values + sign * 1.96 * sd, -1, 1), top) for sign in (-1, 1))
    drawing.area([*zip(xs, high, strict=True), *zip(xs[::-1], low[::-1], strict=True)], _COLOURS[key], 0.2)
    middle = float(_y(np.zeros(1), top)[0])
    drawing.line(_LEFT, middle, _RIGHT, middle, LINE)
    drawing.curve(zip(xs, _y(np.clip(values, -1, 1), top), strict=True), _COLOURS[key], 2.0)
    drawing.text(_LEFT - 12, middle + 5, name, 14, INK, "end")
    for text, at in (("1", top + 12), ("-1", top + _ROW - 2)):
        drawing.text(_LEFT - 12, at, text, 11, SOFT, "end")
    for at in np.linspace(times[0], times[-1], 6):
        drawing.text(float(_x(np.array([at]), times)[0]), top + _ROW + 18, f"{at:.0f} s", 11, SOFT, "middle")


def _lost(columns: dict[str, Floats]) -> list[tuple[float, float]]:
    """Stretches in which artefacts left nothing."""
    times = columns["t"]
    lost = columns.get("weight", np.ones_like(times)) <= 0.0
    edges = np.flatnonzero(np.diff(np.concatenate([[0], lost.astype(int), [0]])))
    half = 0.5 * float(np.median(np.diff(times))) if len(times) > 1 else 0.5
    return [(times[a] - half, times[b - 1] + half) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _x(at: Floats, times: Floats) -> Floats:
    span = max(float(times[-1] - times[0]), 1e-9)
    return np.asarray(_LEFT + np.clip((at - times[0]) / span, 0.0, 1.0) * (_RIGHT - _LEFT))


def _y(values: Floats, top: float) -> Floats:
    return np.asarray(top + (1.0 - values) / 2.0 * _ROW)
