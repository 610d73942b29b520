from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from feelm.errors import InputError
from feelm.score.model import Light, WorldPlan
from feelm.stage.scenery import Scenery, build_scenery
from feelm.stage.scenery.colour import bytes_of, hex_lab, oklab, srgb
from feelm.stage.scenery.foreground import FOREGROUNDS, WORDS
from feelm.stage.scenery.grain import Grain, outline, smooth
from feelm.stage.scenery.scene import FOCUS_M, flatten
from feelm.stage.scenery.tones import Air, Tones
from feelm.stage.scenery.view import View
from feelm.vocabulary import INDOOR_PLACES, PLACES, SHOT_SIZES, TIMES_OF_DAY, WEATHERS

WIDTH, HEIGHT = 320, 180


def plan(place: str = "field", time: str = "noon", weather: str = "clear", **more: object) -> WorldPlan:
    return WorldPlan(place=place, time=time, weather=weather, **more)  # type: ignore[arg-type]


def build(what: WorldPlan, width: int = WIDTH, height: int = HEIGHT, **more: object) -> Scenery:
    settings = {
        "focal": 1.0, "horizon": 0.05, "overscan": 0.18, "shot_size": "wide", "seed": 7, "shot_id": "s01",
    } | more  # fmt: skip
    return build_scenery(what, width=width, height=height, **settings)  # type: ignore[arg-type]


def seen(
    scenery: Scenery, width: int = WIDTH, height: int = HEIGHT, margin: float = 0.0
) -> NDArray[np.float32]:
    """The layers over magenta at the reference pose, ``margin`` of the frame beyond each side."""
    x, y = margin * width, margin * height
    canvas = np.zeros((round(height + 2 * y), round(width + 2 * x), 3), np.float32)
    canvas[:] = (255, 0, 255)
    for layer in scenery.layers:
        flatten(canvas, layer, 1.0, (-x, -y))
    return canvas


def lightness(picture: NDArray[np.float32]) -> float:
    return float(oklab(np.clip(picture, 0, 255) / 255.0)[..., 0].mean())


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("time", "weather"), [("noon", "clear"), ("night", "rain"), ("sunset", "snow")])
def test_every_place_stands_in_depth(place: str, time: str, weather: str) -> None:
    scenery = build(plan(place, time, weather))
    depths = [layer.plane.depth_m for layer in scenery.layers]
    assert len({round(math.log(d), 1) for d in depths}) >= 5
    assert depths == sorted(depths, reverse=True)
    assert all(layer.picture.dtype == np.uint8 and layer.picture.shape[2] == 4 for layer in scenery.layers)
    assert any(layer.plane.kind == "ground" for layer in scenery.layers)
    assert any(station.kind in ("ground", "floor", "water", "air") for station in scenery.stations)
    assert all(0 < s.near_m <= s.far_m and s.across[0] < s.across[1] for s in scenery.stations)


@pytest.mark.parametrize("place", PLACES)
def test_the_overscanned_frame_is_covered(place: str) -> None:
    scenery = build(plan(place, "afternoon"))
    canvas = np.zeros((HEIGHT + 64, WIDTH + 114), np.float32)
    for layer in scenery.layers:
        if layer.blend != "over" or layer.life.wraps:
            continue
        step = 1.0 / layer.scale
        shift = np.array([[1 / step, 0, (layer.origin[0] + 57)], [0, 1 / step, layer.origin[1] + 32]])
        shift[0, 0] = shift[1, 1] = step
        cover = cv2.warpAffine(layer.picture[..., 3].astype(np.float32) / 255, shift, canvas.shape[::-1])
        canvas += (1.0 - canvas) * cover * layer.opacity
    assert canvas[2:-2, 2:-2].min() > 0.97


def test_the_same_seed_gives_the_same_bytes() -> None:
    first, second = build(plan("village", "dusk")), build(plan("village", "dusk"))
    other = build(plan("village", "dusk"), seed=8)
    assert [a.name for a in first.layers] == [b.name for b in second.layers]
    assert all(np.array_equal(a.picture, b.picture) for a, b in zip(first.layers, second.layers, strict=True))
    assert not np.array_equal(seen(first), seen(other))


@pytest.mark.parametrize("place", ["field", "sea", "street", "room", "station", "mountains"])
def test_night_is_darker_than_noon(place: str) -> None:
    palette = ["#26364d", "#5a7a8c", "#a9b8a0", "#e8d7b0", "#f6efe2"]
    noon = lightness(seen(build(plan(place, "noon", palette=palette))))
    dusk = lightness(seen(build(plan(place, "dusk", palette=palette))))
    night = lightness(seen(build(plan(place, "night", palette=palette))))
    assert night < dusk < noon
    assert night < 0.76 * noon


@pytest.mark.parametrize("place", ["field", "garden", "station"])
def test_the_ground_darkens_with_the_hour(place: str) -> None:
    palette = ["#26364d", "#5a7a8c", "#a9b8a0", "#e8d7b0", "#f6efe2"]
    noon, night = (
        lightness(seen(build(plan(place, time, palette=palette, foreground="none")))[HEIGHT * 2 // 3 :])
        for time in ("noon", "night")
    )
    assert night < 0.72 * noon


def test_what_is_far_has_less_contrast_and_is_nearer_to_the_air() -> None:
    tones = Tones(plan("mountains"), "summer")
    spans, gaps = [], []
    for depth in (5.0, 100.0, 1000.0, 8000.0):
        lab = oklab(tones.ramp("pine", depth) / 255.0)
        spans.append(float(np.ptp(lab[:, 0])))
        gaps.append(float(np.linalg.norm(lab.mean(0) - np.array(tones.air.colour))))
    assert spans == sorted(spans, reverse=True)
    assert gaps == sorted(gaps, reverse=True)
    assert spans[-1] < 0.5 * spans[0]


def test_fog_swallows_sooner_than_clear_air() -> None:
    clear, fog = Tones(plan(weather="clear"), "summer").air, Tones(plan(weather="fog"), "summer").air
    assert fog.share(60.0) > 3 * clear.share(60.0)
    assert Air((0.5, 0, 0), 100.0).share(0.0) == 0.0
    assert Air((0.5, 0, 0), 100.0).share(1e9) == pytest.approx(0.7, abs=1e-3)


def test_colours_keep_to_the_palette() -> None:
    """A palette of one hue makes a picture of that hue: chroma elsewhere is what the palette lets through."""
    blue = ["#14203a", "#2d4a7a", "#5b7fb5", "#9fb9dc", "#e3ecf6"]
    brown = ["#2a1a10", "#5e4028", "#97704a", "#cfae84", "#f2e6d2"]
    cold = oklab(seen(build(plan("field", palette=blue))) / 255.0).mean((0, 1))
    warm = oklab(seen(build(plan("field", palette=brown))) / 255.0).mean((0, 1))
    assert cold[2] < -0.01 < 0.02 < warm[2]
    tones = Tones(plan("field", palette=blue), "summer")
    stops = np.stack([hex_lab(c) for c in blue])
    for material in ("grass", "soil", "brick", "leaf"):
        lab = oklab(tones.ramp(material)[::8] / 255.0)[:, 1:]
        free = np.stack([hex_lab(c) for c in ("#000000",)])[:, 1:]
        gap = np.linalg.norm(lab[:, None] - stops[None, :, 1:], axis=-1).min(1)
        assert gap.mean() < 0.06, material
        assert np.isfinite(free).all()


def test_the_sun_side_agrees_with_the_light() -> None:
    left = build(plan("sea", "sunset", light=Light(azimuth=230, elevation=10)))
    right = build(plan("sea", "sunset", light=Light(azimuth=130, elevation=10)))
    assert left.light.disc is not None
    assert right.light.disc is not None
    assert left.light.disc[0] < WIDTH / 2 < right.light.disc[0]
    halves = [lightness(side) for side in np.array_split(seen(left), 2, axis=1)]
    assert halves[0] > halves[1]
    assert left.light.shadow_m[0] > 0 > right.light.shadow_m[0]


def test_shading_a_player() -> None:
    night, noon = build(plan("field", "night")), build(plan("field", "noon"))
    grey = np.full((40, 20, 4), 180, np.uint8)
    grey[..., 3] = 0
    grey[5:35, 5:15, 3] = 255
    dark, light = night.shade(grey, 5.0), noon.shade(grey, 5.0)
    assert dark[20, 10, :3].mean() < 0.6 * light[20, 10, :3].mean()
    assert np.array_equal(dark[..., 3], grey[..., 3])
    far = noon.shade(grey, 4000.0)[20, 10, :3].astype(float)
    air = bytes_of(np.array(noon.air.colour)).astype(float)
    assert np.abs(far - air).sum() < np.abs(light[20, 10, :3] - air).sum()
    rim = noon.shade(grey, 5.0, rim_px=3.0).astype(int) - light
    assert np.abs(rim[..., :3]).max() > 3
    assert np.abs(rim[18:22, 9:11, :3]).max() == 0


def test_focus_softens_what_is_not_at_the_hero() -> None:
    scenery = build(plan())
    assert scenery.soften_px(5.0, 5.0, 1280) < scenery.soften_px(1.0, 5.0, 1280)
    assert scenery.soften_px(3.0, 3.0, 1280) < scenery.soften_px(200.0, 3.0, 1280)


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (17, 333), (333, 17), (641, 361)])
@pytest.mark.parametrize("place", ["garden", "street", "classroom", "lake", "bus", "space"])
def test_odd_sizes(size: tuple[int, int], place: str) -> None:
    scenery = build(plan(place, "dusk", "clear"), *size)
    canvas = seen(scenery, *size)
    assert canvas.shape == (size[1], size[0], 3)
    assert np.isfinite(canvas).all()


@pytest.mark.long
def test_a_large_frame() -> None:
    scenery = build(plan("sea", "sunset"), 4096, 2304)
    small = build(plan("sea", "sunset"), 512, 288)
    shrunk = cv2.resize(seen(scenery, 4096, 2304), (512, 288), interpolation=cv2.INTER_AREA)
    assert abs(lightness(shrunk) - lightness(seen(small, 512, 288))) < 0.04


@pytest.mark.parametrize("size", [(0, 10), (10, 0), (20000, 100)])
def test_impossible_sizes_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="cannot be drawn"):
        build(plan(), *size)


@pytest.mark.parametrize("name", sorted(FOREGROUNDS))
def test_every_foreground_stands_before_the_hero(name: str) -> None:
    scenery = build(plan("garden", "dusk", foreground=name))
    nearest = [layer for layer in scenery.layers if layer.name.startswith("lens ")]
    assert nearest
    # What surrounds the picture stands nearer to the hero, so that a moving camera does not draw it over it.
    surrounds = name in ("through_leaves", "doorway", "shoulder", "window")
    limit_m = 0.65 * FOCUS_M["wide"] if surrounds else 2.0
    assert all(layer.plane.depth_m < limit_m for layer in nearest)
    assert not surrounds or max(layer.plane.depth_m for layer in nearest) > 0.5 * FOCUS_M["wide"]


def test_a_foreground_frames_and_does_not_cover() -> None:
    for name in sorted(FOREGROUNDS):
        cover = np.zeros((HEIGHT, WIDTH, 3), np.float32)
        for layer in build(plan("field", foreground=name)).layers:
            if layer.name.startswith("lens "):
                alpha = np.repeat(layer.picture[..., 3:], 3, 2)
                white = layer.picture.copy()
                white[..., :3] = 255
                assert alpha.any()
                ratio = 1.0 / layer.scale
                matrix = np.array([[ratio, 0, layer.origin[0]], [0, ratio, layer.origin[1]]])
                seen_alpha = (
                    cv2.warpAffine(layer.picture[..., 3], matrix, (WIDTH, HEIGHT)).astype(np.float32) / 255
                )
                cover[..., 0] = np.maximum(cover[..., 0], seen_alpha * layer.opacity)
        middle = cover[HEIGHT // 4 : 3 * HEIGHT // 4, WIDTH // 3 : 2 * WIDTH // 3, 0]
        assert middle.mean() < 0.3, name


def test_words_and_unknown_words_name_a_foreground() -> None:
    assert set(WORDS.values()) <= set(FOREGROUNDS)
    by_word = build(plan("field", foreground="sunflower"))
    assert any(layer.name == "lens flowers" for layer in by_word.layers)
    unknown = build(plan("field", foreground="xylophone"))
    assert any(layer.name.startswith("lens ") for layer in unknown.layers)
    free = build(plan("field", foreground="none"))
    assert not any(layer.name.startswith("lens ") for layer in free.layers)


@pytest.mark.parametrize("weather", WEATHERS)
def test_weather_falls_in_front(weather: str) -> None:
    names = {layer.name.split()[0] for layer in build(plan("field", weather=weather, season="summer")).layers}
    assert ("rain" in names) == (weather in ("rain", "storm"))
    assert ("snow" in names) == (weather == "snow")
    assert ("mist" in names) == (weather == "fog")
    assert ("lightning" in names) == (weather == "storm")


def test_wrapping_sheets_have_no_seam() -> None:
    scenery = build(plan("field", weather="snow"))
    wrapping = [layer for layer in scenery.layers if layer.life.wraps]
    assert wrapping
    for layer in wrapping:
        alpha = layer.picture[..., 3].astype(float)
        seam = np.abs(alpha[:, 0] - alpha[:, -1]).mean()
        inside = np.abs(np.diff(alpha, axis=1)).mean()
        assert seam < 4 * inside + 6


@pytest.mark.parametrize("place", ["bus", "train", "field"])
def test_what_passes_is_longer_than_the_frame(place: str) -> None:
    """A picture shorter than the frame would leave a hole before it comes round."""
    scenery = build(plan(place, "dusk"), overscan=0.04)
    wrapping = [layer for layer in scenery.layers if layer.life.wraps and layer.life.drift_px_s[0]]
    assert wrapping
    for layer in wrapping:
        assert layer.picture.shape[1] / layer.scale >= WIDTH, layer.name
    town = {layer.name: layer.picture.shape[1] / layer.scale for layer in wrapping if "town" in layer.name}
    assert len(set(np.round(list(town.values()), -1))) <= 1


def test_indoors_the_window_shows_the_sky() -> None:
    for place in sorted(INDOOR_PLACES):
        scenery = build(plan(place, "noon"))
        wall = next(layer for layer in scenery.layers if layer.name == "wall")
        holes = wall.picture[..., 3] < 10
        assert 0.02 < holes.mean() < 0.7, place
        assert any(layer.name == "sky" for layer in scenery.layers)


def test_a_ground_point_lies_on_its_plane() -> None:
    """Furrows run to the vanishing point: the texture at a row repeats, scaled by depth, at another row."""
    view = View(1280, 720, 1.0, 0.05, 0.18)
    for depth in (5.0, 20.0, 80.0):
        row = view.row(depth)
        assert view.depth_at(row) == pytest.approx(depth)
        assert view.column(1.0, depth) - view.cx == pytest.approx(view.f / depth)
    scenery = build(plan("field", season="autumn"), 640, 360)
    ground = next(layer for layer in scenery.layers if layer.name == "ground")
    assert ground.plane.kind == "ground"
    assert ground.plane.below_m == scenery.eye_m
    assert ground.origin[1] >= 360 * 0.55


def test_light_after_dark() -> None:
    day = build(plan("village", "noon"))
    night = build(plan("village", "night"))
    assert not any("lights" in layer.name for layer in day.layers)
    lit = [layer for layer in night.layers if "lights" in layer.name]
    assert lit
    assert all(layer.blend == "add" and layer.life.react == "kick" for layer in lit)


@pytest.mark.parametrize("shot_size", SHOT_SIZES)
def test_every_shot_size(shot_size: str) -> None:
    assert len(build(plan("garden"), shot_size=shot_size).layers) >= 6


@pytest.mark.parametrize("time", TIMES_OF_DAY)
def test_every_hour_has_its_sky(time: str) -> None:
    sky = next(layer for layer in build(plan("sea", time)).layers if layer.name == "sky")
    stars = any(layer.name == "stars" for layer in build(plan("sea", time)).layers)
    assert stars == (time in ("night", "dusk"))
    rows = oklab(sky.picture[..., :3] / 255.0)[..., 0].mean(1)
    horizon = round((HEIGHT * 0.55 - sky.origin[1]) * sky.scale)
    assert rows[horizon - 4] > rows[2]


def test_oklab_goes_there_and_back() -> None:
    colours = np.random.default_rng(1).random((200, 3)).astype(np.float32)
    assert np.allclose(srgb(oklab(colours)), colours, atol=2e-4)
    assert oklab([1.0, 1.0, 1.0])[0] == pytest.approx(1.0, abs=1e-4)
    # Reference values of Ottosson's post for the sRGB primary red.
    assert np.allclose(oklab([1.0, 0.0, 0.0]), [0.62796, 0.22486, 0.12585], atol=2e-4)


def test_grain_tiles() -> None:
    grain = Grain(np.random.default_rng(3))
    assert abs(float(grain.field.mean())) < 1e-4
    assert float(grain.field.std()) == pytest.approx(1.0, abs=1e-4)
    x = np.linspace(0, 1, 9, dtype=np.float32)[None]
    y = np.full_like(x, 0.3)
    assert np.allclose(grain.at(x, y), grain.at(x + 2, y + 1), atol=2e-2)
    seam = np.abs(grain.field[:, 0] - grain.field[:, -1]).mean()
    assert seam < 3 * np.abs(np.diff(grain.field, axis=1)).mean()
    heights = outline(np.random.default_rng(3), 100)
    assert heights.min() == 0.0
    assert heights.max() == pytest.approx(1.0)
    assert smooth(0.0, 1.0, np.array([-1.0, 0.5, 2.0], np.float32)).tolist() == [0.0, 0.5, 1.0]
