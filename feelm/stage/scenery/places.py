"""What each place is made of, back to front: one short recipe for every place of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from feelm.stage.scenery import indoors, land, sky, street, town, water
from feelm.stage.scenery.flora import treeline
from feelm.stage.scenery.foreground import foreground
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.scenery import Station
from feelm.stage.scenery.weather import weather


def stand(
    scene: Scene,
    near_m: float,
    far_m: float,
    kind: str = "ground",
    across: tuple[float, float] = (0.08, 0.92),
) -> None:
    """Say where players can stand on the ground, and that things may fly above it."""
    scene.stations.append(Station(kind, near_m, far_m, across, scene.view.eye_m))  # type: ignore[arg-type]
    scene.stations.append(Station("air", 8.0, 120.0, (0.1, 0.9), 0.0, (0.06, 0.4)))


def field(scene: Scene) -> None:
    """A wide field under hills."""
    sky.sky(scene)
    land.ridge(scene, "far hills", 2200, 0.13, knots=3)
    land.ridge(scene, "hills", 1000, 0.07, material="leaf", knots=4, wooded=True)
    treeline(scene, "far trees", 150, 9, ("round", "poplar"), gap=(0.3, 0.5))
    land.swell(scene, "far rise", 95, 2.6, 0.2, material="crop")
    if scene.season in ("summer", "autumn"):
        land.furrows(scene, material="crop", blades=1500)
    else:
        land.meadow(scene, path=lambda z: 1.4 * np.sin(z / 9.0), blossoms=140)
    treeline(scene, "near trees", 42, 8, ("round",), gap=(0.12, 0.9), density=0.8)
    sky.birds(scene)
    foreground(scene, ("wheat", "grass", "grass"))
    stand(scene, 4.0, 40.0)


def garden(scene: Scene) -> None:
    """A garden with a path, flower beds, a hedge and a house behind trees."""
    sky.sky(scene)
    land.ridge(scene, "hills", 1400, 0.1, knots=3)
    treeline(scene, "far trees", 90, 9, ("round", "poplar", "round"))
    land.swell(scene, "far rise", 58, 1.5, 0.15)
    town.houses(scene, "house", 34, ("cottage",), 8.0, (0.68,))
    land.meadow(
        scene, path=lambda z: 0.8 + 2.2 * np.sin(z / 11.0 + 0.4), path_m=0.7, blossoms=260, blades=1300
    )
    treeline(scene, "trees", 24, 6.5, ("blossom", "round"), gap=(0.22, 0.92), density=0.7)
    beds(scene, 11.0, (-0.1, 0.3), 90)
    beds(scene, 7.0, (0.74, 1.15), 80)
    foreground(scene, ("leaves", "flowers", "leaves"))
    stand(scene, 3.2, 22.0)


def beds(scene: Scene, depth_m: float, span: tuple[float, float], count: int) -> None:
    """A bed of flowers and leaves at a depth, between two frame fractions."""
    from feelm.stage.scenery.flora import crown, flowers

    view, rng = scene.view, scene.rng("bed", round(depth_m))
    foot, tall = view.row(depth_m), view.px(0.75, depth_m)
    sheet = scene.sheet(depth_m, scene.tones.ramp("leaf", depth_m), top=foot - tall * 2.2)
    x0, x1 = span[0] * view.width, span[1] * view.width
    n = max(5, int((x1 - x0) / max(tall * 0.45, 1)))
    xs = np.linspace(x0, x1, n) + rng.normal(0, tall * 0.1, n)
    edge = np.sin(np.linspace(0.15, np.pi - 0.15, n)) ** 0.5
    blobs = np.stack([xs, foot - tall * 0.4 * edge, np.full(n, tall * 0.42), tall * 0.46 * edge + 1], -1)
    crown(
        scene,
        sheet,
        rng,
        blobs,
        scene.tones.ramp("leaf", depth_m),
        per_blob=30,
        dab=0.26,
        low=15,
        high=190,
        flat=0.5,
    )
    if scene.season in ("spring", "summer") and not scene.snowy:
        x = rng.uniform(x0, x1, count)
        high = np.interp(x, xs, edge) * tall * rng.uniform(0.15, 1.05, count)
        size = view.px(0.075, depth_m) * rng.uniform(0.6, 1.3, count)
        at = np.stack([x, foot - high], -1)
        accent = rng.random(count) < 0.3
        flowers(scene, sheet, rng, at[~accent], size[~accent], scene.tones.ramp("petal", depth_m))
        flowers(scene, sheet, rng, at[accent], size[accent], scene.tones.accent_ramp(depth_m))
    scene.card(sheet, f"bed {depth_m:g}", depth_m, ragged=1.4, life=scene.rustle(0.8))


def forest(scene: Scene) -> None:
    """Deep among trees, light between the trunks."""
    sky.sky(scene)
    kinds = ("fir", "round") if scene.season != "winter" else ("fir", "bare")
    land.ridge(scene, "hills", 900, 0.2, material="pine", wooded=True)
    treeline(scene, "far trees", 130, 26, kinds, density=1.1, scale=0.5)
    land.meadow(scene, path=lambda z: 1.6 * np.sin(z / 8.0), path_m=0.8, blades=1200)
    treeline(scene, "trees", 60, 22, kinds, gap=(0.36, 0.62), density=0.8, scale=0.7)
    treeline(scene, "near trees", 26, 17, kinds, gap=(0.16, 0.82), density=0.6)
    beds(scene, 9.0, (-0.2, 0.2), 12)
    beds(scene, 6.5, (0.84, 1.25), 10)
    foreground(scene, ("branch", "leaves", "leaves"))
    stand(scene, 3.5, 30.0)


def mountains(scene: Scene) -> None:
    """Ranges behind ranges above a meadow with pines."""
    sky.sky(scene)
    cold = 1.0 if scene.season == "winter" or scene.snowy else 0.55 if scene.season != "summer" else 0.2
    land.ridge(scene, "far range", 7000, 0.44, rough=0.55, knots=3, snow=cold, peak=True)
    land.ridge(scene, "range", 2600, 0.27, rough=0.52, knots=4, snow=cold * 0.75, peak=True)
    land.ridge(
        scene,
        "foothills",
        1100,
        0.12,
        material="pine",
        rough=0.45,
        wooded=True,
        snow=cold * 0.3 if cold == 1 else 0,
    )
    treeline(scene, "far pines", 190, 17, ("fir",), density=1.2)
    land.swell(scene, "far rise", 120, 5.0, 0.85)
    land.swell(scene, "rise", 60, 2.2, 0.12)
    land.meadow(scene, blossoms=60, blades=1200)
    treeline(scene, "pines", 48, 13, ("fir", "pine"), gap=(0.24, 0.84), density=0.7)
    treeline(scene, "near pines", 20, 9, ("pine",), gap=(0.1, 1.3), density=0.5)
    sky.birds(scene)
    foreground(scene, ("branch", "branch", "grass"))
    stand(scene, 4.0, 60.0)


def sea(scene: Scene) -> None:
    """Open sea from a rocky shore."""
    sky.sky(scene)
    land.ridge(scene, "island", 4200, 0.05, knots=5, sink=0.002)
    headland(scene, 1500, 0.1, "pine")
    water.water(scene, swell=0.7)
    street.boats(scene, 160, (0.64,), 11)
    water.breakers(scene, 14)
    sky.birds(scene)
    foreground(scene, ("rocks", "reeds", "rocks"))
    scene.stations.append(Station("water", 12.0, 300.0, (0.08, 0.92), scene.view.eye_m))
    stand(scene, 3.5, 8.0, "ground")


def headland(scene: Scene, depth_m: float, rise: float, material: str) -> None:
    """A cape that comes in from the side away from the light."""
    side = -1.0 if scene.light.side > 0 else 1.0
    land.ridge(scene, "headland", depth_m, rise, material=material, knots=3, sink=0.002, wooded=True, slope=side)


def beach(scene: Scene) -> None:
    """Sand and the edge of the sea."""
    sky.sky(scene)
    headland(scene, 2400, 0.09, "mountain")
    water.water(scene, swell=0.55)
    street.boats(scene, 220, (0.3,), 12)
    water.breakers(scene, 15)
    land.lay_ground(scene, water.shore(scene, "sand", 13.0), "sand", far_m=15.0)
    sky.birds(scene)
    foreground(scene, ("reeds", "grass", "reeds"))
    scene.stations.append(Station("water", 20.0, 300.0, (0.08, 0.92), scene.view.eye_m))
    stand(scene, 3.0, 11.0)


def lake(scene: Scene) -> None:
    """A still lake between hills."""
    sky.sky(scene)
    land.ridge(scene, "far hills", 3600, 0.24, knots=3, snow=0.6 if scene.season == "winter" else 0.0)
    land.ridge(scene, "hills", 1200, 0.13, material="pine", wooded=True)
    treeline(scene, "shore trees", 430, 16, ("fir", "round"), scale=0.7)
    water.water(scene, swell=0.12, life_px=0.9)
    land.lay_ground(scene, water.shore(scene, "grass", 9.0, foam=False, wavy_m=1.3), "bank", far_m=12.0)
    treeline(scene, "bank trees", 16, 7, ("willow", "round"), gap=(0.1, 1.4), density=0.6)
    foreground(scene, ("reeds", "leaves", "reeds"))
    scene.stations.append(Station("water", 12.0, 200.0, (0.08, 0.92), scene.view.eye_m))
    stand(scene, 3.0, 7.0)


def river(scene: Scene) -> None:
    """A river winding away through meadows."""
    sky.sky(scene)
    land.ridge(scene, "far hills", 2600, 0.17, knots=3)
    land.ridge(scene, "hills", 900, 0.08, material="leaf", wooded=True)
    treeline(scene, "far trees", 430, 14, ("poplar", "round"), scale=0.7)
    water.water(scene, swell=0.2, life_px=1.0)
    g = land.grounds(scene)
    middle = 1.5 + 4.5 * np.sin(g.z / 17.0 + 0.6) * np.clip(g.z / 30, 0, 1)
    off = np.abs(g.x - middle) - (2.6 + 0.07 * g.z) + 0.5 * land.patches(scene, g, 1.6)
    tone = (
        land.base_tone(scene, g, 126)
        + 18 * land.patches(scene, g, 4.0, (0.4, 0.2))
        + 12 * land.patches(scene, g, 0.6)
    )
    tone = tone - 34 * (1.0 - np.clip(np.abs(off) / 0.5, 0, 1))
    rgb = land.coloured(scene.tones.ramp("grass" if not scene.snowy else "snow"), tone)
    from feelm.stage.scenery.grain import smooth

    alpha = smooth(np.float32(-0.05), np.float32(0.12), np.float32(off))
    g.paint(land.far_air(scene, g, rgb), np.asarray(alpha * 255, np.uint8))
    land.lay_ground(scene, g, "banks", far_m=410.0)
    treeline(scene, "trees", 40, 8, ("willow", "round"), gap=(0.26, 0.76), density=0.7)
    beds(scene, 9.0, (-0.2, 0.16), 20)
    foreground(scene, ("reeds", "leaves", "grass"))
    scene.stations.append(Station("water", 8.0, 60.0, (0.35, 0.7), scene.view.eye_m))
    stand(scene, 4.0, 30.0, across=(0.06, 0.3))


def harbour(scene: Scene) -> None:
    """Boats behind a breakwater, a quay at our feet."""
    sky.sky(scene)
    land.ridge(scene, "far coast", 3000, 0.09, knots=4, sink=0.002)
    town.skyline(scene, "town", 700, 0.06, lit=0.4, width=0.03)
    water.water(scene, swell=0.25)
    street.lighthouse(scene, 120, 0.3)
    street.boats(scene, 60, (0.16, 0.52, 0.86), 9)
    street.boats(scene, 24, (0.74, 1.02), 8)
    g = water.shore(scene, "stone", 8.0, wavy_m=0.0, wet=scene.rain, foam=False)
    land.lay_ground(scene, g, "quay", far_m=10.0)
    foreground(scene, ("railing", "lights" if scene.lamps else "railing", "pillar"))
    scene.stations.append(Station("water", 12.0, 120.0, (0.08, 0.92), scene.view.eye_m))
    stand(scene, 3.0, 7.5)


def city(scene: Scene) -> None:
    """A city across its river: towers behind towers, a bridge, their lights in the water, a railing at our feet."""
    sky.sky(scene)
    town.skyline(scene, "far towers", 5200, 0.26, lit=0.22, width=0.03, scale=0.7)
    town.skyline(scene, "towers", 2600, 0.33, lit=0.3, width=0.05, scale=0.7)
    town.skyline(scene, "blocks", 1100, 0.13, lit=0.45, width=0.055, scale=0.7)
    treeline(scene, "far bank", 440, 9, ("round",), scale=0.5)
    water.water(scene, swell=0.22, life_px=1.2, stretch=34.0)
    street.bridge(scene, 240, 16.0)
    g = water.shore(scene, "stone", 9.0, wavy_m=0.0, wet=scene.rain, foam=False)
    land.lay_ground(scene, g, "promenade", far_m=11.0)
    town.poles(scene, (9.5,), 3.4, lamp=True, name="lamp right")
    town.poles(scene, (8.6,), -3.9, lamp=True, name="lamp left")
    street.grille(scene, "railing", 8.4, 1.05, -0.4, 1.4)
    foreground(scene, ("lights" if scene.lamps else "leaves", "leaves", "lights" if scene.lamps else "railing"))
    scene.stations.append(Station("water", 20.0, 200.0, (0.08, 0.92), scene.view.eye_m))
    stand(scene, 3.2, 8.0)


def street_(scene: Scene) -> None:
    """A street of small houses running to the vanishing point."""
    sky.sky(scene)
    town.skyline(scene, "far blocks", 520, 0.12, lit=0.35, width=0.05, scale=0.7)
    street.rows(scene, (120.0, 72.0, 46.0, 31.0, 21.0, 14.0), 4.4, ("shop", "block", "shop"), 8.5)
    street.paving(scene, "asphalt", lines=True, about_m=26.0)
    town.poles(scene, (40.0, 24.0, 14.0), 3.5, lamp=True)
    foreground(scene, ("pillar", "lights" if scene.lamps else "leaves", "glass" if scene.rain else "leaves"))
    stand(scene, 3.5, 34.0, across=(0.18, 0.82))


def village(scene: Scene) -> None:
    """Low houses under a hill, a lane and a stone wall."""
    sky.sky(scene)
    land.ridge(scene, "far hills", 2400, 0.19, knots=3)
    land.ridge(scene, "hill", 700, 0.12, material="pine", wooded=True, knots=2)
    treeline(scene, "far trees", 110, 9, ("round", "pine"))
    town.houses(scene, "far houses", 64, ("thatched", "hanok", "hanok"), 11, (0.2, 0.5, 0.8))
    land.meadow(scene, material="grass", path=lambda z: -0.4 + 2.0 * np.sin(z / 14.0), path_m=1.3, blades=900)
    town.houses(scene, "houses", 32, ("hanok", "thatched"), 10, (0.86, 0.14))
    treeline(scene, "trees", 22, 7, ("round", "pine"), gap=(0.08, 1.3), density=0.5)
    town.wall(scene, "wall", 15, 1.25, "stone", 0.66, 1.3, cap="roof")
    town.wall(scene, "wall left", 11, 1.15, "stone", -0.3, 0.12, cap="roof")
    foreground(scene, ("leaves", "branch", "leaves"))
    stand(scene, 4.0, 40.0, across=(0.15, 0.85))


def yard(scene: Scene) -> None:
    """The yard of an old house: wide tiled roof, jars, a tree, a wall, hills behind."""
    sky.sky(scene)
    land.ridge(scene, "hills", 1300, 0.2, knots=2)
    treeline(scene, "far trees", 60, 9, ("pine", "round"))
    g = land.bare_ground(scene, "soil" if not scene.snowy else "snow", mid=168)
    land.lay_ground(scene, g)
    town.wall(scene, "far wall", 26, 1.6, "stone", -0.3, 1.3, cap="roof")
    town.houses(scene, "house", 19, ("hanok",), 11, (0.62,))
    treeline(scene, "tree", 15, 6, ("blossom",), gap=(0.13, 1.5), density=0.4)
    jars(scene, 10.0, 0.84)
    foreground(scene, ("pillar", "leaves", "leaves"))
    stand(scene, 3.2, 16.0)


def jars(scene: Scene, depth_m: float, at: float) -> None:
    """Earthen jars on a low terrace."""
    rng = scene.rng("jars")
    f = indoors.Furniture(scene, "jars", depth_m, "soil")
    x0 = (at - 0.5) * scene.view.width * depth_m / scene.view.f
    f.box(x0 + 0.5, 0.0, 3.4, 0.16, 120, "stone")
    for i in range(7):
        size = float(rng.uniform(0.2, 0.34))
        f.round(x0 - 0.9 + 0.46 * i, 0.16 + size, size * 0.95, size * 1.1, 70)
        f.round(x0 - 0.9 + 0.46 * i, 0.16 + size * 2.1, size * 0.62, size * 0.18, 105)
    f.lay()


def rice_field(scene: Scene) -> None:
    """Paddies between low banks: a mirror in spring, green in summer, gold in autumn."""
    sky.sky(scene)
    land.ridge(scene, "far hills", 2800, 0.2, knots=3)
    land.ridge(scene, "hill", 900, 0.1, material="pine", wooded=True)
    treeline(scene, "far trees", 430, 14, ("round", "poplar"), scale=0.7)
    town.houses(scene, "far houses", 425, ("hanok", "thatched"), 30, (0.3, 0.37))
    if scene.season == "spring":
        water.water(scene, swell=0.08, life_px=0.7)
        _paddy_banks(scene)
    else:
        land.furrows(scene, material="crop", blades=1900)
    treeline(scene, "tree", 30, 7, ("pine",), gap=(-0.4, 0.82), density=0.4)
    sky.birds(scene)
    foreground(scene, ("grass", "reeds", "wheat"))
    stand(scene, 4.0, 40.0)


def _paddy_banks(scene: Scene) -> None:
    from feelm.stage.scenery.grain import smooth

    g = land.grounds(scene)
    bend = 0.5 * land.patches(scene, g, 3.0)
    across = np.abs((g.z * 1.0 + bend + 2.0) % 9.0 - 4.5)
    along = np.abs((g.x + 0.18 * g.z + bend) % 13.0 - 6.5)
    bank = np.maximum(smooth(3.9, 4.15, np.float32(across)), smooth(6.0, 6.2, np.float32(along)))
    lane = (np.abs((g.x % 0.34) - 0.17) < 0.05) & (np.abs(np.broadcast_to(g.z % 0.4, g.shape) - 0.2) < 0.12)
    shoots = np.float32(lane) * np.clip(g.cell * 0.12, 0, 1) * 0.8
    tone = land.base_tone(scene, g, 120) + 20 * land.patches(scene, g, 0.6)
    rgb = land.coloured(scene.tones.ramp("crop"), tone)
    g.paint(land.far_air(scene, g, rgb), np.asarray(np.maximum(bank, shoots) * 255, np.uint8))
    land.lay_ground(scene, g, "banks", far_m=410.0)


def schoolyard(scene: Scene) -> None:
    """A school behind its sandy playground."""
    sky.sky(scene)
    land.ridge(scene, "hills", 1600, 0.15, knots=3)
    treeline(scene, "far trees", 110, 11, ("round", "poplar"))
    land.lay_ground(scene, land.bare_ground(scene, "sand" if not scene.snowy else "snow", mid=150))
    town.houses(scene, "school", 62, ("school",), 44, (0.52,))
    treeline(scene, "trees", 30, 7, ("blossom", "round"), gap=(0.16, 0.88), density=0.7)
    street.grille(scene, "goal", 24, 2.2, 0.76, 0.94)
    foreground(scene, ("leaves", "branch", "leaves"))
    stand(scene, 3.5, 40.0)


def station(scene: Scene) -> None:
    """A platform and its rails, posts and lamps running away, a train waiting."""
    sky.sky(scene)
    land.ridge(scene, "hills", 1800, 0.13, knots=3)
    treeline(scene, "far trees", 150, 10, ("round", "poplar"))
    town.houses(scene, "far houses", 90, ("block", "cottage"), 14, (0.72, 0.9, 1.05))
    street.rails(scene, 3.4)
    street.carriage(scene, 60, 0.56, 1.4)
    street.platform(scene, 1.6, 120.0)
    street.canopy(scene, (44.0, 27.0, 17.0, 10.5), -2.6)
    town.poles(scene, (36.0,), 6.2)
    foreground(scene, ("pillar", "lights" if scene.lamps else "pillar", "glass" if scene.rain else "pillar"))
    stand(scene, 3.5, 40.0, across=(0.08, 0.55))


def desert(scene: Scene) -> None:
    """Dunes under a wide sky."""
    sky.sky(scene)
    land.ridge(scene, "far rocks", 5200, 0.08, material="rock", knots=5)
    land.ridge(scene, "far dunes", 1800, 0.1, material="sand", rough=0.34, knots=3)
    land.ridge(scene, "dunes", 700, 0.06, material="sand", rough=0.3, knots=2)
    land.lay_ground(scene, land.bare_ground(scene, "sand", mid=150, coarse_m=0.8, strong=20))
    beds(scene, 20.0, (0.8, 0.9), 0)
    beds(scene, 12.0, (0.02, 0.1), 0)
    foreground(scene, ("rocks", "grass", "rocks"))
    stand(scene, 4.0, 80.0)


def snowfield(scene: Scene) -> None:
    """Deep snow, bare trees, a blue distance."""
    sky.sky(scene)
    land.ridge(scene, "far hills", 3000, 0.18, snow=1.0, knots=3)
    land.ridge(scene, "woods", 900, 0.07, material="pine", wooded=True, snow=0.35)
    treeline(scene, "far trees", 130, 10, ("fir", "bare"))
    land.lay_ground(scene, land.bare_ground(scene, "snow", mid=170, coarse_m=3.0, strong=13))
    treeline(scene, "trees", 36, 9, ("fir", "bare"), gap=(0.2, 0.86), density=0.6)
    foreground(scene, ("branch", "branch", "branch"))
    stand(scene, 4.0, 50.0)


def sky_place(scene: Scene) -> None:
    """Above the clouds: the land is far below, clouds are the ground."""
    sky.sky(scene)
    land.ridge(scene, "far cloud hills", 6000, 0.09, material="cloud", rough=0.4, knots=4)
    land.ridge(scene, "cloud hills", 1500, 0.06, material="cloud", rough=0.4, knots=3)
    land.lay_ground(scene, land.bare_ground(scene, "cloud", mid=160, coarse_m=3.5, strong=26), "sea of cloud")
    sky.birds(scene)
    bank(scene, 20.0, (-0.3, 0.3))
    bank(scene, 9.0, (0.7, 1.4))
    scene.stations.append(Station("air", 4.0, 60.0, (0.1, 0.9), 0.0, (0.1, 0.8)))
    foreground(scene, ("none",))


def bank(scene: Scene, depth_m: float, span: tuple[float, float]) -> None:
    """A bank of cloud standing at a depth."""
    from feelm.stage.scenery.flora import crown

    view, rng = scene.view, scene.rng("bank", round(depth_m))
    ramp = scene.tones.ramp("cloud", depth_m)
    foot, tall = view.row(depth_m), view.px(2.0, depth_m)
    sheet = scene.sheet(depth_m, ramp, scale=0.5, top=foot - tall * 2)
    n = 14
    x = np.linspace(span[0], span[1], n) * view.width
    r = tall * rng.uniform(0.5, 1.0, n)
    blobs = np.stack([x, foot - r * 0.3, r * 1.3, r * 0.8], -1)
    crown(scene, sheet, rng, blobs, ramp, per_blob=26, dab=0.5, low=90, high=250, flat=0.7)
    scene.card(sheet, f"bank {depth_m:g}", depth_m, ragged=5.0, blur=3.0)


def space(scene: Scene) -> None:
    """Night without an earth's sky: a nebula, many stars, a far world over grey ground."""
    sky.sky(scene)
    sky.stars(scene, 320)
    sky.nebula(scene)
    land.ridge(scene, "far craters", 4000, 0.08, material="moonrock", knots=5)
    land.ridge(scene, "craters", 900, 0.05, material="moonrock", rough=0.45, knots=4)
    land.lay_ground(scene, land.bare_ground(scene, "moonrock", mid=120, coarse_m=1.6, strong=24))
    foreground(scene, ("rocks", "rocks", "rocks"))
    stand(scene, 4.0, 60.0)


def open_(scene: Scene) -> None:
    """Nowhere in particular: open land and a great sky."""
    sky.sky(scene)
    land.ridge(scene, "far hills", 2600, 0.14, knots=3)
    land.ridge(scene, "hills", 900, 0.07, material="leaf", wooded=True)
    treeline(scene, "far trees", 120, 8, ("round",), gap=(0.25, 0.7))
    land.swell(scene, "far rise", 80, 3.0, 0.75)
    land.swell(scene, "rise", 38, 1.1, 0.1)
    land.meadow(scene, path=lambda z: 2.0 * np.sin(z / 12.0 + 1.0), blossoms=60)
    treeline(scene, "tree", 30, 8, ("round",), gap=(0.14, 1.4), density=0.5)
    foreground(scene, ("grass", "leaves", "grass"))
    stand(scene, 4.0, 40.0)


def _outside(scene: Scene) -> None:
    """What a room's windows show."""
    sky.sky(scene)
    tones, scene.tones = scene.tones, scene.outside
    land.ridge(scene, "far hills", 1800, 0.12, knots=4)
    if scene.plan.place in ("hospital", "classroom"):
        town.skyline(scene, "town", 420, 0.08, lit=0.35, width=0.04)
    treeline(scene, "outside trees", 46, 8, ("round", "poplar"), density=0.9, scale=0.5)
    lawn(scene)
    scene.tones = tones


def lawn(scene: Scene) -> None:
    """Ground outside a window: one soft card, because only a strip of it is seen."""
    view = scene.view
    ramp = scene.tones.ramp("snow" if scene.snowy else "grass", 40)
    sheet = scene.sheet(50.0, ramp, scale=0.25, top=view.row(70))
    h, w = sheet.size
    down = np.linspace(0, 1, h, dtype=np.float32)[:, None]
    noise = scene.grain.patch(h, w, (w * 0.5, h * 0.4), (0.4, 0.4))
    sheet.paint(land.coloured(ramp, np.asarray(165 - 90 * down + 14 * noise, np.float32)))
    scene.card(sheet, "lawn", 50.0, ragged=0, grain=0)


def _room(scene: Scene, wall: str, floor: str, windows: tuple[indoors.Frame, ...], **how: object) -> float:
    depth = indoors.wall_depth(scene)
    _outside(scene)
    weather(scene)
    indoors.back_wall(
        scene, depth, wall, windows, **{k: v for k, v in how.items() if k in ("panes", "wainscot", "trim")}
    )  # type: ignore[arg-type]
    indoors.ceiling(scene, depth, str(how.get("ceiling", "plaster")), beams=bool(how.get("beams", False)))
    indoors.floor(
        scene,
        depth,
        floor,
        board_m=float(how.get("board_m", 0.0)),
        tile_m=float(how.get("tile_m", 0.0)),
        gloss=float(how.get("gloss", 0.3)),
    )  # type: ignore[arg-type]
    indoors.shaft(scene, depth, windows)
    scene.stations.append(Station("floor", 0.3 * depth, 0.92 * depth, (0.08, 0.92), scene.view.eye_m))
    scene.stations.append(Station("table", 0.6 * depth, 0.62 * depth, (0.56, 0.8), scene.view.eye_m - 0.75))
    return depth


def room(scene: Scene) -> None:
    """A room of a house: window, drapes, shelf, table."""
    frame = (-1.35, 1.25, 0.75, 2.5)
    d = _room(scene, "plaster", "wood", (frame,), board_m=0.16, beams=True)
    indoors.drapes(scene, d * 0.97, frame)
    indoors.shelf(scene, d * 0.94, -0.36 * d)
    indoors.plant(scene, d * 0.9, 0.17 * d)
    indoors.table(scene, d * 0.62, 0.13 * d, wide=1.3)
    foreground(scene, ("curtain", "pillar", "curtain"))


def kitchen(scene: Scene) -> None:
    """A kitchen: a counter under the window, cupboards, a table."""
    frame = (-0.8, 0.8, 1.15, 2.2)
    d = _room(scene, "plaster", "tile", (frame,), tile_m=0.4, gloss=0.4)
    f = indoors.Furniture(scene, "counter", d * 0.93, "wood")
    for x in np.arange(-4.2, 4.3, 0.7):
        f.box(float(x), 0.0, 0.66, 0.82, 92)
        f.box(float(x) + 0.22, 0.6, 0.05, 0.1, 170, "metal")
    f.box(0.0, 0.84, 8.8, 0.07, 165, "stone")
    for x in (-2.1, -1.45, 1.45, 2.1):
        f.box(x, 1.65, 0.6, 0.7, 105)
    f.round(1.2, 1.02, 0.14, 0.13, 130, "metal")
    f.round(-1.25, 1.0, 0.17, 0.1, 110, "brick")
    f.lay()
    steam(scene, d * 0.9, 1.2)
    indoors.table(scene, d * 0.6, 0.1 * d, wide=1.7)
    foreground(scene, ("pillar", "curtain", "pillar"))


def steam(scene: Scene, depth_m: float, x_m: float) -> None:
    """Steam that rises from a kettle."""
    from feelm.stage.layer import Life, PaintHint, Plane

    view, rng = scene.view, scene.rng("steam")
    ramp = scene.tones.ramp("cloud")
    x, y, tall = view.column(x_m, depth_m), view.row(depth_m, 1.2), view.px(0.7, depth_m)
    sheet = scene.sheet(depth_m, ramp, scale=0.5, box=(x - tall, y - tall * 1.4, x + tall, y))
    n = 16
    up = rng.random(n)
    at = np.stack([x + tall * 0.12 * np.sin(up * 7) + rng.normal(0, 0.03, n) * tall, y - up * tall], -1)
    r = tall * (0.05 + 0.12 * up)
    sheet.dabs(at, np.stack([r, r * 1.3], -1), 0.0, ramp[np.full(n, 220)])
    sheet.softened(tall * 0.07)
    life = Life(
        ripple_px=6 * scene.u,
        ripple_period_s=2.4,
        ripple_wavelength_px=tall,
        twinkle=0.3,
        twinkle_period_s=3.0,
    )
    scene.add(sheet.layer("steam", Plane("card", depth_m), life=life, paint=PaintHint("none"), opacity=0.4))


def classroom(scene: Scene) -> None:
    """A classroom: blackboard, windows, rows of desks."""
    frames = ((1.7, 3.1, 1.0, 2.5), (3.4, 4.8, 1.0, 2.5), (-4.6, -3.2, 1.0, 2.5))
    d = _room(scene, "plaster", "wood", frames, board_m=0.12, wainscot="wood")
    f = indoors.Furniture(scene, "blackboard", d * 0.985, "wood")
    f.box(-0.7, 0.95, 3.9, 1.4, 105)
    f.box(-0.7, 1.0, 3.75, 1.28, 110, "board")
    f.box(-0.7, 0.9, 3.8, 0.06, 165)
    chalk(scene, f)
    f.lay()
    for k, depth in enumerate((0.8, 0.64, 0.5)):
        g = indoors.Furniture(scene, f"desks {k}", d * depth, "wood")
        for x in np.arange(-3.9, 4.0, 1.3):
            if abs(x - 0.65) < 0.4 and k == 2:
                continue
            for side in (-1, 1):
                g.box(float(x) + side * 0.36, 0.0, 0.04, 0.68, 60, "metal")
            g.box(float(x), 0.68, 0.82, 0.06, 150)
            g.box(float(x), 0.52, 0.74, 0.14, 80)
        g.lay()
    foreground(scene, ("pillar", "curtain", "curtain"))


def chalk(scene: Scene, board: indoors.Furniture) -> None:
    """A few soft chalk marks."""
    rng, view, d = scene.rng("chalk"), scene.view, board.depth
    ramp = scene.tones.ramp("board")
    for _ in range(11):
        x, up = rng.uniform(-2.3, 0.6), rng.uniform(1.35, 2.1)
        t = np.linspace(0, rng.uniform(0.25, 0.6), 6)
        points = [(view.column(x + a, d), view.row(d, up + 0.02 * rng.normal())) for a in t]
        board.sheet.path(points, max(1.0, 1.6 * scene.u), ramp[190])


def hospital(scene: Scene) -> None:
    """A hospital room: a bed by the window, a curtain, a drip stand."""
    frame = (-0.6, 1.9, 0.9, 2.4)
    d = _room(
        scene, "linen", "tile", (frame,), tile_m=0.6, gloss=0.55, wainscot="metal", trim="metal", panes=2
    )
    indoors.drapes(scene, d * 0.97, frame)
    x = 0.12 * d
    f = indoors.Furniture(scene, "bed", d * 0.7, "metal")
    for side in (-1.0, 1.0):
        f.box(x + side, 0.0, 0.06, 1.0 if side > 0 else 0.75, 120)
    f.box(x, 0.38, 2.0, 0.1, 90)
    f.box(x, 0.48, 1.96, 0.2, 170, "linen")
    f.box(x - 0.2, 0.5, 1.5, 0.22, 205, "linen")
    f.round(x + 0.72, 0.76, 0.26, 0.12, 225, "linen")
    f.box(x - 0.35, 0.46, 1.1, 0.2, 140, "curtain")
    f.lay()
    stand_ = indoors.Furniture(scene, "drip", d * 0.68, "metal")
    stand_.box(x + 1.35, 0.0, 0.035, 1.9, 120)
    stand_.box(x + 1.35, 1.85, 0.3, 0.03, 140)
    stand_.box(x + 1.26, 1.5, 0.14, 0.28, 200, "linen")
    stand_.lay()
    indoors.table(scene, d * 0.8, -0.2 * d, wide=0.6, high=0.7, name="bedside", material="linen")
    foreground(scene, ("curtain", "curtain", "window"))


def _vehicle(scene: Scene, speed: float) -> None:
    """Riding: the land passes the windows, faster the nearer it is."""
    view = scene.view
    sky.sky(scene)
    tones, scene.tones = scene.tones, scene.outside
    land.ridge(scene, "far hills", 2600, 0.2, knots=3)
    indoors.passing(scene, 1, 8 * speed)
    if scene.plan.place == "bus" or scene.lamps:
        n = len(scene.layers)
        town.skyline(scene, "town", 420, 0.14, lit=0.4, width=0.05, scale=0.7)
        indoors.passing(scene, len(scene.layers) - n, 30 * speed)
    land.lay_ground(scene, land.bare_ground(scene, "grass", mid=120))
    n = len(scene.layers)
    treeline(scene, "trees", 55, 9, ("round", "poplar"), density=0.6, scale=0.7)
    indoors.passing(scene, len(scene.layers) - n, 170 * speed)
    weather(scene)
    scene.tones = tones
    depth = float(np.clip(view.f * 1.75 / max(view.height, 1), 2.2, 6.0))
    pitch = 1.75
    frames = tuple(
        (x + 0.1, x + pitch - 0.1, 0.92, 1.95) for x in np.arange(-5 * pitch, 5 * pitch, pitch) + 0.4 - pitch
    )
    indoors.back_wall(scene, depth, "metal", frames, trim="rock", panes=1, high_m=2.4)
    indoors.floor(scene, depth, "rock", gloss=0.1)
    if scene.rain:
        pane(scene, depth * 0.99)
    indoors.seats(scene, depth * 0.86, "seats", 62, 1.0)
    if scene.shot_size in ("wide", "extreme_wide"):
        indoors.seats(scene, depth * 0.5, "seats near", 26, 1.0)
    foreground(scene, ("curtain", "curtain", "glass" if scene.rain else "curtain"))
    scene.stations.append(Station("floor", depth * 0.6, depth * 0.84, (0.15, 0.85), view.eye_m))
    scene.stations.append(Station("table", depth * 0.85, depth * 0.85, (0.2, 0.8), view.eye_m - 0.46))


def pane(scene: Scene, depth_m: float) -> None:
    """Rain on the windows of the wall at a depth."""
    from feelm.stage.layer import Life, PaintHint, Plane

    view, rng, u = scene.view, scene.rng("pane"), scene.u
    left, top, right, bottom = view.box(depth_m)
    low, high = view.row(depth_m, 0.92), view.row(depth_m, 1.95)
    ramp = scene.outside.ramp("cloud")
    sheet = scene.sheet(depth_m, ramp, box=(left, max(top, high), right, min(bottom, low)))
    n = 420
    at = np.stack([rng.uniform(left, right, n), rng.uniform(max(top, high), min(bottom, low), n)], -1)
    r = rng.gamma(2.0, 0.9, n) * u + 0.7 * u
    sheet.dabs(at, np.stack([r, r * 1.2], -1), 0.0, ramp[rng.integers(60, 240, n)])
    for x, y in at[:46]:
        t = np.linspace(0, 1, 6)
        run = np.stack(
            [x + np.cumsum(rng.normal(0.6, 1.6, 6)) * u, np.maximum(y - t * rng.uniform(30, 120) * u, high)],
            -1,
        )
        sheet.path(run, 1.3 * u, ramp[165])
    life = Life(drift_px_s=(0.0, 2.0 * u))
    scene.add(
        sheet.layer("rain on pane", Plane("card", depth_m), life=life, paint=PaintHint("none"), opacity=0.45)
    )


def bus(scene: Scene) -> None:
    """Inside a bus, at its windows."""
    _vehicle(scene, 1.0)


def train(scene: Scene) -> None:
    """Inside a train, at its windows."""
    _vehicle(scene, 1.6)


RECIPES: dict[str, Callable[[Scene], None]] = {
    "field": field, "garden": garden, "forest": forest, "mountains": mountains, "sea": sea, "lake": lake, "river": river,
    "beach": beach, "harbour": harbour, "city": city, "street": street_, "village": village, "yard": yard,
    "rice_field": rice_field, "room": room, "kitchen": kitchen, "classroom": classroom, "schoolyard": schoolyard,
    "station": station, "bus": bus, "train": train, "hospital": hospital, "desert": desert, "snowfield": snowfield,
    "sky": sky_place, "space": space, "open": open_,
}  # fmt: skip
"""The recipe of every place."""
