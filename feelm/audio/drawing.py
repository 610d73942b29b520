"""The picture of ``feelm listen``: a whole piece on one sheet, and a few of its seconds under a lens."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feelm.audio.describing import clock_time
from feelm.audio.hearing import Hearing
from feelm.errors import OutputError

Floats = NDArray[np.float64]
Colour = tuple[int, int, int]

WIDTH, MARGIN, GUTTER = 1600, 60, 120
PAPER: Colour = (250, 246, 238)
INK: Colour = (44, 42, 52)
SOFT: Colour = (140, 134, 128)
LINE: Colour = (226, 219, 206)
SECTION_COLOURS: tuple[Colour, ...] = (
    (92, 124, 150), (214, 138, 92), (126, 152, 108), (172, 108, 128), (206, 172, 96), (110, 150, 156),
    (150, 120, 168), (190, 120, 100),
)  # fmt: skip
BAND_COLOURS: dict[str, Colour] = {
    "kick": (176, 74, 62), "snare": (210, 130, 66), "hats": (200, 166, 70), "bass": (96, 92, 150),
    "mid": (84, 132, 120), "air": (98, 156, 186), "onset": (120, 112, 104), "brightness": (170, 150, 110),
}  # fmt: skip
VALENCE: Colour = (198, 120, 60)
AROUSAL: Colour = (150, 62, 88)
LENS_S = 10.0


@dataclass(frozen=True)
class _View:
    """A stretch of time laid over the sheet's width."""

    start_s: float
    end_s: float
    left: int = MARGIN + GUTTER
    right: int = WIDTH - MARGIN

    def x(self, seconds: float) -> float:
        return self.left + (seconds - self.start_s) / (self.end_s - self.start_s) * (self.right - self.left)

    def columns(self, curve: Floats, rate_hz: float) -> Floats:
        """Largest value of a curve inside each pixel column, shape (right − left,)."""
        edges = np.linspace(self.start_s, self.end_s, self.right - self.left + 1) * rate_hz
        first = np.clip(np.floor(edges[:-1]).astype(int), 0, len(curve) - 1)
        last = np.clip(np.ceil(edges[1:]).astype(int), first + 1, len(curve))
        return np.array([curve[a:b].max() for a, b in zip(first, last, strict=True)])


def draw_hearing(hearing: Hearing, png_path: str | Path, title: str | None = None) -> None:
    """Draw what was heard as a PNG, 1600 pixels wide.

    From the top: facts, sections with the loudness and bars over the whole piece, nine envelopes, valence
    and arousal with one standard deviation, and ten seconds of the liveliest part with every beat.

    Raises:
        OutputError: the picture cannot be written.
    """
    from PIL import Image, ImageDraw

    sheet = Image.new("RGB", (WIDTH, 1180), PAPER)
    pen = _Pen(ImageDraw.Draw(sheet, "RGBA"))
    name = title or unicodedata.normalize("NFC", Path(hearing.source).stem)
    _draw_head(pen, hearing, name)
    whole = _View(0.0, hearing.duration_s)
    _draw_sections(pen, hearing, whole, 150, 40)
    _draw_loudness(pen, hearing, whole, 196, 130)
    _draw_bars(pen, hearing, whole, 330, 14)
    _draw_bands(pen, hearing, whole, 360, 26)
    _draw_mood(pen, hearing, whole, 620, 190)
    _draw_clock(pen, whole, 814)
    _draw_lens(pen, hearing, 880)
    _save(sheet, Path(png_path))


class _Pen:
    """Pillow's drawing with the house's Korean-capable font at any size."""

    def __init__(self, draw: Any) -> None:
        from PIL import ImageFont
        from pylopdf_fonts_ko import sans_path

        self.draw = draw
        self._fonts = {s: ImageFont.truetype(str(sans_path()), s) for s in (15, 17, 20, 38)}

    def text(
        self, x: float, y: float, words: str, size: int = 17, colour: Colour = INK, anchor: str = "la"
    ) -> None:
        self.draw.text((x, y), words, font=self._fonts[size], fill=colour, anchor=anchor)

    def width(self, words: str, size: int) -> float:
        return float(self._fonts[size].getlength(words))

    def fitted(self, words: str, size: int, width: float) -> str:
        """The words cut with an ellipsis so that they fit."""
        while len(words) > 1 and self.width(words, size) > width:
            words = words[:-2].rstrip() + "…"
        return words

    def area(
        self, left: int, base: float, heights: Floats, colour: tuple[int, ...], mirror: bool = False
    ) -> None:
        """Filled curve over a base line, one height in pixels per column."""
        top = [(left + i, base - h) for i, h in enumerate(heights)]
        low = [(left + i, base + (h if mirror else 0.0)) for i, h in enumerate(heights)]
        self.draw.polygon([*top, *low[::-1]], fill=colour)


def _draw_head(pen: _Pen, hearing: Hearing, name: str) -> None:
    pen.text(MARGIN, 40, pen.fitted(name, 38, WIDTH - 2 * MARGIN), 38)
    facts = (
        f"{clock_time(hearing.duration_s)}   ·   {hearing.tempo_bpm:.1f} bpm   ·   "
        f"{hearing.beats_per_bar}/4   ·   {hearing.key} {hearing.mode}   ·   {hearing.loudness_lufs:.1f} LUFS   ·   "
        f"{len(hearing.beats_s)} beats, {len(hearing.downbeats_s)} bars, {len(hearing.sections)} sections"
    )
    pen.text(MARGIN, 98, facts, 20, SOFT)


def _draw_sections(pen: _Pen, hearing: Hearing, view: _View, top: int, height: int) -> None:
    pen.text(MARGIN, top + height / 2, "sections", colour=SOFT, anchor="lm")
    for section in hearing.sections:
        left, right = view.x(section.start_s), view.x(section.end_s)
        colour = _section_colour(section.label)
        strength = 110 + round(145 * section.energy)
        pen.draw.rounded_rectangle((left + 1, top, right - 1, top + height), 6, fill=(*colour, strength))
        if right - left > 26:
            pen.text((left + right) / 2, top + height / 2, section.label, 20, (255, 255, 255), "mm")


def _section_colour(label: str) -> Colour:
    return SECTION_COLOURS[(ord(label[0]) - ord("A")) % len(SECTION_COLOURS)]


def _draw_loudness(pen: _Pen, hearing: Hearing, view: _View, top: int, height: int) -> None:
    """Loudness as a mirrored shape, coloured like its section."""
    pen.text(MARGIN, top + height / 2, "loudness", colour=SOFT, anchor="lm")
    level = view.columns(hearing.envelopes["loudness"], hearing.envelope_rate_hz)
    heights = np.maximum(0.7, (0.12 * (level > 0) + 0.88 * level**1.5) * height / 2)
    for section in hearing.sections:
        first, last = round(view.x(section.start_s)) - view.left, round(view.x(section.end_s)) - view.left
        if last > first:
            part = heights[first : last + 1]
            pen.area(
                view.left + first, top + height / 2, part, (*_section_colour(section.label), 215), mirror=True
            )


def _draw_bars(pen: _Pen, hearing: Hearing, view: _View, top: int, height: int) -> None:
    """Short ticks for beats where they do not run together, long ones for downbeats."""
    pen.text(MARGIN, top + height / 2, "beats", colour=SOFT, anchor="lm")
    pixels = (view.right - view.left) / (view.end_s - view.start_s)
    if len(hearing.beats_s) > 1 and pixels * float(np.median(np.diff(hearing.beats_s))) >= 3.0:
        for beat in hearing.beats_s:
            if view.start_s <= beat <= view.end_s:
                x = view.x(beat)
                pen.draw.line((x, top + height / 2, x, top + height), fill=(*SOFT, 160))
    for bar in hearing.downbeats_s:
        if view.start_s <= bar <= view.end_s:
            pen.draw.line((view.x(bar), top, view.x(bar), top + height), fill=(*INK, 210))


def _draw_bands(pen: _Pen, hearing: Hearing, view: _View, top: int, row: int) -> None:
    for i, (name, colour) in enumerate(BAND_COLOURS.items()):
        base = top + (i + 1) * (row + 4)
        pen.text(MARGIN, base - row / 2, name, colour=SOFT, anchor="lm")
        pen.draw.line((view.left, base, view.right, base), fill=LINE)
        heights = view.columns(hearing.envelopes[name], hearing.envelope_rate_hz) * row
        pen.area(view.left, base, heights, (*colour, 205))


def _draw_mood(pen: _Pen, hearing: Hearing, view: _View, top: int, height: int) -> None:
    """Valence and arousal on −1..1, each a line in a band of one standard deviation."""
    middle, half = top + height / 2, height / 2
    for value in (-1.0, 0.0, 1.0):
        y = middle - value * half
        pen.draw.line((view.left, y, view.right, y), fill=LINE)
        pen.text(view.left - 10, y, f"{value:+.0f}" if value else "0", 15, SOFT, "rm")
    pen.text(MARGIN, middle - 16, "valence", colour=VALENCE, anchor="lm")
    pen.text(MARGIN, middle + 16, "arousal", colour=AROUSAL, anchor="lm")
    times = np.linspace(view.start_s, view.end_s, view.right - view.left)
    grid = np.arange(len(hearing.valence)) / hearing.affect_rate_hz
    for curve, sd, colour in (
        (hearing.valence, hearing.valence_sd, VALENCE),
        (hearing.arousal, hearing.arousal_sd, AROUSAL),
    ):
        mean, spread = np.interp(times, grid, curve), np.interp(times, grid, sd)
        upper = middle - np.clip(mean + spread, -1, 1) * half
        lower = middle - np.clip(mean - spread, -1, 1) * half
        x = np.arange(view.left, view.right)
        band = [*zip(x, upper, strict=True), *list(zip(x, lower, strict=True))[::-1]]
        pen.draw.polygon(band, fill=(*colour, 36))
        pen.draw.line(list(zip(x, middle - mean * half, strict=True)), fill=colour, width=3, joint="curve")


def _draw_clock(pen: _Pen, view: _View, top: int, step_s: float | None = None) -> None:
    span = view.end_s - view.start_s
    step = step_s or next((s for s in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600) if span / s <= 14), 1200)
    for k in range(int(np.ceil(view.start_s / step)), int(view.end_s / step) + 1):
        x = view.x(k * step)
        pen.draw.line((x, top, x, top + 5), fill=SOFT)
        pen.text(x, top + 8, clock_time(k * step)[:-2], 15, SOFT, "ma")


def _draw_lens(pen: _Pen, hearing: Hearing, top: int) -> None:
    """Ten seconds around the liveliest moment: hits against the beat grid."""
    onset = hearing.envelopes["onset"]
    width = max(1, round(min(LENS_S, hearing.duration_s) * hearing.envelope_rate_hz))
    total = np.concatenate([[0.0], np.cumsum(onset)])
    start = (
        float((total[width:] - total[:-width]).argmax()) / hearing.envelope_rate_hz
        if len(total) > width
        else 0.0
    )
    start = min(start, max(0.0, hearing.duration_s - LENS_S))
    view = _View(start, min(start + LENS_S, hearing.duration_s))
    pen.text(MARGIN, top - 6, f"ten seconds from {clock_time(start)}", 17, INK)
    names, row = ("kick", "snare", "hats", "bass"), 44
    bottom = top + 28 + len(names) * (row + 6)
    downbeats = set(np.round(hearing.downbeats_s, 4))
    for beat in hearing.beats_s:
        if view.start_s <= beat <= view.end_s:
            strong = round(float(beat), 4) in downbeats
            fill = (*INK, 190) if strong else (*SOFT, 110)
            pen.draw.line((view.x(beat), top + 24, view.x(beat), bottom), fill=fill, width=2 if strong else 1)
    for i, name in enumerate(names):
        base = top + 28 + (i + 1) * (row + 6)
        pen.text(MARGIN, base - row / 2, name, colour=SOFT, anchor="lm")
        pen.draw.line((view.left, base, view.right, base), fill=LINE)
        heights = view.columns(hearing.envelopes[name], hearing.envelope_rate_hz) * row
        pen.area(view.left, base, heights, (*BAND_COLOURS[name], 190))
    _draw_clock(pen, view, bottom + 4, 1.0)


def _save(sheet: Any, path: Path) -> None:
    """Write the PNG whole or not at all."""
    draft = path.with_name(path.name + ".part")
    try:
        with draft.open("wb") as file:
            sheet.save(file, "PNG")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(
            "the picture cannot be written", where=str(path), fix="choose another folder"
        ) from error
