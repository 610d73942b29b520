"""A person's mapping as a picture: each relation's gain, how sure it is, and where the published one lies."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from feelm.language import say
from feelm.plots.svg import INK, LINE, SOFT, Drawing, write_drawing
from feelm.profile.file import Profile
from feelm.profile.mapping import QUESTION_OF

WIDTH, ROW, HEAD, LEFT, RIGHT = 960, 74, 120, 260, 60
LOW, HIGH = -1.5, 3.5
COLOUR = {"pleasant": "#b8752e", "awake": "#3f6f8f"}


def name_of(relation: str) -> str:
    """A relation in the words of the person."""
    names = {
        "lightness": ("lightness – pleasure", "밝기 – 좋은 느낌"),
        "chroma": ("colourfulness – pleasure", "색의 짙기 – 좋은 느낌"),
        "saturation": ("saturation – arousal", "채도 – 들뜸"),
        "contrast": ("contrast – arousal", "대비 – 들뜸"),
        "light": ("hard light – arousal", "센 빛 – 들뜸"),
        "motion": ("motion – arousal", "움직임 – 들뜸"),
        "brush": ("bold brush – arousal", "거친 붓 – 들뜸"),
    }
    return say(*names[relation])


def draw_mapping(profile: Profile, path: Path) -> Path:
    """Draw the gains of a profile: SVG or PNG by the ending.

    Raises:
        OutputError: the file cannot be written.
    """
    sheet = Drawing(WIDTH, HEAD + ROW * len(QUESTION_OF) + 50)
    count = len(profile.mapping.answers)
    sheet.text(
        40, 48, say(f"How {profile.name} reads pictures", f"{profile.name}이(가) 그림을 읽는 법"), 24, INK
    )
    told = say(
        f"{count} answers · 1 as published, 0 means nothing, below 0 the other way · band: 90 %",
        f"답 {count}개 · 1 알려진 대로, 0 뜻 없음, 0 아래는 반대 · 띠: 90 %",
    )
    sheet.text(40, 78, told, 13, SOFT)
    bottom = HEAD + ROW * len(QUESTION_OF)
    for value in range(-1, 4):
        sheet.line(
            _x(value), HEAD - 6, _x(value), bottom, INK if value == 1 else LINE, 1.2 if value == 1 else 1.0
        )
        sheet.text(_x(value), bottom + 20, f"{value}", 12, SOFT, "middle")
    for index, relation in enumerate(QUESTION_OF):
        _row(sheet, profile, relation, HEAD + ROW * index)
    write_drawing(sheet, path)
    return path


def _row(sheet: Drawing, profile: Profile, relation: str, top: float) -> None:
    mapping, colour = profile.mapping, COLOUR[QUESTION_OF[relation]]
    asked = sum(answer.pair.relation == relation for answer in mapping.answers)
    foot = top + ROW - 16
    sheet.text(40, foot - 18, name_of(relation), 15, INK)
    sheet.text(40, foot, say(f"{asked} answers", f"답 {asked}개"), 11, SOFT)
    grid, weights = mapping.posterior(relation)
    seen = (grid >= LOW) & (grid <= HIGH)
    height = weights[seen] / max(float(weights.max()), 1e-12) * (ROW - 26)
    outline = [(_x(float(g)), foot - float(h)) for g, h in zip(grid[seen], height, strict=True)]
    sheet.area([(_x(LOW), foot), *outline, (_x(HIGH), foot)], colour, 0.22)
    low, high = np.clip(mapping.interval(relation), LOW, HIGH)
    sheet.line(_x(float(low)), foot, _x(float(high)), foot, colour, 5.0)
    mean = mapping.mean(relation)
    sheet.line(_x(mean), foot - ROW + 26, _x(mean), foot + 4, colour, 2.4)
    sheet.text(WIDTH - 20, foot, f"{mean:.2f} ± {mapping.sd(relation):.2f}", 13, INK, "end")


def _x(gain: float) -> float:
    return LEFT + (gain - LOW) / (HIGH - LOW) * (WIDTH - LEFT - RIGHT - 80)
