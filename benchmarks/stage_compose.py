"""Milliseconds of one core that the stage takes for a frame of real worlds, against the budget of a film.

Run: python benchmarks/stage_compose.py [--width 1280 --height 720 --frames 24]. The budget is given for a core that
warps a full RGBA frame in 2.8 ms; the same warp is timed in the same run and the budget stretched with it, so that a
slow or busy machine is not mistaken for slow code.
"""

import argparse
import time

import cv2
import numpy as np

from feelm.score.model import Camera, Player, Shot, WorldPlan
from feelm.stage import Performance, build_world, camera_poses
from feelm.things import open_catalogue
from feelm.vocabulary import SIGNALS

BUDGET_MS, BUDGET_WARP_MS = 33.0, 2.8
PLACES = (
    ("field", "afternoon", "clear", "medium"), ("garden", "morning", "clear", "close"),
    ("sea", "sunset", "clear", "wide"),
    ("mountains", "dawn", "fog", "extreme_wide"), ("street", "night", "rain", "wide"),
    ("city", "night", "clear", "wide"),
    ("room", "dusk", "clear", "medium"), ("snowfield", "night", "snow", "wide"), ("forest", "noon", "wind", "medium"),
    ("bus", "afternoon", "rain", "close"),
)  # fmt: skip


def warp_ms() -> float:
    """Best time of the reference warp now."""
    picture = np.random.default_rng(1).integers(0, 255, (800, 1500, 4), dtype=np.uint8)
    matrix = np.array([[1.02, 0, -100.3], [0, 1.02, -30.2]])
    out = np.empty((720, 1280, 4), np.uint8)
    times = []
    for _ in range(30):
        start = time.thread_time()
        cv2.warpAffine(picture, matrix, (1280, 720), dst=out, flags=cv2.INTER_LINEAR)
        times.append(time.thread_time() - start)
    return 1e3 * float(np.median(times))


def main() -> None:
    arguments = argparse.ArgumentParser()
    for name, value in (("--width", 1280), ("--height", 720), ("--frames", 24)):
        arguments.add_argument(name, type=int, default=value)
    given = arguments.parse_args()
    cv2.setNumThreads(1)
    catalogue = open_catalogue()
    players = [
        Player(person="adult", pose="walking", hero=True),
        Player(thing="dog"),
        Player(thing="tree", count=3),
    ]
    all_ms, all_share = [], []
    for place, hour, weather, size in PLACES:
        plan = WorldPlan(place=place, time=hour, weather=weather, players=players)
        shot = Shot(id=place, start=0, end=5, size=size, camera=Camera(move="push_in"), world=plan)
        start = time.perf_counter()
        world = build_world(shot, width=given.width, height=given.height, seed=7, catalogue=catalogue)
        build_s = time.perf_counter() - start
        stage = Performance(world)
        times = np.arange(given.frames) / 24
        silence = {name: np.zeros(given.frames) for name in SIGNALS}
        poses = camera_poses(
            shot.camera, times_s=times, duration_s=5, signals=silence, shot_size=size, seed=7
        )
        music = dict.fromkeys(SIGNALS, 0.3)
        yard, took = warp_ms(), []
        for pose, time_s in zip(poses, times, strict=True):
            begun = time.thread_time()
            stage.frame(pose, float(time_s), music)
            took.append(1e3 * (time.thread_time() - begun))
        milliseconds = float(np.median(took))
        share = milliseconds / (BUDGET_MS * yard / BUDGET_WARP_MS)
        all_ms.append(milliseconds)
        all_share.append(share)
        print(
            f"{place:10s} {len(world.layers):3d} layers  build {build_s:5.2f} s  {milliseconds:6.1f} ms",
            end="",
        )
        print(f"  warp {yard:4.1f} ms  {share:5.2f} of the budget")
    print(f"mean {np.mean(all_ms):.1f} ms, {np.mean(all_share):.2f} of the budget (must be <= 1.0)")


if __name__ == "__main__":
    main()
