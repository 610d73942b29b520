"""One panel of a storyboard: picture, camera, number, time, words, palette, feeling, transition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from feelm.board.way import Way
from feelm.language import say
from feelm.moods import nearest_mood
from feelm.score.model import Shot
from feelm.stage.layer import Picture

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

PAPER, INK, SOFT, LINE = (251, 249, 244), (34, 31, 29), (122, 114, 106), (214, 207, 197)
_MARK, _SHADE = (255, 252, 244), (20, 18, 16)
Point = tuple[float, float]


@dataclass(frozen=True, eq=False)
class View:
    """What a panel shows of a shot: picture, the camera's way, feeling (valence, arousal), place in the music."""

    shot: Shot
    number: int
    picture: Picture
    way: Way
    feeling: tuple[float, float]
    place: str


@cache
def font(size: int, weight: str = "serif") -> FreeTypeFont:
    """The Korean and Latin font of the installation at a size in pixels."""
    from PIL import ImageFont

    from feelm.post.lettering import font_path

    return ImageFont.truetype(str(font_path(weight)), size)


def panel_height(width: int, aspect: float) -> int:
    """Height of a panel ``width`` wide, whose picture has ``aspect`` = height / width."""
    return _picture_size(width, aspect)[1] + _u(width, 222)


def draw_panel(sheet: Image, view: View, left: int, top: int, width: int) -> None:
    """Draw a shot on a sheet with its upper left corner at (``left``, ``top``)."""
    from PIL import Image as Pictures
    from PIL import ImageDraw

    wide, height = _picture_size(width, view.picture.shape[0] / view.picture.shape[1])
    picture = Pictures.fromarray(view.picture).resize((wide * 2, height * 2), Pictures.Resampling.LANCZOS)
    pen = ImageDraw.Draw(picture, "RGBA")
    _draw_way(pen, view.way, picture.width, picture.height)
    _draw_transition(pen, view.shot, picture.width)
    sheet.paste(picture.resize((wide, height), Pictures.Resampling.LANCZOS), (left, top))
    ink = ImageDraw.Draw(sheet)
    ink.rectangle((left, top, left + wide - 1, top + height - 1), outline=LINE)
    _draw_head(ink, view, left, top + height + _u(width, 10), width)
    _draw_words(ink, view.shot.text, left, top + height + _u(width, 66), width)
    foot = top + height + _u(width, 158)
    _draw_palette(ink, view.shot, left, foot, width)
    _draw_feeling(ink, view.feeling, view.shot.mood, left + width, foot - _u(width, 14), width)


def _picture_size(width: int, aspect: float) -> tuple[int, int]:
    """Width and height of the picture in a panel: as wide as the panel, but never taller than 16:9."""
    height = min(round(width * aspect), round(width * 0.5625))
    return min(width, round(height / aspect)), height


def _u(width: int, units: float) -> int:
    """Lengths are drawn for panels 520 pixels wide."""
    return round(units * width / 520)


def _draw_head(ink: ImageDraw, view: View, left: int, top: int, width: int) -> None:
    """Number, name and time on the left; size and camera on the right."""
    shot = view.shot
    number, small, tiny = font(_u(width, 34)), font(_u(width, 16), "sans"), font(_u(width, 13), "sans")
    ink.text((left, top - _u(width, 5)), f"{view.number:02d}", font=number, fill=INK)
    x = left + ink.textlength(f"{view.number:02d}", font=number) + _u(width, 12)
    start, end = float(shot.start), float(shot.end)
    ink.text((x, top), f"{clock(start)} – {clock(end)}", font=small, fill=INK)
    name = [shot.id, f"{end - start:.1f} s", view.place]
    ink.text((x, top + _u(width, 23)), "  ·  ".join(part for part in name if part), font=tiny, fill=SOFT)
    right = left + width
    ink.text((right, top), size_name(shot), font=small, fill=INK, anchor="ra")
    ink.text((right, top + _u(width, 23)), camera_name(shot), font=tiny, fill=SOFT, anchor="ra")


def _draw_words(ink: ImageDraw, text: str, left: int, top: int, width: int) -> None:
    """The words of the shot in at most three lines."""
    face = font(_u(width, 19))
    for row, line in enumerate(broken(text, face, width, 3)):
        ink.text((left, top + row * _u(width, 27)), line, font=face, fill=INK)


def _draw_palette(ink: ImageDraw, shot: Shot, left: int, top: int, width: int) -> None:
    """Five colours and, apart from them, the accent; the painting style beside its strength."""
    side, gap = _u(width, 34), _u(width, 10)
    if shot.still is None and shot.footage is None:
        for index, colour in enumerate(shot.world.palette):
            ink.rectangle((left + index * side, top, left + (index + 1) * side - 1, top + side), fill=colour)
        x = left + len(shot.world.palette) * side + gap
        ink.ellipse((x, top + side * 0.12, x + side * 0.76, top + side * 0.88), fill=shot.world.accent)
    tiny = font(_u(width, 13), "sans")
    ink.text((left, top + side + _u(width, 6)), look_name(shot), font=tiny, fill=SOFT)


def _draw_feeling(
    ink: ImageDraw, feeling: Point, mood: Sequence[str], right: int, top: int, width: int
) -> None:
    """A dot on the plane of valence (to the right) and arousal (upwards), and the shot's words for its feeling."""
    side, tiny = _u(width, 58), font(_u(width, 13), "sans")
    left = right - side
    middle = (left + side / 2, top + side / 2)
    ink.ellipse((left, top, right, top + side), outline=LINE)
    ink.line((left, middle[1], right, middle[1]), fill=LINE)
    ink.line((middle[0], top, middle[0], top + side), fill=LINE)
    valence, arousal = feeling
    far = max(1.0, float(np.hypot(valence, arousal)))
    x, y = middle[0] + valence / far * side / 2, middle[1] - arousal / far * side / 2
    size = _u(width, 5)
    ink.ellipse((x - size, y - size, x + size, y + size), fill=feeling_colour(feeling))
    named = " · ".join(mood) or str(nearest_mood(valence, arousal))
    words = f"{named}  {valence:+.1f} {arousal:+.1f}"
    ink.text((left - _u(width, 12), top + side), words, font=tiny, fill=SOFT, anchor="rd")


def _draw_way(pen: ImageDraw, way: Way, width: int, height: int) -> None:
    """The inner frame and the arrow, light with a dark edge, so that they read on any picture."""
    size = np.array([width, height], dtype=np.float64)
    if way.inner is not None:
        outline = [_inside(point, width, height) for point in way.inner * size]
        for fill, stroke in (((*_SHADE, 110), 9), ((*_MARK, 225), 4)):
            _dashed(pen, [*outline, outline[0]], fill, stroke)
        _draw_corners(pen, way, outline, width, height)
    path = way.path * size
    if np.linalg.norm(path[-1] - path[0]) > 0.02 * width:
        _arrow(pen, [tuple(point) for point in path], width)
    elif abs(way.travel) > 0.006:
        _arrow(pen, _bow(way.travel, width, height), width)


def _draw_corners(pen: ImageDraw, way: Way, outline: Sequence[Point], width: int, height: int) -> None:
    """Between the corners of the outer and the inner frame: inwards when the camera comes nearer, else outwards."""
    if abs(way.growth - 1.0) < 0.006:
        return
    corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    for outer, inner in zip(corners, outline, strict=True):
        a, b = (np.array(outer, dtype=float), np.array(inner, dtype=float))
        if np.linalg.norm(b - a) < 0.02 * width:
            continue
        begin, end = (b, a) if way.at_end else (a, b)
        inset = begin + 0.12 * (end - begin)
        _arrow(pen, [tuple(inset), tuple(begin + 0.94 * (end - begin))], width, head=0.022)


def _bow(travel: float, width: int, height: int) -> list[Point]:
    """A flat arc near the foot of the frame for a camera that goes about its hero."""
    reach = float(np.clip(abs(travel) * 2.2, 0.12, 0.34)) * width
    turn = np.linspace(-1.0, 1.0, 16) * np.sign(travel)
    y = height * 0.86 + (turn**2 - 1.0) * -0.035 * height
    return [(width / 2 + reach * float(x), float(v)) for x, v in zip(turn, y, strict=True)]


def _arrow(pen: ImageDraw, path: Sequence[Point], width: int, head: float = 0.034) -> None:
    """A line along a path with a point at its end."""
    points = np.array(path, dtype=np.float64)
    tip, reach = points[-1], head * width
    away = points[max(0, len(points) - 6)] - tip
    away /= max(float(np.linalg.norm(away)), 1e-9)
    side = np.array([-away[1], away[0]])
    barb = [tip, tip + reach * (away + 0.5 * side), tip + reach * (away - 0.5 * side)]
    line = [tuple(point) for point in points[:-1]] + [tuple(tip + 0.7 * reach * away)]
    for fill, stroke, grow in (((*_SHADE, 120), 12, 3.0), ((*_MARK, 240), 6, 0.0)):
        pen.line(line, fill=fill, width=stroke, joint="curve")
        middle = np.mean(barb, axis=0)
        grown = [point + grow * (point - middle) / np.linalg.norm(point - middle) for point in barb]
        pen.polygon([tuple(point) for point in grown], fill=fill)


def _dashed(pen: ImageDraw, outline: Sequence[Point], fill: tuple[int, int, int, int], stroke: int) -> None:
    """A dashed polygon."""
    for a, b in pairwise(outline):
        begin, end = np.array(a, dtype=float), np.array(b, dtype=float)
        count = max(1, int(np.linalg.norm(end - begin) // 28))
        for index in range(count):
            low, high = (begin + (end - begin) * (index + part) / count for part in (0.0, 0.62))
            pen.line((*low, *high), fill=fill, width=stroke)


def _inside(point: NDArray[np.float64], width: int, height: int) -> Point:
    return float(np.clip(point[0], 4, width - 5)), float(np.clip(point[1], 4, height - 5))


def _draw_transition(pen: ImageDraw, shot: Shot, width: int) -> None:
    """How the shot begins, in the upper left corner; a cut has no mark."""
    if shot.transition.kind == "cut":
        return
    face = font(round(width * 0.026), "sans")
    words = f"{transition_name(shot)} {shot.transition.length:g} s"
    long = pen.textlength(words, font=face)
    side, pad = round(width * 0.034), round(width * 0.012)
    box = (pad, pad, pad * 4 + side + long, pad * 3 + side)
    pen.rounded_rectangle(box, radius=pad, fill=(*_SHADE, 150))
    x, y = pad * 2, pad * 2
    _sign(pen, shot.transition.kind, x, y, side)
    pen.text((x + side + pad, y + side / 2), words, font=face, fill=(*_MARK, 255), anchor="lm")


def _sign(pen: ImageDraw, kind: str, x: float, y: float, side: float) -> None:
    """The sign of a transition in a square."""
    light, half = (*_MARK, 255), side / 2
    if kind == "dissolve":  # one wedge over the other, as on a dope sheet
        pen.line((x, y, x + side, y + side), fill=light, width=4)
        pen.line((x, y + side, x + side, y), fill=light, width=4)
    elif kind == "dip":
        pen.polygon([(x, y), (x + half, y + side), (x + side, y)], fill=light)
    elif kind == "iris":
        pen.ellipse((x, y, x + side, y + side), outline=light, width=4)
    else:
        pen.rectangle((x, y, x + half, y + side), fill=light)
        pen.rectangle((x, y, x + side, y + side), outline=light, width=3)


def broken(text: str, face: FreeTypeFont, width: float, most: int) -> list[str]:
    """A text in at most ``most`` lines of ``width`` pixels; what does not fit ends in an ellipsis."""
    lines, line = [], ""
    for word in " ".join(text.split()).split(" "):
        candidate = f"{line} {word}".strip()
        if line and face.getlength(candidate) > width:
            lines.append(line)
            candidate = word
        while face.getlength(candidate) > width:
            cut = max(1, int(len(candidate) * width / face.getlength(candidate)) - 1)
            lines.append(candidate[:cut])
            candidate = candidate[cut:]
        line = candidate
    lines = [*lines, line] if line else lines
    if len(lines) > most:
        last = lines[most - 1]
        while last and face.getlength(f"{last}…") > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return lines


def clock(second: float) -> str:
    """Minutes and seconds to a tenth.

    >>> clock(83.46)
    '1:23.5'
    """
    tenths = round(second * 10)
    return f"{tenths // 600}:{tenths % 600 / 10:04.1f}"


def feeling_colour(feeling: Point) -> tuple[int, int, int]:
    """Warm for high valence, cool for low; stronger with arousal."""
    valence, arousal = feeling
    warm, cool = np.array([214, 120, 52]), np.array([62, 98, 150])
    mixed = cool + (warm - cool) * (np.clip(valence, -1, 1) + 1) / 2
    vivid = 0.65 + 0.35 * (np.clip(arousal, -1, 1) + 1) / 2
    r, g, b = (np.array(SOFT) + (mixed - np.array(SOFT)) * vivid).astype(int).tolist()
    return r, g, b


def size_name(shot: Shot) -> str:
    """The shot size in the language of the interface."""
    korean = {
        "extreme_wide": "아주 먼 장면",
        "wide": "먼 장면",
        "medium": "중간 장면",
        "close": "가까운 장면",
        "detail": "세부",
    }
    return say(shot.size.replace("_", " "), korean[shot.size])


def camera_name(shot: Shot) -> str:
    """The camera's moves in words."""
    moves = [move.name for move in shot.camera.moves] or [shot.camera.move]
    return " → ".join(
        _MOVES_KO.get(name, name) if say("en", "ko") == "ko" else name.replace("_", " ") for name in moves
    )


def transition_name(shot: Shot) -> str:
    """The transition in the language of the interface."""
    korean = {"dissolve": "디졸브", "dip": "암전", "iris": "아이리스", "wipe": "와이프"}
    return say(shot.transition.kind, korean.get(shot.transition.kind, shot.transition.kind))


def look_name(shot: Shot) -> str:
    """Where, when and in which style; a still or footage by its file."""
    source = shot.still.picture if shot.still else shot.footage.file if shot.footage else ""
    world = shot.world
    where = source or ", ".join(
        word.replace("_", " ")
        for word in (world.place, world.time, world.weather if world.weather != "clear" else "")
        if word
    )
    style = shot.paint.style if shot.paint.painter != "plain" else "plain"
    return f"{where}  ·  {style.replace('_', ' ')}"


_MOVES_KO = {
    "hold": "고정", "push_in": "다가가기", "pull_out": "물러나기", "pan_left": "왼쪽으로 돌리기",
    "pan_right": "오른쪽으로 돌리기", "truck_left": "왼쪽으로 가기", "truck_right": "오른쪽으로 가기", "rise": "오르기",
    "sink": "내리기", "tilt_up": "올려다보기", "tilt_down": "내려다보기", "arc_left": "왼쪽으로 감돌기",
    "arc_right": "오른쪽으로 감돌기", "handheld": "손에 들고", "drift": "떠돌기",
}  # fmt: skip
