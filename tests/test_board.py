"""The storyboard: the camera's way is its real way; a panel for every shot, on pages and as one picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from feelm.board import draw_board
from feelm.board.panel import broken, clock, font
from feelm.board.way import way_of
from feelm.errors import OutputError
from feelm.score import Camera, Paint, Score, Shot, WorldPlan, write_score
from feelm.stage import Pose


def poses(**last: float) -> list[Pose]:
    return [Pose(**{name: value * step / 10 for name, value in last.items()}) for step in range(11)]


def test_a_camera_that_comes_nearer_ends_in_a_smaller_frame_inside_the_first() -> None:
    way = way_of(poses(z_m=1.5), "wide", 320, 180)
    assert not way.at_end and way.growth > 1.1
    assert way.inner is not None and way.inner.min() > 0 and way.inner.max() < 1
    away = way_of(poses(z_m=-1.5), "wide", 320, 180)
    assert away.at_end and away.growth < 0.9


@pytest.mark.parametrize(
    ("last", "direction"),
    [({"pan_deg": 5.0}, (1, 0)), ({"x_m": -1.0}, (-1, 0)), ({"tilt_deg": 4.0}, (0, -1))],
)
def test_the_arrow_points_where_the_camera_goes(last: dict[str, float], direction: tuple[int, int]) -> None:
    path = way_of(poses(**last), "wide", 320, 180).path
    step = path[-1] - path[0]
    assert np.sign(np.round(step, 2)).tolist() == list(direction)


def test_a_camera_that_holds_has_no_arrow() -> None:
    way = way_of(poses(z_m=0.001), "wide", 320, 180)
    assert way.inner is None and np.abs(way.path - 0.5).max() < 0.01


def test_words_are_broken_at_spaces_and_cut_with_an_ellipsis() -> None:
    face = font(20)
    lines = broken("비 오는 날 버스 뒷자리에서 창밖을 보며 울었다 " * 4, face, 200, 3)
    assert len(lines) == 3 and lines[-1].endswith("…")
    assert all(face.getlength(line) <= 200 for line in lines)
    assert broken("", face, 200, 3) == [] and clock(59.96) == "1:00.0"


@pytest.fixture
def score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven shots of two seconds without music."""
    monkeypatch.setenv("FEELM_STORE", str(tmp_path / "store"))
    hours = ["dawn", "morning", "noon", "afternoon", "sunset", "dusk", "night"]
    shots = [
        Shot(id=f"s{n + 1:02d}", start=2.0 * n, end=2.0 * n + 2, text=f"바다 {n}", camera=Camera(move="push_in"),
             world=WorldPlan(place="sea", time=hour), paint=Paint(painter="plain"))  # type: ignore[arg-type]
        for n, hour in enumerate(hours)
    ]  # fmt: skip
    write_score(
        Score(title="Sea", size=(320, 180), fps=12, duration=14, shots=shots), tmp_path / "sea.score.yaml"
    )
    return tmp_path / "sea.score.yaml"


def test_every_shot_has_its_panel(score: Path, tmp_path: Path) -> None:
    (png,) = draw_board(score, tmp_path / "sea.png")
    sheet = np.asarray(Image.open(png).convert("RGB")).astype(int)
    panels = [sheet[175:460, 60 + 557 * column : 560 + 557 * column] for column in range(3)]
    assert all(panel.std() > 8 for panel in panels), "a picture stands in each panel of the first row"
    assert len({panel.mean().round(2) for panel in panels}) == 3
    (pdf,) = draw_board(score, tmp_path / "sea.pdf", workers=1)
    assert pdf.read_bytes().count(b"/Type /Page\n") == 2, "six shots on a page"


def test_the_same_score_gives_the_same_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEELM_STORE", str(tmp_path / "store"))
    shot = Shot(id="s01", start=0, end=2, text="A tall one", paint=Paint(painter="plain"))
    write_score(Score(size=(90, 160), fps=12, duration=2, shots=[shot]), tmp_path / "tall.yaml")
    first = draw_board(tmp_path / "tall.yaml", tmp_path / "tall.pdf")[0].read_bytes()
    assert draw_board(tmp_path / "tall.yaml", tmp_path / "tall.pdf", workers=1)[0].read_bytes() == first


def test_a_place_where_no_board_can_be_is_refused_before_any_work(score: Path, tmp_path: Path) -> None:
    for place in ("board.jpg", "nowhere/board.pdf"):
        with pytest.raises(OutputError):
            draw_board(score, tmp_path / place)
