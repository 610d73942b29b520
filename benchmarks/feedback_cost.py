"""What a fed-back frame costs without its painting, and what 300 of them do to light and contrast.

The same steps in one run, one thread: as feelm takes them, and as Deforum does them by its description (uint8 between
all steps: perspective warp, histogram match in LAB, contrast rounded from float64, unsharp mask in float64, noise
blended as an image centred on grey, histogram match again, PNG file). Our hand-over ends with the planes that the
encoder takes. The painter is one that changes nothing.

    python benchmarks/feedback_cost.py [FRAMES]        (needs scikit-image: pip install 'feelm[bench]')
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from feelm.painter import find_style, make_brush
from feelm.painter.backdrop import flatten
from feelm.painter.feedback import FeedbackBrush, to_bytes
from feelm.painter.scene import sample_world
from feelm.post.finish import FrameFinisher, GradeAt
from feelm.score.model import Drift, Feedback, Paint
from feelm.stage.feedback import Repainter, Request, begun, feed, lay_course, steps
from feelm.stage.feedback.colour import luma_statistics

WIDTH, HEIGHT, FPS = 1024, 576, 24.0
SMALL = (256, 144)
DRIFT_FRAMES = 300
MOST_SHARE, MOST_MEAN, MOST_CONTRAST = 0.1, 0.03, 0.10
DEFORUM_NOISE, DEFORUM_SHARPEN = 0.065, 0.1


class Still:
    """A painter that changes nothing."""

    def repaint(self, picture: np.ndarray, request: Request) -> np.ndarray:
        return picture


def ours(
    feedback: Feedback, first: np.ndarray, count: int, painter: Repainter, scene: np.ndarray | None = None
) -> Iterator[np.ndarray]:
    """The float frames of a fed-back shot."""
    size = (first.shape[1], first.shape[0])
    motion = steps(feedback, count=count, fps=FPS, size=size, signals={})
    course = lay_course(
        feedback, motion=motion, count=count, whole=count, fps=FPS, size=size, signals={}, seed=7, shot_id="s"
    )
    begin = np.divide(first, 255, dtype=np.float32)
    shown = None if scene is None else np.divide(scene, 255, dtype=np.float32)
    for _, picture, _ in feed(course, begun(course, begin), painter, lambda frame: shown, range(count)):
        yield picture


def deforum(first: np.ndarray, count: int, zoom: float, angle: float, folder: Path) -> Iterator[np.ndarray]:
    """The uint8 frames of the same steps as Deforum takes them."""
    from PIL import Image
    from skimage.color import lab2rgb, rgb2lab
    from skimage.exposure import match_histograms

    height, width = first.shape[:2]
    rng = np.random.default_rng(7)

    def matched(picture: np.ndarray) -> np.ndarray:
        fitted = match_histograms(rgb2lab(picture), rgb2lab(first), channel_axis=-1)
        return (np.clip(lab2rgb(fitted), 0, 1) * 255).round().astype(np.uint8)

    previous = first
    for number in range(count):
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, zoom)
        moved = cv2.warpPerspective(
            previous, np.vstack([turn, [0, 0, 1]]), (width, height), borderMode=cv2.BORDER_REFLECT_101
        )
        moved = matched(moved)
        moved = (moved * 1.0).round().astype(np.uint8)
        soft = cv2.GaussianBlur(moved, (5, 5), 1.0)
        sharp = float(DEFORUM_SHARPEN + 1) * moved - float(DEFORUM_SHARPEN) * soft
        moved = np.clip(sharp, 0, 255).round().astype(np.uint8)
        noise = np.clip((rng.standard_normal((height, width, 3)) + 1) / 2, 0, 1)
        noise = (noise * 255).astype(np.uint8)
        moved = cv2.addWeighted(moved, 1 - DEFORUM_NOISE, noise, DEFORUM_NOISE, 0)
        previous = matched(moved)
        Image.fromarray(previous).save(folder / f"{number:05d}.png")
        yield previous


def seconds_per_frame(frames: Iterator[object], count: int) -> float:
    """Median processor seconds of a frame after the first."""
    next(frames)
    took = []
    for _ in range(count - 1):
        begin = time.thread_time()
        next(frames)
        took.append(time.thread_time() - begin)
    return float(np.median(took))


def handed_over(frames: Iterator[np.ndarray]) -> Iterator[object]:
    finisher = FrameFinisher(WIDTH, HEIGHT, seed=7, grain=0.25)
    for picture in frames:
        yield finisher.finish(to_bytes(picture), GradeAt())


def report_cost(count: int) -> None:
    picture = cv2.resize(flatten(sample_world()), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    flat = Feedback(drift=Drift(zoom=1.01, angle=0.5))
    deep = Feedback(mode="3d", drift=Drift(dz=1.75, ry=0.1))
    with tempfile.TemporaryDirectory() as folder:
        theirs = seconds_per_frame(deforum(picture, count, 1.01, 0.5, Path(folder)), count)
    print(f"as Deforum does them, 2D    {1e3 * theirs:7.1f} ms a frame")
    for name, feedback in (("2D", flat), ("2D, white noise", flat.model_copy(update={"noise_kind": "white"})),
                           ("3D", deep)):  # fmt: skip
        mine = seconds_per_frame(handed_over(ours(feedback, picture, count, Still())), count)
        print(f"feelm, {name:20s} {1e3 * mine:7.1f} ms a frame, {mine / theirs:.3f} of it ", end="")
        print(f"(must be <= {MOST_SHARE})")


def report_drift() -> None:
    picture = cv2.resize(flatten(sample_world()), SMALL, interpolation=cv2.INTER_AREA)
    flat = Feedback(drift=Drift(zoom=1.01, angle=0.5))
    style = find_style("klimt_primavesi")
    painter = FeedbackBrush(make_brush(2), style, Paint(style=style.name), seed=7, shot_id="s")
    with tempfile.TemporaryDirectory() as folder:
        runs = {
            "as Deforum does it, unpainted": (
                np.divide(frame, 255, dtype=np.float32)
                for frame in deforum(picture, DRIFT_FRAMES, 1.01, 0.5, Path(folder))
            ),
            "feelm, unpainted": ours(flat, picture, DRIFT_FRAMES, Still()),
            "feelm, brush on itself": ours(flat, picture, DRIFT_FRAMES, painter),
            "feelm, brush with its world": ours(flat, picture, DRIFT_FRAMES, painter, picture),
        }
        for name, frames in runs.items():
            mean, contrast = worst_drift(frames)
            print(f"{name:30s} mean {mean:+.3f}, contrast {contrast:+.3f} of frame 1 at worst", end="")
            print(f" (feelm: within {MOST_MEAN} and {MOST_CONTRAST})")


def worst_drift(frames: Iterator[np.ndarray]) -> tuple[float, float]:
    """The largest change of the mean and of the standard deviation of luma, relative to the first frame."""
    first: tuple[float, float] | None = None
    worst = [0.0, 0.0]
    for frame in frames:
        now = luma_statistics(frame)
        first = first or now
        for index in (0, 1):
            change = now[index] / first[index] - 1
            worst[index] = change if abs(change) > abs(worst[index]) else worst[index]
    return worst[0], worst[1]


def main() -> None:
    cv2.setNumThreads(1)
    report_cost(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    report_drift()


if __name__ == "__main__":
    main()
