"""What makes a shot read: the hero in the dark, light in the sky, what fills a detail, what hangs, swims and stands."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from test_stage_world import THINGS, Shapes

from feelm.score.model import Light, Player, Shot, WorldPlan
from feelm.stage import Performance, Pose, build_world
from feelm.stage.layer import Layer, World
from feelm.stage.relief import LUMA
from feelm.stage.scenery.foreground import FOREGROUNDS
from feelm.stage.scenery.inserts import INSERTS
from feelm.stage.scenery.scene import flatten
from feelm.things.thing import Thing

WIDTH, HEIGHT = 480, 270
NIGHT = Light(azimuth=120, elevation=42, colour="#bcd0ff", strength=0.5)
PALETTE = ["#1d2a45", "#3a5570", "#7f95a8", "#b9c4c8", "#e6e6e0"]


class More(Shapes):
    """The plain shapes, with a fish, a rainbow and a thing that has no ground."""

    EXTRA = {  # noqa: RUF012
        "fish": Thing("fish", ("fish",), ("물고기",), 0.2, stand="water", motion="swim"),
        "rainbow": Thing("rainbow", ("rainbow",), ("무지개",), 60.0, stand="sky"),
    }

    def get(self, thing_id: str, /) -> Thing:
        return self.EXTRA.get(thing_id) or super().get(thing_id)


def world_of(plan: WorldPlan, size: str = "medium", shot_id: str = "s01", seed: int = 7) -> World:
    shot = Shot(id=shot_id, start=0, end=4, size=size, world=plan)  # type: ignore[arg-type]
    return build_world(shot, width=WIDTH, height=HEIGHT, seed=seed, catalogue=More())


def plan(place: str = "field", time: str = "noon", *players: Player, **more: object) -> WorldPlan:
    return WorldPlan(place=place, time=time, palette=PALETTE, players=list(players), **more)  # type: ignore[arg-type]


def named(world: World, ending: str) -> list[Layer]:
    return [layer for layer in world.layers if layer.name.endswith(ending)]


def contrast(world: World) -> float:
    """Luma of the ring around the hero less the hero's own, measured on the frame."""
    guide = Performance(world).guide(Pose(), 2.0, {})
    hero = next(layer.mask for layer in world.layers if layer.paint.hero)
    inside = guide.masks[str(hero)] > 128
    grown = cv2.dilate(
        inside.astype(np.uint8), np.ones((1 + 2 * int(0.15 * np.sqrt(inside.sum())),) * 2, np.uint8)
    )
    luma = guide.colour @ LUMA / 255.0
    return float(luma[(grown > 0) & ~inside].mean() - luma[inside].mean())


@pytest.mark.parametrize("place", ["field", "sea", "street", "mountains", "village"])
@pytest.mark.parametrize("size", ["wide", "medium"])
def test_somebody_stands_out_in_the_night(place: str, size: str) -> None:
    who = Player(person="adult", word="she", hero=True, colours=["#5a2a2a"])
    assert contrast(world_of(plan(place, "night", who, light=NIGHT), size)) > 0.1


def test_the_moon_draws_the_edge_of_a_hero() -> None:
    def edge(time: str) -> float:
        world = world_of(plan("field", time, Player(person="adult", word="she", hero=True), light=NIGHT))
        picture = next(layer.picture for layer in world.layers if layer.paint.hero).astype(float)
        alpha = picture[..., 3] > 200
        inner = cv2.erode(alpha.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
        luma = picture[..., :3] @ LUMA / 255.0
        side = np.zeros_like(alpha)
        side[:, 3:] = alpha[:, 3:] & ~alpha[:, :-3]
        other = np.zeros_like(alpha)
        other[:, :-3] = alpha[:, :-3] & ~alpha[:, 3:]
        return float(max(luma[side].mean(), luma[other].mean()) - luma[inner].mean())

    assert edge("night") > edge("noon") + 0.05


def sky_of(world: World) -> NDArray[np.float32]:
    canvas = np.zeros((HEIGHT, WIDTH, 3), np.float32)
    for layer in world.layers:
        if layer.plane.kind == "infinity":
            flatten(canvas, layer, 1.0, (0.0, 0.0))
    return canvas


@pytest.mark.parametrize("azimuth", [60.0, -60.0])
def test_a_rainbow_is_light_in_the_sky_red_outside_opposite_the_sun(azimuth: float) -> None:
    light = Light(azimuth=azimuth)
    bow = Player(thing="rainbow", word="rainbow", hero=True)
    drawn, bare = (
        world_of(plan("field", "noon", bow, light=light), "wide"),
        world_of(plan("field", "noon", light=light), "wide"),
    )
    assert named(drawn, "rainbow") and not named(bare, "rainbow")
    assert named(drawn, "rainbow")[0].plane.kind == "infinity" and not any(
        layer.paint.hero for layer in drawn.layers
    )
    layer = named(drawn, "rainbow")[0]
    picture, alpha = layer.picture[..., :3].astype(float), layer.picture[..., 3]
    assert 60 < alpha.max() < 200  # one sees through it
    warm = picture[..., 0] - picture[..., 2]
    column = int(np.argmax(alpha.sum(0)))
    seen = np.flatnonzero(alpha[:, column] > 0.6 * alpha.max())
    assert warm[seen[0] : seen[0] + 2, column].mean() > warm[seen[-1] - 1 : seen[-1] + 1, column].mean() + 40
    columns = np.arange(alpha.shape[1])
    middle = float((columns * (alpha > 0.5 * alpha.max()).sum(0)).sum() / (alpha > 0.5 * alpha.max()).sum())
    across = (layer.origin[0] + middle / layer.scale - WIDTH / 2) * np.sign(azimuth)
    assert across < 0 or drawn.layers[0].life.wraps


@pytest.mark.parametrize("kind", INSERTS)
def test_an_insert_is_sharp_before_everything_and_only_where_nobody_is(kind: str) -> None:
    place = "room" if kind == "curtain" else "street" if kind in ("lights", "glass") else "garden"
    weather = "rain" if kind in ("glass", "rings") else "clear"
    alone = world_of(plan(place, "dusk", foreground=kind, weather=weather), "detail")
    inserts = [layer for layer in alone.layers if layer.name.startswith("insert")]
    assert inserts and min(layer.plane.depth_m for layer in alone.layers if layer not in inserts) >= min(
        layer.plane.depth_m for layer in inserts
    )
    covered = sum(float((layer.picture[..., 3] > 40).sum()) / layer.scale**2 for layer in inserts)
    assert covered > 0.004 * WIDTH * HEIGHT
    cup = Player(thing="tea", word="cup", hero=True)
    company = world_of(plan(place, "dusk", cup, foreground="none", weather=weather), "detail")
    assert not [layer for layer in company.layers if layer.name.startswith("insert")]


def test_what_is_behind_an_insert_is_out_of_focus() -> None:
    def detail(size: str) -> float:
        ridges = [
            layer for layer in world_of(plan("field", "noon"), size).layers if layer.name == "far trees"
        ]
        picture = ridges[0].picture
        grey = cv2.cvtColor(picture[..., :3], cv2.COLOR_RGB2GRAY).astype(float) * (picture[..., 3] > 250)
        return float(np.abs(np.diff(grey, axis=1)).mean())

    assert detail("detail") < 0.6 * detail("wide")


@pytest.mark.parametrize("kind", ["through_leaves", "doorway", "shoulder", "window"])
def test_new_frames_are_dark_at_the_edges_and_leave_the_hero_free(kind: str) -> None:
    assert kind in FOREGROUNDS
    world = world_of(plan("garden", "noon", foreground=kind), "wide")
    near = [layer for layer in world.layers if layer.name.startswith("lens")]
    canvas = np.full((HEIGHT, WIDTH, 3), 255.0, np.float32)
    for layer in near:
        flatten(canvas, layer, 1.0, (0.0, 0.0))
    luma = canvas @ LUMA / 255.0
    thirds = luma[int(0.3 * HEIGHT) : int(0.75 * HEIGHT), int(0.36 * WIDTH) : int(0.6 * WIDTH)]
    edges = np.concatenate(
        [luma[:, : WIDTH // 16].ravel(), luma[:, -WIDTH // 8 :].ravel(), luma[:12].ravel()]
    )
    assert thirds.mean() > 0.9 and edges.min() < 0.35 and edges.mean() < 0.95


def test_rain_runs_down_the_window_that_one_looks_through() -> None:
    wet, dry = (
        world_of(plan("street", "noon", foreground="window", weather=weather))
        for weather in ("rain", "clear")
    )
    assert named(wet, "rain on glass") and not named(dry, "rain on glass")


def test_a_fish_is_in_the_water_and_a_boat_on_it() -> None:
    fish = world_of(plan("lake", "noon", Player(thing="fish", word="fish", hero=True)))
    boat = world_of(plan("lake", "noon", Player(thing="boat", word="boat", hero=True)))
    assert not named(fish, "-reflection") and named(boat, "-reflection")
    swimmer = next(layer for layer in fish.layers if layer.paint.hero)
    sailor = next(layer for layer in boat.layers if layer.paint.hero)
    assert swimmer.picture[..., 3].max() < 235 <= sailor.picture[..., 3].max()


def test_what_hangs_in_the_open_has_a_cord_that_leaves_the_frame() -> None:
    world = world_of(plan("garden", "dusk", Player(thing="lantern", word="lantern", hero=True)), "close")
    cord, lantern = named(world, "-cord")[0], next(layer for layer in world.layers if layer.paint.hero)
    assert cord.origin[1] < -0.3 * HEIGHT
    assert abs(cord.origin[1] + cord.picture.shape[0] / cord.scale - lantern.origin[1]) < 4
    assert not named(world_of(plan("garden", "dusk", Player(thing="dog", word="dog", hero=True))), "-cord")


@pytest.mark.parametrize("thing", ["dog", "tree", "house", "tea", None])
@pytest.mark.parametrize("size", ["wide", "medium", "close"])
def test_whatever_stands_has_a_shadow_under_its_foot(thing: str | None, size: str) -> None:
    who = Player(thing=thing, person=None if thing else "adult", word="it", hero=True)
    if thing:
        assert thing in THINGS
    world = world_of(plan("garden", "afternoon", who), size)
    dark = named(world, "-shadow")
    figure = next(layer for layer in world.layers if layer.paint.hero)
    foot = figure.origin[1] + figure.picture.shape[0] / figure.scale
    middle = figure.origin[0] + figure.picture.shape[1] / figure.scale / 2
    assert dark and all(layer.blend == "multiply" for layer in dark)
    shade = dark[0]
    x, y = (round((at - from_) * shade.scale) for at, from_ in zip((middle, foot), shade.origin, strict=True))
    rows = shade.picture[max(0, y - 4) : y + 5, max(0, x - 6) : x + 7, 3]
    assert rows.size and rows.max() > 90


def test_a_rainbow_is_seen_with_much_sky() -> None:
    bow = Player(thing="rainbow", word="rainbow", hero=True)
    for number in range(1, 5):
        high = world_of(plan("field", "noon"), "wide", f"s{number:02d}").horizon
        assert world_of(plan("field", "noon", bow), "wide", f"s{number:02d}").horizon >= max(high, 0.05)
