"""The pages of a storyboard: small pictures of every shot, laid out and written as PDF or PNG."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from feelm.board.panel import INK, LINE, PAPER, SOFT, View, clock, draw_panel, font, panel_height
from feelm.board.shots import Shots
from feelm.errors import OutputError
from feelm.language import say
from feelm.render.opening import OpenScore, open_score
from feelm.render.preview import small_and_plain
from feelm.render.progress import Progress, silent
from feelm.render.store import check_folder, write_whole
from feelm.score import feeling_of, read_score
from feelm.score.model import Score

if TYPE_CHECKING:
    from PIL.Image import Image

PAGE = (1754, 1240)
"""A4 across at 150 pixels an inch."""
_MARGIN, _GAP, _HEAD, _COLUMNS = 60, 37, 98, 3
_ROW_GAP, _FOOT = 18, 36
_ROWS_PER_PICTURE = 40
"""A PNG of more rows goes on in a second file: many programs open no picture that is taller."""
_PANEL = (PAGE[0] - 2 * _MARGIN - (_COLUMNS - 1) * _GAP) // _COLUMNS
_DAY_ONE = time.gmtime(0)


@dataclass(frozen=True, eq=False)
class _Board:
    """Everything that the pages show."""

    score: Score
    views: Sequence[View]


def draw(
    score_path: Path,
    out: Path,
    *,
    painted: bool = True,
    workers: int | None = None,
    progress: Progress = silent,
) -> list[Path]:
    """Draw the storyboard of a score into ``out``: a .pdf of pages, or a .png with all rows.

    Args:
        score_path: the score.
        out: where it goes; a very long film's PNG goes on in ``NAME-2.png``.
        painted: whether the pictures are painted in their shot's style, quickly; else as built.
        workers: processes to work in, by default one per core.
        progress: called with a label and a fraction.

    Returns:
        The files written. Same score, same bytes.

    Raises:
        ScoreError: the score cannot be performed.
        InputError: a file that it names is missing.
        OutputError: the board cannot be written there.
    """
    ending = out.suffix.lower()
    if ending not in (".pdf", ".png"):
        raise OutputError(
            "a storyboard is a PDF or a PNG", where=str(out), fix="give a name that ends in .pdf or .png"
        )
    check_folder(out.absolute().parent, out.stem)
    score = read_score(score_path)
    opened = open_score(score_path, progress=progress, score=small_and_plain(score, _short_side(score)))
    label = say(f"drawing {len(score.shots)} shots", f"{len(score.shots)}개 장면 그리는 중")
    shots = Shots(painted, workers, lambda fraction: progress(label, fraction))
    board = _Board(opened.score, _views(opened, score, shots))
    return _write_pdf(board, out) if ending == ".pdf" else _write_png(board, out)


def _short_side(score: Score) -> int:
    """The short side at which a picture is as wide as a panel."""
    width, height = score.size
    return max(16, round(_PANEL * min(height / width, 1.0)))


def _views(opened: OpenScore, score: Score, shots: Shots) -> list[View]:
    """One view for each shot, in order; their pictures are made by all cores."""
    feeling = feeling_of(opened.score)
    paints = {shot.id: shot.paint for shot in score.shots}
    numbers = {shot.id: number for number, shot in enumerate(score.shots, 1)}
    views = []
    for piece, way, picture in shots.pictures(opened, paints):
        shot = piece.shot
        times = np.linspace(float(shot.start), float(shot.end), 9)
        valence, arousal = (float(curve.mean()) for curve in feeling.at(times))
        shown = shot.model_copy(update={"paint": paints[shot.id]})
        place = _place(opened, float(shot.start))
        views.append(View(shown, numbers[shot.id], picture, way, (valence, arousal), place))
    return views


def _place(opened: OpenScore, second: float) -> str:
    """The bar and the section in which a shot begins."""
    from feelm.score.settling import film_clock

    if opened.hearing is None:
        return ""
    film = film_clock(opened.score, opened.hearing)
    bar = int(np.floor(float(film.bars_at(second + 1.0 / opened.score.fps)))) + 1
    part = next((s.name for s in reversed(film.sections) if s.start_s <= second + 0.05), "")
    words = [say(f"bar {bar}", f"{bar}마디") if bar > 0 else "", f"({part})" if part else ""]
    return " ".join(word for word in words if word)


def _write_pdf(board: _Board, out: Path) -> list[Path]:
    per_page = _COLUMNS * _rows_per_page(board)
    count = -(-len(board.views) // per_page)
    pages = []
    for page in range(count):
        views = board.views[page * per_page : (page + 1) * per_page]
        pages.append(_sheet(board, views, PAGE[1], f"{page + 1} / {count}"))
    dates = {"creationDate": _DAY_ONE, "modDate": _DAY_ONE}

    def save(path: Path) -> None:
        pages[0].save(
            path, "PDF", save_all=True, append_images=pages[1:], resolution=150, quality=88,
            title=board.score.title or out.stem, producer="feelm", **dates,
        )  # fmt: skip

    write_whole(out, save)
    return [out]


def _write_png(board: _Board, out: Path) -> list[Path]:
    per_file = _COLUMNS * _ROWS_PER_PICTURE
    count = -(-len(board.views) // per_file)
    written = []
    for part in range(count):
        views = board.views[part * per_file : (part + 1) * per_file]
        rows = -(-len(views) // _COLUMNS)
        height = _HEAD + rows * (_row(board) + _ROW_GAP) + _FOOT + _MARGIN
        sheet = _sheet(board, views, height, f"{part + 1} / {count}" if count > 1 else "")
        path = out if part == 0 else out.with_name(f"{out.stem}-{part + 1}{out.suffix}")
        write_whole(path, lambda target, sheet=sheet: sheet.save(target, "PNG", compress_level=6))  # type: ignore[misc]
        written.append(path)
    return written


def _row(board: _Board) -> int:
    return panel_height(_PANEL, board.score.size[1] / board.score.size[0])


def _rows_per_page(board: _Board) -> int:
    room = PAGE[1] - _HEAD - _FOOT - _MARGIN + _ROW_GAP
    return max(1, room // (_row(board) + _ROW_GAP))


def _sheet(board: _Board, views: Sequence[View], height: int, folio: str) -> Image:
    """One page: head, strip of the whole film, panels."""
    from PIL import Image as Pictures

    sheet = Pictures.new("RGB", (PAGE[0], height), PAPER)
    _draw_head(sheet, board, folio)
    _draw_strip(sheet, board, views)
    for index, view in enumerate(views):
        row, column = divmod(index, _COLUMNS)
        left = _MARGIN + column * (_PANEL + _GAP)
        draw_panel(sheet, view, left, _MARGIN + _HEAD + row * (_row(board) + _ROW_GAP), _PANEL)
    return sheet


def _draw_head(sheet: Image, board: _Board, folio: str) -> None:
    from PIL import ImageDraw

    ink, score = ImageDraw.Draw(sheet), board.score
    ink.text((_MARGIN, _MARGIN - 8), score.title or say("Untitled", "제목 없음"), font=font(36), fill=INK)
    facts = [
        say("storyboard", "스토리보드"),
        clock(score.duration),
        say(f"{len(score.shots)} shots", f"장면 {len(score.shots)}개"),
        folio,
    ]
    words = "   ·   ".join(fact for fact in facts if fact)
    ink.text((PAGE[0] - _MARGIN, _MARGIN + 14), words, font=font(17, "sans"), fill=SOFT, anchor="ra")


def _draw_strip(sheet: Image, board: _Board, views: Sequence[View]) -> None:
    """The whole film as a strip of its palettes, the shots of this page underlined, valence drawn over it."""
    from PIL import ImageDraw

    ink = ImageDraw.Draw(sheet)
    top, high, wide = _MARGIN + 58, 22, PAGE[0] - 2 * _MARGIN
    here = {view.shot.id for view in views}
    for shot in board.score.shots:
        left = _MARGIN + wide * float(shot.start) / board.score.duration
        right = _MARGIN + wide * float(shot.end) / board.score.duration
        for index, colour in enumerate(shot.world.palette):
            a, b = top + high * index / 5, top + high * (index + 1) / 5
            ink.rectangle((left, a, right - 2, b), fill=colour)
        if shot.id in here:
            ink.line((left, top + high + 6, right - 2, top + high + 6), fill=INK, width=3)
        else:
            ink.line((left, top + high + 6, right - 2, top + high + 6), fill=LINE, width=1)
