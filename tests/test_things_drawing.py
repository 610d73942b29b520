"""Every thing draws: tight, transparent around, on its foot line, the same every time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feelm.errors import InputError
from feelm.things import Catalogue, open_catalogue
from feelm.things.drawings.colours import mix
from feelm.things.drawings.pen import Sheet, along, tapered
from feelm.things.gouache import soften
from feelm.things.raster import MAX_PX, drawn_box, fit, rasterise, view_box
from feelm.things.recolour import recolour
from feelm.things.table import own_entries


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    patch = pytest.MonkeyPatch()
    patch.setenv("FEELM_HOME", str(tmp_path_factory.mktemp("home")))
    opened = open_catalogue()
    patch.undo()
    return opened


SPACE = 'xmlns="http://www.w3.org/2000/svg"'
OWN = [e.thing.id for e in own_entries() if e.thing.set_name == "feelm"]
OTHERS = [e.thing.id for e in own_entries() if e.thing.set_name != "feelm"]
CYCLES = [e.thing.id for e in own_entries() if "*" in e.thing.artwork]


@pytest.mark.long
def test_every_thing_of_the_catalogue_draws_at_64_pixels(catalogue: Catalogue) -> None:
    for name in OWN + OTHERS:
        pictures = catalogue.draw(name, 64)
        for picture in pictures:
            assert picture.shape[0] == 64 and picture.shape[2] == 4 and picture.dtype == np.uint8, name
            assert picture.shape == pictures[0].shape, name
            assert (picture[..., 3] > 40).mean() > 0.01, name


@pytest.mark.parametrize(
    "name", ["hanok", "tree", "dog", "fishing_boat", "bus", "apple", "bench", "sunflower", "heron"]
)
def test_a_thing_stands_on_the_bottom_row_and_fills_its_picture(catalogue: Catalogue, name: str) -> None:
    alpha = np.max([p[..., 3] for p in catalogue.draw(name, 200)], axis=0)
    assert alpha[-3:].max() > 100
    assert alpha[:3].max() > 40
    assert alpha[:, :3].max() > 20 and alpha[:, -3:].max() > 20
    assert alpha.min() == 0


@pytest.mark.parametrize("name", CYCLES)
def test_a_moving_cycle_moves(catalogue: Catalogue, name: str) -> None:
    pictures = catalogue.draw(name, 48)
    assert len(pictures) > 1
    changes = [np.abs(a.astype(int) - b.astype(int)).sum() for a, b in pairwise(pictures)]
    assert max(changes) > 0


def test_drawings_repeat_exactly_and_vary_with_the_seed(catalogue: Catalogue) -> None:
    one, again, other = (catalogue.draw("tree", 90, seed=s)[0] for s in (5, 5, 6))
    assert np.array_equal(one, again)
    assert one.shape != other.shape or not np.array_equal(one, other)


@pytest.mark.parametrize("name", ["umbrella", "bus", "apple", "balloon", "scarf"])
def test_the_colour_asked_for_is_the_colour_seen(catalogue: Catalogue, name: str) -> None:
    picture = catalogue.draw(name, 96, colours=["#2f5fb0"])[0].astype(float)
    solid = picture[picture[..., 3] > 200]
    spread = solid[:, :3].max(1) - solid[:, :3].min(1)
    blue = (solid[:, 2] > solid[:, 0] + 15) & (spread > 30)
    assert blue.mean() > 0.25


def test_recolouring_keeps_alpha_and_shading() -> None:
    picture = np.zeros((40, 40, 4), np.uint8)
    picture[5:35, 5:35, :3] = np.linspace(120, 220, 30)[:, None, None] * [1.0, 0.2, 0.2]
    picture[5:35, 5:35, 3] = 255
    green = recolour(picture, ["#30a050"])
    assert np.array_equal(green[..., 3], picture[..., 3])
    assert (green[6:34, 6:34, 1].astype(int) > green[6:34, 6:34, 0]).all()
    assert int(green[33, 20, 1]) > int(green[7, 20, 1]) + 30


def test_softening_lights_the_upper_left_mutes_colour_and_keeps_the_outline() -> None:
    picture = np.zeros((60, 60, 4), np.uint8)
    picture[10:50, 10:50] = (30, 60, 230, 255)
    soft = soften(picture)
    assert np.array_equal(soft[..., 3], picture[..., 3])
    luma = soft[..., :3].astype(int).sum(2)
    assert luma[12, 12] > luma[30, 30] > luma[47, 47]
    assert np.ptp(soft[30, 30, :3].astype(int)) < np.ptp(picture[30, 30, :3].astype(int)) - 20


def test_a_very_wide_thing_stays_within_the_largest_picture(catalogue: Catalogue) -> None:
    picture = catalogue.draw("harbour_wall", 3000)[0]
    assert max(picture.shape[:2]) <= MAX_PX
    with pytest.raises(InputError, match="0 pixels"):
        catalogue.draw("hanok", 0)


def test_an_svg_is_cut_to_what_is_drawn() -> None:
    svg = f'<svg {SPACE} viewBox="0 0 100 100"><rect x="25" y="50" width="50" height="25"/></svg>'
    assert drawn_box((svg,)) == pytest.approx((25, 50, 50, 25), abs=0.8)
    (picture,) = fit((svg,), 30)
    assert picture.shape == (30, 60, 4) and (picture[2:-2, 2:-2, 3] == 255).all()


@pytest.mark.parametrize(
    ("svg", "words"),
    [
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "no size"),
        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 0 5'/>", "empty viewBox"),
        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>", "shows nothing"),
        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><g></svg>", "cannot be drawn"),
    ],
)
def test_a_broken_svg_is_refused_in_a_sentence(svg: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        fit((svg,), 20)


def test_straight_alpha_comes_out_of_the_renderer() -> None:
    rect = '<rect width="8" height="8" fill="#ff0000" fill-opacity="0.5"/>'
    svg = f'<svg {SPACE} viewBox="0 0 8 8">{rect}</svg>'
    picture = rasterise(svg, view_box(svg), 8)
    assert picture[4, 4].tolist() == pytest.approx([255, 0, 0, 128], abs=2)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=6), st.floats(0.5, 9))
def test_what_is_drawn_lies_within_its_bounds(points: list[tuple[float, float]], width: float) -> None:
    sheet = Sheet()
    sheet.limb(points, [width] * len(points), "#886644")
    left, top, right, bottom = sheet.bounds()
    assert (
        left <= min(p[0] for p in along(points).tolist()) + 1e-6
        and bottom >= max(p[1] for p in points) - 1e-6 - width
    )
    assert np.isfinite(tapered(points, [width] * len(points))).all()
    assert right - left >= 0 and bottom - top >= 0


@pytest.mark.parametrize("mirror", [False, True])
def test_a_placed_ellipse_reaches_exactly_its_bounds(mirror: bool) -> None:
    sheet = Sheet(mirror)
    with sheet.placed((7, -20), 1.5, flip=True):
        sheet.oval(3, 2, 14, 5, "#336699", turn=0.6)
    left, top, right, bottom = sheet.bounds()
    picture = rasterise(
        sheet.svg((left - 10, top - 10, right - left + 20, bottom - top + 20)),
        (left - 10, top - 10, right - left + 20, bottom - top + 20),
        400,
    )
    rows = np.flatnonzero((picture[..., 3] > 60).any(1))
    scale = 400 / (bottom - top + 20)
    assert rows[0] == pytest.approx(10 * scale, abs=2) and rows[-1] == pytest.approx(400 - 10 * scale, abs=2)


def test_light_comes_from_the_upper_left_mirrored_or_not() -> None:
    for mirror in (False, True):
        sheet = Sheet(mirror)
        sheet.box(0, 0, 40, 40, "#808080")
        picture = rasterise(sheet.svg(), (*sheet.bounds()[:2], 40, 40), 40)
        assert picture[3, 3, 0] > picture[20, 20, 0] > picture[37, 37, 0]


def test_mixing_colours() -> None:
    assert mix("#102030", "#102030", 0.7) == "#102030" and mix("#000000", "#ffffff", 1.0) == "#ffffff"
