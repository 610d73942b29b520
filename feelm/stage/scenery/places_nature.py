"""Places in the open: fields, woods, mountains, waters, deserts, skies."""

from __future__ import annotations

import numpy as np

from feelm.stage.scenery import land, sky, street, town, water, woods
from feelm.stage.scenery.flora import TreeKind, treeline
from feelm.stage.scenery.foreground import foreground
from feelm.stage.scenery.grain import smooth
from feelm.stage.scenery.places_common import beds, stand
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.scenery import Station


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
    treeline(
        scene, "near trees", 42 * scene.away("trees", 0.6, 1.3), 8, ("round",), gap=(0.12, 0.9), density=0.8
    )
    sky.birds(scene)
    foreground(scene, ("wheat", "grass", "grass"))
    stand(scene, 4.0, 40.0)


def garden(scene: Scene) -> None:
    """A garden with a path, flower beds, a hedge and a house behind trees."""
    sky.sky(scene)
    land.ridge(scene, "hills", 1400, 0.1, knots=3)
    treeline(scene, "far trees", 90, 9, ("round", "poplar", "round"))
    land.swell(scene, "far rise", 58, 1.5, 0.15)
    bearing, turn = scene.rng("garden").random(2)
    if bearing < 0.75 and not scene.shows("house", "hanok", "cottage", "derelict_house"):
        town.houses(scene, "house", 34 * scene.away("house", 0.65, 1.7), ("cottage",), 8.0, (0.68,))
    if bearing > 0.6:
        town.wall(scene, "wall", max(17.0, 1.5 * scene.focus_m), 1.1, "stone", -0.4, 0.25 + 0.5 * turn)
    elif bearing < 0.3:
        fence_m = max(19.0, 1.6 * scene.focus_m)
        street.grille(scene, "fence", fence_m, 1.0, -0.4, 0.3 + 0.6 * turn, material="wood")
    land.meadow(
        scene, path=lambda z: 0.8 + 2.2 * np.sin(z / 11.0 + 0.4), path_m=0.7, blossoms=260, blades=1300
    )
    trees_m = 24 * scene.away("trees", 0.75, 1.3)
    treeline(scene, "trees", trees_m, 6.5, ("blossom", "round"), gap=(0.22, 0.92), density=0.7)
    beds(scene, max(11.0, 1.25 * scene.focus_m), (-0.1, 0.3), 90)
    beds(scene, max(7.0, 0.8 * scene.focus_m), (0.74, 1.15), 80)
    foreground(scene, ("leaves", "flowers", "leaves"))
    stand(scene, 3.2, 22.0)


def forest(scene: Scene) -> None:
    """Deep among trees: trunks before trunks, leaves overhead, light between them."""
    sky.sky(scene)
    kinds: tuple[TreeKind, ...] = ("fir", "round") if scene.season != "winter" else ("fir", "bare")
    land.ridge(scene, "hills", 900, 0.22, material="pine", wooded=True)
    treeline(scene, "far trees", 130, 30, kinds, density=1.3, scale=0.5)
    land.meadow(scene, path=lambda z: 0.6 + 1.6 * np.sin(z / 8.0), path_m=0.8, blades=1200)
    treeline(scene, "trees", 52, 22, kinds, gap=(0.4, 0.6), density=0.9, scale=0.7)
    woods.trunks(scene, 30, (0.06, 0.2, 0.3, 0.7, 0.86, 0.97))
    woods.trunks(scene, 15, (-0.05, 0.16, 0.84, 1.06))
    if scene.season != "winter":
        woods.overhang(scene, 22, 0.3)
    woods.sunbeams(scene, 18)
    beds(scene, 9.0, (-0.2, 0.2), 12)
    beds(scene, 6.5, (0.84, 1.25), 10)
    foreground(scene, ("branch", "leaves", "leaves"))
    stand(scene, 3.5, 30.0, across=(0.2, 0.8))


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
    edge = scene.reach(10.5)
    water.breakers(scene, 1.33 * edge)
    land.lay_ground(scene, water.shore(scene, "sand", edge, wavy_m=1.2), "strand", far_m=1.24 * edge)
    sky.birds(scene)
    foreground(scene, ("rocks", "reeds", "rocks"))
    scene.stations.append(Station("water", 1.15 * edge, 300.0, (0.08, 0.92), scene.view.eye_m))
    stand(scene, 3.5, 0.76 * edge, "ground")


def headland(scene: Scene, depth_m: float, rise: float, material: str) -> None:
    """A cape that comes in from the side away from the light."""
    side = -1.0 if scene.light.side > 0 else 1.0
    land.ridge(
        scene, "headland", depth_m, rise, material=material, knots=3, sink=0.002, wooded=True, slope=side
    )


def beach(scene: Scene) -> None:
    """Sand and the edge of the sea."""
    sky.sky(scene)
    headland(scene, 2400, 0.09, "mountain")
    water.water(scene, swell=0.55)
    street.boats(scene, 220, (0.3,), 12)
    edge = scene.reach(13.0)
    water.breakers(scene, 1.15 * edge)
    land.lay_ground(scene, water.shore(scene, "sand", edge), "sand", far_m=1.15 * edge)
    sky.birds(scene)
    foreground(scene, ("reeds", "grass", "reeds"))
    scene.stations.append(Station("water", 20.0, 300.0, (0.08, 0.92), scene.view.eye_m))
    stand(scene, 3.0, 0.85 * edge)


def lake(scene: Scene) -> None:
    """A still lake between hills."""
    sky.sky(scene)
    land.ridge(scene, "far hills", 3600, 0.24, knots=3, snow=0.6 if scene.season == "winter" else 0.0)
    land.ridge(scene, "hills", 1200, 0.13, material="pine", wooded=True)
    treeline(scene, "shore trees", 430, 16, ("fir", "round"), scale=0.7)
    water.water(scene, swell=0.12, life_px=0.9)
    edge = scene.reach(9.0)
    g = water.shore(scene, "grass", edge, foam=False, wavy_m=1.3)
    land.lay_ground(scene, g, "bank", far_m=1.33 * edge)
    treeline(scene, "bank trees", max(16.0, 1.4 * edge), 7, ("willow", "round"), gap=(0.1, 1.4), density=0.6)
    foreground(scene, ("reeds", "leaves", "reeds"))
    scene.stations.append(Station("water", 12.0, 200.0, (0.08, 0.92), scene.view.eye_m))
    stand(scene, 3.0, 0.78 * edge)


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
    alpha = smooth(-0.05, 0.12, (off))
    g.paint(land.far_air(scene, g, rgb), np.asarray(alpha * 255, np.uint8))
    land.lay_ground(scene, g, "banks", far_m=410.0)
    treeline(scene, "trees", 40, 8, ("willow", "round"), gap=(0.26, 0.76), density=0.7)
    beds(scene, 9.0, (-0.2, 0.16), 20)
    foreground(scene, ("reeds", "leaves", "grass"))
    scene.stations.append(Station("water", 8.0, 60.0, (0.35, 0.7), scene.view.eye_m))
    stand(scene, 4.0, 30.0, across=(0.06, 0.34))


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
    g = land.grounds(scene)
    bend = 0.5 * land.patches(scene, g, 3.0)
    across = np.abs((g.z * 1.0 + bend + 2.0) % 9.0 - 4.5)
    along = np.abs((g.x + 0.18 * g.z + bend) % 13.0 - 6.5)
    bank = np.maximum(smooth(3.9, 4.15, (across)), smooth(6.0, 6.2, (along)))
    lane = (np.abs((g.x % 0.34) - 0.17) < 0.05) & (np.abs(np.broadcast_to(g.z % 0.4, g.shape) - 0.2) < 0.12)
    shoots = (lane) * np.clip(g.cell * 0.12, 0, 1) * 0.8
    tone = land.base_tone(scene, g, 120) + 20 * land.patches(scene, g, 0.6)
    rgb = land.coloured(scene.tones.ramp("crop"), tone)
    g.paint(land.far_air(scene, g, rgb), np.asarray(np.maximum(bank, shoots) * 255, np.uint8))
    land.lay_ground(scene, g, "banks", far_m=410.0)


def desert(scene: Scene) -> None:
    """Dunes under a wide sky."""
    sky.sky(scene)
    land.ridge(scene, "far rocks", 5200, 0.1, material="rock", knots=5)
    land.ridge(scene, "far dunes", 1500, 0.12, material="sand", rough=0.26, knots=3, peak=True)
    land.ridge(scene, "dunes", 520, 0.1, material="sand", rough=0.22, knots=2, peak=True)
    land.lay_ground(scene, land.bare_ground(scene, "sand", mid=140, coarse_m=0.55, strong=24))
    land.swell(scene, "left dune", 90, 8.0, 0.1, material="sand", wide=0.34)
    land.swell(scene, "right dune", 42, 3.4, 0.98, material="sand", wide=0.4)
    beds(scene, 16.0, (0.04, 0.1), 0)
    foreground(scene, ("rocks", "grass", "rocks"))
    stand(scene, 4.0, 40.0)


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
    """Above the clouds, which are the ground."""
    sky.sky(scene)
    sky.cloudbank(scene, "far bank", 5000, 0.02, 0.1)
    sky.cloudbank(scene, "bank", 900, 0.05, 0.13)
    sky.cloudsea(scene)
    sky.birds(scene)
    sky.cloudbank(scene, "near bank", 60, 0.16, 0.16, gap=(0.34, 0.62))
    sky.cloudbank(scene, "nearest bank", 12, 0.34, 0.24, gap=(0.2, 0.8))
    sky.cloudbank(scene, "lens bank", 1.4, 0.56, 0.4, gap=(0.12, 0.9), blur=6.0)
    scene.stations.append(Station("air", 4.0, 60.0, (0.1, 0.9), 0.0, (0.1, 0.7)))


def space(scene: Scene) -> None:
    """Among the stars: a nebula, a ringed world, grey ground."""
    sky.void(scene)
    sky.stars(scene, 320)
    sky.nebula(scene)
    sky.planet(scene)
    land.ridge(scene, "far craters", 2400, 0.1, material="moonrock", knots=5)
    land.ridge(scene, "craters", 700, 0.06, material="moonrock", rough=0.45, knots=4)
    land.lay_ground(scene, land.bare_ground(scene, "moonrock", mid=165, coarse_m=1.6, strong=30))
    land.swell(scene, "crater rim", 40, 2.2, 0.1, material="moonrock", wide=0.3)
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
