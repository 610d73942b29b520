"""A painted world: same geometry, same bytes, legible hero, no halos, no seams, still light."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from feelm.painter import make_brush, paint_picture, paint_world
from feelm.painter.backdrop import flatten
from feelm.painter.brush import Brush
from feelm.painter.colour import bleed, keep_colour
from feelm.painter.edges import stray_edge
from feelm.painter.scene import sample_world
from feelm.painter.strokes import MARKS, lay_coat, light_on_paint, stroke_directions
from feelm.painter.tones import fit_curve, hold_tones
from feelm.score.model import Paint
from feelm.seeds import generator
from feelm.stage.layer import Layer, Life, PaintHint, Plane, World

PAINT = Paint(style="van_gogh_cypresses", strength=0.8, hero_strength=0.4, keep_colour=0.4)


@pytest.fixture(scope="module")
def brush() -> Brush:
    return make_brush()


@pytest.fixture(scope="module")
def world() -> World:
    return sample_world(320, 180)


@pytest.fixture(scope="module")
def painted(world: World, brush: Brush) -> World:
    return paint_world(world, PAINT, seed=7, shot_id="s01", brush=brush)


def _layer(world: World, name: str) -> Layer:
    return next(layer for layer in world.layers if layer.name == name)


def _one(layer: Layer) -> World:
    return World(320, 180, 1.0, 0.0, (layer,))


def _card(picture: np.ndarray, **more: object) -> Layer:
    return Layer("card", (picture,), (0.0, 0.0), 1.0, Plane("card"), **more)  # type: ignore[arg-type]


def _disc(inside: tuple[int, int, int], under: tuple[int, int, int]) -> np.ndarray:
    """A disc of one colour; ``under`` is the colour of its transparent pixels, which nobody must ever see."""
    picture = np.zeros((160, 160, 4), np.uint8)
    picture[..., :3] = under
    big = np.zeros((640, 640), np.uint8)
    cv2.circle(big, (320, 320), 200, 255, -1)
    picture[..., 3] = cv2.resize(big, (160, 160), interpolation=cv2.INTER_AREA)
    picture[picture[..., 3] > 0, :3] = inside
    return picture


def test_geometry_and_life_stay(world: World, painted: World):
    assert len(world.layers) == len(painted.layers)
    for before, after in zip(world.layers, painted.layers, strict=True):
        assert replace(after, frames=before.frames).frames is before.frames
        assert (after.name, after.origin, after.scale, after.plane) == (
            before.name,
            before.origin,
            before.scale,
            before.plane,
        )
        assert (after.life, after.paint, after.mask) == (before.life, before.paint, before.mask)
        assert [f.shape for f in after.frames] == [f.shape for f in before.frames]
        assert not np.array_equal(after.picture, before.picture)


def test_same_seed_same_bytes_other_seed_other_strokes(world: World, painted: World):
    small = replace(world, layers=world.layers[:2])
    first, again = (paint_world(small, PAINT, seed=7, shot_id="s01", brush=make_brush()) for _ in range(2))
    for a, b in zip(first.layers, again.layers, strict=True):
        assert np.array_equal(a.picture, b.picture)
    other = paint_world(small, PAINT, seed=8, shot_id="s01")
    assert not np.array_equal(first.layers[0].picture, other.layers[0].picture)


def test_plain_passes_through(world: World):
    assert paint_world(world, Paint(style="plain"), seed=1, shot_id="a") is world
    assert paint_world(world, Paint(painter="plain", style="starry"), seed=1, shot_id="a") is world


def test_outlines_stay_but_for_the_edge(world: World, painted: World):
    for before, after in zip(world.layers, painted.layers, strict=True):
        if before.picture.shape[2] == 3:
            continue
        was, is_now = before.picture[..., 3] > 127, after.picture[..., 3] > 127
        overlap = (was & is_now).sum() / (was | is_now).sum()
        assert overlap > 0.93, before.name
        far = cv2.erode((before.picture[..., 3] == 0).astype(np.uint8), np.ones((9, 9))) > 0
        assert after.picture[far, 3].max(initial=0) == 0, before.name


def test_the_hero_stays_nearer_to_its_original_than_the_rest(world: World, painted: World):
    def change(name: str) -> float:
        before, after = _layer(world, name).picture, _layer(painted, name).picture
        solid = cv2.erode((before[..., 3] > 250).astype(np.uint8), np.ones((3, 3))) > 0
        labs = [cv2.cvtColor((p[..., :3] / np.float32(255)), cv2.COLOR_RGB2LAB) for p in (before, after)]
        return float(np.linalg.norm(labs[0] - labs[1], axis=-1)[solid].mean())

    assert change("walker") < 0.85 * min(change("meadow"), change("far hills"))


def test_the_hero_still_reads_in_grey(world: World, painted: World):
    before, after = (cv2.cvtColor(flatten(w), cv2.COLOR_RGB2GRAY).astype(float) for w in (world, painted))
    walker = _layer(world, "walker")
    y, x = int(walker.origin[1]), int(walker.origin[0])
    h, w = walker.picture.shape[:2]
    place = (slice(y, y + h), slice(x, x + w))
    assert np.corrcoef(before[place].ravel(), after[place].ravel())[0, 1] > 0.75


@pytest.mark.parametrize("style", ["starry", "van_gogh_cypresses"])
def test_no_halo(brush: Brush, style: str):
    sky = Layer(
        "sky", (np.full((180, 320, 3), (90, 120, 170), np.uint8),), (0.0, 0.0), 1.0, Plane("infinity")
    )
    disc = _card(_disc((190, 60, 50), (0, 255, 0)))
    world = World(320, 180, 1.0, 0.0, (sky, disc))
    after = (
        paint_world(world, Paint(style=style, strength=0.7), seed=3, shot_id="s", brush=brush)
        .layers[1]
        .picture
    )
    lab = cv2.cvtColor(after[..., :3] / np.float32(255), cv2.COLOR_RGB2LAB)
    solid = (after[..., 3] > 0).astype(np.uint8)
    core = cv2.erode(solid, np.ones((25, 25))) > 0
    edge = (after[..., 3] > 40) & ~(cv2.erode(solid, np.ones((5, 5))) > 0)
    assert np.linalg.norm(lab[edge].mean(0) - lab[core].mean(0)) < 18
    green = (after[..., 1].astype(int) - after[..., [0, 2]].max(-1))[after[..., 3] > 0]
    assert np.percentile(green, 99) < 30


def test_hidden_colours_do_not_matter(brush: Brush):
    results = [
        paint_world(_one(_card(_disc((190, 60, 50), under))), PAINT, seed=3, shot_id="s", brush=brush)
        for under in ((0, 255, 0), (255, 0, 255))
    ]
    a, b = (r.layers[0].picture for r in results)
    seen = a[..., 3] > 8
    assert np.abs(a[seen].astype(int) - b[seen]).mean() < 2


def test_light_rain_and_the_untouched_are_left(brush: Brush, world: World):
    disc = _disc((190, 60, 50), (0, 0, 0))
    layers = (
        _card(disc, blend="add"),
        _card(disc, blend="multiply"),
        _card(disc, paint=PaintHint("none")),
        _card(np.zeros((40, 40, 4), np.uint8)),
    )
    after = paint_world(World(320, 180, 1.0, 0.0, layers), PAINT, seed=1, shot_id="s", brush=brush)
    for before, now in zip(layers, after.layers, strict=True):
        assert now.picture is before.picture


def test_a_cycle_does_not_boil(brush: Brush):
    disc = _disc((190, 60, 50), (0, 0, 0))
    cycle = replace(_card(disc), frames=(disc, disc.copy(), disc.copy()), life=Life(frames_per_s=6))
    frames = paint_world(_one(cycle), PAINT, seed=1, shot_id="s", brush=brush).layers[0].frames
    assert np.array_equal(frames[0], frames[1]) and np.array_equal(frames[1], frames[2])


def test_boil_makes_variants(brush: Brush):
    disc = _disc((190, 60, 50), (0, 0, 0))
    paint = PAINT.model_copy(update={"boil": 6.0})
    still = paint_world(_one(_card(disc)), paint, seed=1, shot_id="s", brush=brush).layers[0]
    assert len(still.frames) == 4
    assert still.life.frames_per_s == 6.0
    assert not np.array_equal(still.frames[0], still.frames[1])
    gap = np.abs(still.frames[0][40:120, 40:120, :3].astype(int) - still.frames[1][40:120, 40:120, :3]).mean()
    assert 1 < gap < 40
    walk = replace(_card(disc), frames=(disc, disc.copy()), life=Life(frames_per_s=5))
    after = paint_world(_one(walk), paint, seed=1, shot_id="s", brush=brush).layers[0]
    assert len(after.frames) == 8
    assert after.life.frames_per_s == 5
    assert np.array_equal(after.frames[0], after.frames[1])
    assert not np.array_equal(after.frames[0], after.frames[2])


def test_a_picture_that_repeats_has_no_seam(brush: Brush):
    x = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    row = np.stack([140 + 60 * np.sin(x), 120 + 40 * np.cos(2 * x), 150 + 30 * np.sin(x + 1)], -1)
    picture = np.repeat(row[None], 120, 0).astype(np.uint8)
    life = Life(drift_px_s=(12.0, 0.0), wraps=True)
    after = (
        paint_world(_one(_card(picture, life=life)), PAINT, seed=1, shot_id="s", brush=brush)
        .layers[0]
        .picture
    )
    after = after.astype(float)
    steps = np.abs(np.diff(after, axis=1)).mean(axis=(0, 2))
    seam = np.abs(after[:, 0] - after[:, -1]).mean()
    assert seam < np.percentile(steps, 99) * 1.2


def test_dark_stays_darker_than_light(brush: Brush):
    noise = generator(2, "t").integers(-12, 13, (180, 320, 3))
    dark, light = (np.clip(level + noise, 0, 255).astype(np.uint8) for level in (40, 200))
    layers = (_card(light), replace(_card(dark), name="front", origin=(0.0, 90.0)))
    paint = Paint(style="honey", strength=1.0, keep_colour=0.0)
    after = paint_world(World(320, 180, 1.0, 0.0, layers), paint, seed=1, shot_id="s", brush=brush)
    back, front = (layer.picture.astype(float).mean() for layer in after.layers)
    assert back - front > 45


def test_stills_of_odd_sizes(brush: Brush):
    picture = flatten(sample_world(101, 67))
    after = paint_picture(picture, "starry", strength=0.8, brush=brush)
    assert after.shape == picture.shape
    assert not np.array_equal(after, picture)
    assert np.array_equal(paint_picture(picture, "plain"), picture)


def test_keep_colour_keeps_it():
    grey = np.full((40, 40, 3), 120, np.uint8)
    red = np.full((40, 40, 3), (180, 60, 60), np.uint8)
    kept = keep_colour(grey, red, 1.0).astype(int)
    assert kept[0, 0, 0] - kept[0, 0, 1] > 80
    assert keep_colour(grey, red, 0.0) is grey


def test_bleeding_carries_colour_outward():
    alpha = np.zeros((40, 50), np.float32)
    alpha[10:20, 10:20] = 1
    colour = np.where(alpha[..., None] > 0, (200.0, 20.0, 40.0), (0.0, 0.0, 0.0)).astype(np.float32)
    out = bleed(colour * alpha[..., None], alpha)
    assert np.allclose(out, (200, 20, 40), atol=0.5)


def test_strokes_follow_what_is_there():
    y = np.arange(160)
    picture = np.where(((y // 16) % 2)[:, None, None] > 0, 220, 40) * np.ones((1, 160, 3))
    directions = stroke_directions(picture.astype(np.uint8), 90.0, 0.0, generator(1, "t"))
    assert np.abs(directions[4:-4, 4:-4, 0]).mean() > 0.95
    flat = stroke_directions(np.full((160, 160, 3), 128, np.uint8), 90.0, 0.0, generator(1, "t"))
    assert np.abs(flat[..., 1]).mean() > 0.99


@pytest.mark.parametrize("marks", sorted(MARKS))
def test_a_coat_keeps_the_colours(marks: str):
    picture = np.zeros((120, 160, 3), np.uint8)
    picture[:, :80], picture[:, 80:] = (200, 80, 40), (40, 90, 190)
    directions = stroke_directions(picture, 10.0, 0.3, generator(1, "t"))
    coat = lay_coat(picture, 9.0, directions, generator(1, "t"), marks=MARKS[marks])
    assert np.abs(coat.colour[:, :60].mean((0, 1)) - (200, 80, 40)).max() < 12
    assert np.abs(coat.colour[:, 100:].mean((0, 1)) - (40, 90, 190)).max() < 12
    assert coat.colour[20:100, 10:60].std(axis=(0, 1)).max() > 1
    assert coat.height.std() > 10


def test_light_falls_from_the_upper_left():
    height = np.zeros((60, 60), np.uint8)
    cv2.circle(height, (30, 30), 15, 200, -1)
    lit = light_on_paint(np.full((60, 60, 3), 128, np.uint8), height, 1.0).astype(int)
    assert lit[19:21, 19:21].mean() > 130 > 126 > lit[40:42, 40:42].mean()


def test_thin_things_stay_straight():
    alpha = np.zeros((200, 200), np.uint8)
    alpha[:, 40:42] = 255
    alpha[60:160, 80:180] = 255
    strayed = stray_edge(alpha, 2.0, generator(4, "t"))
    assert np.abs(strayed[:, 30:52].astype(int) - alpha[:, 30:52]).mean() < 6
    assert np.abs(strayed[:, 70:].astype(int) - alpha[:, 70:]).mean() > 1


def test_tones_are_held():
    rng = generator(1, "t")
    scene = cv2.resize(
        rng.integers(0, 256, (8, 8, 3), dtype=np.uint8), (160, 160), interpolation=cv2.INTER_CUBIC
    )
    darker = (scene * 0.5 + 20).astype(np.uint8)
    curve = fit_curve(scene, darker)
    held = hold_tones(np.full_like(scene, 230), scene, curve)
    gap = np.abs(cv2.blur(held, (41, 41)).astype(int) - cv2.blur(darker, (41, 41))).mean()
    assert gap < 0.4 * np.abs(230 - darker.astype(int)).mean()
    as_scene = hold_tones(np.full_like(scene, 230), scene, curve, keep=1.0)
    gap = np.abs(cv2.blur(as_scene, (41, 41)).astype(int) - cv2.blur(scene, (41, 41))).mean()
    assert gap < 0.4 * np.abs(230 - scene.astype(int)).mean()
