"""The report of a calibration as a picture: figures with what chance reaches, ratings against readings, the scalp."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from feelm.decoding.calibration import Calibration
from feelm.decoding.features import BANDS_HZ
from feelm.decoding.gate import LARGEST_P
from feelm.decoding.report import eyes_line, figures_of, headline, leaky_line
from feelm.decoding.scalp import colour_of, draw_scalp
from feelm.decoding.validation import Figure
from feelm.language import say
from feelm.plots.svg import FAINT, INK, LINE, SOFT, Drawing, fitted, width_of, write_drawing

Floats = NDArray[np.float64]

WIDTH, HEIGHT = 1200.0, 1000.0
_LEFT, _RIGHT = 60.0, 1140.0
_OPEN, _CLOSED, _BAR = "#3f7d58", "#b4553a", "#5b76a8"


def draw_report(found: Calibration, picture: str | Path) -> Path:
    """Draw the report as ``.png`` or ``.svg``; nothing of the signals is in it but correlations at the electrodes.

    Raises:
        InputError: the name ends in something else.
        OutputError: it cannot be written.
    """
    drawing = Drawing(WIDTH, HEIGHT)
    colour = _OPEN if found.gate.open else _CLOSED
    drawing.box(0, 0, WIDTH, 8, colour)
    drawing.text(_LEFT, 56, say("Calibration", "보정"), 26)
    drawing.text(_LEFT, 88, fitted(headline(found), 17, _RIGHT - _LEFT), 17, colour)
    drawing.text(_LEFT, 112, fitted(_clips_line(found), 14, _RIGHT - _LEFT), 14, SOFT)
    y = 132.0
    for reason in found.gate.reasons:
        words = say(f"Not believed: {reason}.", f"믿지 않음: {reason}.")
        drawing.text(_LEFT, y, fitted(words, 14, _RIGHT - _LEFT), 14, _CLOSED)
        y += 20
    bottom = _draw_figures(drawing, found, y + 12)
    _draw_ratings(drawing, found, bottom + 34.0)
    _draw_scalps(drawing, found, 690.0)
    _draw_paragraph(drawing, leaky_line(found), 950.0)
    file = write_drawing(drawing, Path(picture))
    file.chmod(0o600)  # it tells of a person
    return file


def _clips_line(found: Calibration) -> str:
    parts = [
        say(
            f"{len(found.clips)} clips, {found.clean} clean. All figures are of unseen clips.",
            f"클립 {len(found.clips)}개, 깨끗한 것 {found.clean}개. 모든 수치는 안 본 클립의 것입니다.",
        ),
        eyes_line(found),
    ]
    return " ".join(parts)


def _draw_figures(drawing: Drawing, found: Calibration, top: float) -> float:
    """A row for each figure: its interval as a bar, chance, order and electrodes as ticks; returns the lower end."""
    y = top
    named = figures_of(found)
    for name, figure, unit in named:
        drawing.text(_LEFT, y + 14, fitted(f"{unit}  {name}", 14, 260), 14)
        drawing.text(
            _RIGHT,
            y + 14,
            f"{figure.value:.2f}   p {figure.p:.3f}",
            14,
            _OPEN if figure.p <= LARGEST_P else _CLOSED,
            "end",
        )
        _draw_bar(drawing, figure, y + 9)
        y += 40
    if named:
        _draw_key(drawing, y)
    leak = found.leaky
    drawing.text(_LEFT, y + 48, say("Split by windows (worthless)", "창으로 나눔 (쓸모없음)"), 14, FAINT)
    drawing.box(_x(0.0), y + 40, _x(leak) - _x(0.0), 8, FAINT, 0.45, 3)
    drawing.line(_x(found.leaky_random), y + 34, _x(found.leaky_random), y + 54, _CLOSED, 2)
    drawing.text(
        _RIGHT, y + 48, f"{leak:.2f} | {say('by lot', '제비')} {found.leaky_random:.2f}", 14, FAINT, "end"
    )
    return y + 60


def _x(value: float) -> float:
    """Place of a figure from -0.5 to 1 on its row."""
    return 330.0 + (float(np.clip(value, -0.5, 1.0)) + 0.5) / 1.5 * 620.0


def _draw_bar(drawing: Drawing, figure: Figure, y: float) -> None:
    drawing.line(_x(-0.5), y, _x(1.0), y, LINE, 1)
    drawing.line(_x(0.0), y - 8, _x(0.0), y + 8, LINE, 1)
    drawing.box(_x(figure.low), y - 5, _x(figure.high) - _x(figure.low), 10, _BAR, 0.4, 4)
    drawing.box(_x(figure.value) - 3, y - 8, 6, 16, _BAR, 1.0, 2)
    for value, colour in ((figure.chance, INK), (figure.order, "#b08830"), (figure.quality, "#8a4f8f")):
        drawing.line(_x(value), y - 9, _x(value), y + 9, colour, 1.8)


def _draw_key(drawing: Drawing, y: float) -> None:
    entries = (
        (_BAR, say("unseen clips, 95 %", "안 본 클립, 95%")),
        (INK, say("shuffled labels", "뒤섞은 이름표")),
        ("#b08830", say("order alone", "순서만")),
        ("#8a4f8f", say("electrodes alone", "전극 상태만")),
    )
    x = 330.0
    for colour, words in entries:
        drawing.box(x, y + 3, 12, 12, colour, 1.0, 2)
        drawing.text(x + 18, y + 14, words, 12, SOFT)
        x += 36 + width_of(words, 12)


def _draw_ratings(drawing: Drawing, found: Calibration, top: float) -> None:
    """What the person said of each clip against what the others' fit reads, for each axis that was rated."""
    side, x = 200.0, _LEFT + 30
    named = ((say("Valence", "쾌불쾌"), "valence", 0), (say("Arousal", "각성"), "arousal", 1))
    for name, key, which in named:
        predicted = found.validation.predicted[which]
        if predicted is None:
            continue
        said = np.array([getattr(clip, key) for clip in found.clips], dtype=np.float64)
        drawing.box(x, top, side, side, "#ffffff", 0.6)
        drawing.line(x, top + side / 2, x + side, top + side / 2, LINE)
        drawing.line(x + side / 2, top, x + side / 2, top + side, LINE)
        scale = max(float(np.abs(predicted).max()), 1e-9)
        for said_one, read in zip(said, predicted, strict=True):
            px, py = x + side * (said_one + 1) / 2, top + side * (1 - 0.9 * read / scale) / 2
            drawing.box(px - 3, py - 3, 6, 6, _BAR, 0.8, 3)
        drawing.text(x, top - 6, say(f"{name}: said → read", f"{name}: 말한 것 → 읽은 것"), 13)
        x += side + 60
    if len(found.classes):
        _draw_confusion(drawing, found, max(x, 620.0), top)


def _draw_confusion(drawing: Drawing, found: Calibration, x: float, top: float) -> None:
    """How many clips of each class were taken for which."""
    table, shown = found.validation.confusion, min(len(found.classes), 6)
    size = min(200.0 / shown, 60.0)
    drawing.text(x + 110, top - 6, say("said (rows), read (columns)", "말한 것(행), 읽은 것(열)"), 13)
    for row in range(shown):
        drawing.text(x + 100, top + (row + 0.6) * size, fitted(found.classes[row], 12, 100), 12, INK, "end")
        for column in range(shown):
            share = table[row, column] / max(int(table[row].sum()), 1)
            left, upper = x + 110 + column * size, top + row * size
            drawing.box(left, upper, size - 2, size - 2, _BAR, 0.08 + 0.6 * float(share), 3)
            drawing.text(
                left + size / 2 - 1, upper + size * 0.6, str(int(table[row, column])), 13, INK, "middle"
            )


def _draw_scalps(drawing: Drawing, found: Calibration, top: float) -> None:
    """A head for each band: how power there goes with valence over clips."""
    drawing.text(
        _LEFT,
        top - 6,
        say(
            "How the power at each electrode goes with what was said (correlation over clips; a picture, not a proof)",
            "전극마다 세기가 말한 것과 어떻게 함께 변하는지 (클립 사이 상관; 그림일 뿐 증명이 아님)",
        ),
        13,
    )
    if all(place is None for place in found.places):
        drawing.text(
            _LEFT,
            top + 40,
            say("The electrodes' places are not known.", "전극 자리를 알 수 없습니다."),
            13,
            SOFT,
        )
        return
    for index, (low, high) in enumerate(BANDS_HZ):
        centre = (_LEFT + 92 + index * 200, top + 122)
        draw_scalp(drawing, centre, 84, found.places, found.pattern[index], found.model.channels)
        drawing.text(centre[0], top + 230, f"{low:g}–{high:g} Hz", 12, SOFT, "middle")
    for step in range(41):
        drawing.box(_LEFT + 1005 + step * 1.6, top + 112, 2, 12, colour_of(step / 20 - 1))
    drawing.text(_LEFT + 1038, top + 142, "-1 … 1", 11, SOFT, "middle")


def _draw_paragraph(drawing: Drawing, words: str, top: float) -> None:
    """A text broken into lines that fit."""
    line, y = "", top
    for word in words.split():
        longer = f"{line} {word}".strip()
        if width_of(longer, 13) > _RIGHT - _LEFT:
            drawing.text(_LEFT, y, line, 13, SOFT)
            line, y = word, y + 20
        else:
            line = longer
    drawing.text(_LEFT, y, line, 13, SOFT)
