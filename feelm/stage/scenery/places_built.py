"""Places that people built: city, street, village, yard, school, station, harbour."""

from __future__ import annotations

import numpy as np

from feelm.stage.scenery import indoors, land, sky, street, town, water
from feelm.stage.scenery.flora import treeline
from feelm.stage.scenery.foreground import foreground
from feelm.stage.scenery.places_common import stand
from feelm.stage.scenery.scene import Scene
from feelm.stage.scenery.scenery import Station
from feelm.stage.scenery.terrace import terrace


def harbour(scene: Scene) -> None:
    """Boats behind a breakwater, a quay at our feet."""
    sky.sky(scene)
    land.ridge(scene, "far coast", 3000, 0.09, knots=4, sink=0.002)
    town.skyline(scene, "town", 700, 0.06, lit=0.4, width=0.03)
    water.water(scene, swell=0.25)
    street.lighthouse(scene, 120, 0.3)
    street.boats(scene, 60, (0.16, 0.52, 0.86), 9)
    street.boats(scene, 24, (0.74, 1.02), 8)
    edge = scene.reach(8.0)
    g = water.shore(scene, "stone", edge, wavy_m=0.0, wet=scene.rain, foam=False)
    land.lay_ground(scene, g, "quay", far_m=1.25 * edge)
    foreground(scene, ("railing", "lights" if scene.lamps else "railing", "pillar"))
    scene.stations.append(Station("water", 12.0, 120.0, (0.08, 0.92), scene.view.eye_m))
    stand(scene, 3.0, 0.93 * edge)


def city(scene: Scene) -> None:
    """A city across its river: towers behind towers, a bridge, their lights in the water, a railing at our feet."""
    sky.sky(scene)
    town.skyline(scene, "far towers", 5200, 0.24, lit=0.12, width=0.035, scale=0.6)
    town.skyline(scene, "towers", 2400, 0.4, lit=0.2, width=0.075, scale=0.7)
    town.skyline(scene, "blocks", 1100, 0.11, lit=0.3, width=0.08, scale=0.7)
    treeline(scene, "far bank", 440, 9, ("round",), scale=0.5)
    water.water(scene, swell=0.22, life_px=1.2, stretch=34.0)
    street.bridge(scene, 240, 16.0)
    edge = scene.reach(9.0)
    g = water.shore(scene, "stone", edge, wavy_m=0.0, wet=scene.rain, foam=False)
    land.lay_ground(scene, g, "promenade", far_m=1.22 * edge)
    town.poles(scene, (1.05 * edge,), 3.4, lamp=True, tall_m=3.1, name="lamp right")
    town.poles(scene, (0.95 * edge,), -3.9, lamp=True, tall_m=3.1, name="lamp left")
    street.parapet(scene, 0.93 * edge, 0.95)
    foreground(
        scene, ("lights" if scene.lamps else "leaves", "leaves", "lights" if scene.lamps else "railing")
    )
    scene.stations.append(Station("water", 20.0, 200.0, (0.08, 0.92), scene.view.eye_m))
    stand(scene, 3.2, 0.89 * edge)


def street_(scene: Scene) -> None:
    """A street of small houses running to the vanishing point."""
    sky.sky(scene)
    town.skyline(scene, "far blocks", 520, 0.12, lit=0.35, width=0.05, scale=0.7)
    terrace(scene, (9.5, 13.0, 18.5, 28.0, 46.0, 85.0, 180.0), 4.6)
    street.paving(scene, "asphalt", lines=True, about_m=26.0, shaded_m=1.1)
    town.poles(scene, (38.0, 16.0), 3.5, lamp=True)
    town.poles(scene, (24.0,), -3.7, name="wire pole")
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
