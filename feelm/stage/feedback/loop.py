"""The loop of a fed-back shot: moved, disturbed, painted again, held in colour; every frame comes out, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from feelm.score.curves import sample
from feelm.score.sources import Feedback
from feelm.seeds import generator
from feelm.stage.feedback.colour import Statistics, detail_of, held, statistics, within
from feelm.stage.feedback.depth import depth_of_picture, eased, flat_depth
from feelm.stage.feedback.disturb import Disturbance, crisped, noised, shaped
from feelm.stage.feedback.keys import KeyFrame, key_frames
from feelm.stage.feedback.motion import UNIT, between
from feelm.stage.feedback.state import FeedState
from feelm.stage.feedback.warp import FloatPicture, Plane, Way, fetch, inside, way_ahead, way_back

Floats = NDArray[np.float64]

COLOUR_MEMORY_S = 0.25
"""In so many seconds the colour of the picture has come (to 63 %) to the colour that is held."""
LIGHT_MEMORY_S = 0.1
"""The same for its light and contrast: a picture that is flown into becomes its own middle, and soon shows it."""
TARGET_MEMORY_S = 3.0
"""The same for the colour that is held, on its way to the scene's own."""
DEPTH_MEMORY_S = 1.2
"""The same for the depth that is carried along, on its way back to the scene's own."""
_MOST_GAIN = 1.02
_DETAIL_SHARE = 0.35
"""Part of a loss or gain of crispness that is made good at each key frame."""
_FEATHER = 0.02
"""Softness of the border of what is still in the picture, in frame widths."""


@dataclass(frozen=True, eq=False)
class Request:
    """What a painter is asked for at one key frame.

    ``strength`` (0..1): how much of the picture stays; ``elapsed_s``: seconds since it was painted last. ``scene``
    (h, w, 3): what the shot's world shows now, or None; ``scene_share`` (0..1): how much of what is painted anew is
    taken from it. ``accent`` (0..1): wanted novelty. ``revealed`` (h, w) 0..1: what came into the frame from outside
    and was never painted (None: nothing).
    ``undisturbed``: the picture before the noise, for a painter that does not take noise out by itself.
    """

    frame: int
    strength: float
    elapsed_s: float = 1.0 / 24.0
    scene: FloatPicture | None = None
    scene_share: float = 0.0
    accent: float = 0.0
    revealed: Plane | None = None
    undisturbed: FloatPicture | None = None


class Repainter(Protocol):
    """A painter that can paint a picture anew. Same picture, same request: same bytes."""

    def repaint(self, picture: FloatPicture, request: Request) -> FloatPicture:
        """Return ``picture`` (h, w, 3) float32 sRGB, painted anew as ``request`` asks; a new array."""
        ...


Scene = Callable[[int], FloatPicture | None]
"""What the shot's world shows at a frame of the shot, as (h, w, 3) float32 sRGB; None where it shows nothing."""


@dataclass(frozen=True, eq=False)
class Course:
    """A fed-back shot laid out: its motion, its key frames and its curves, one value for each frame."""

    feedback: Feedback
    size: tuple[int, int]
    fps: float
    motion: Floats
    keys: tuple[KeyFrame, ...]
    curves: Mapping[str, Floats]
    seed: int
    shot_id: str

    def disturbance(self, frame: int) -> Disturbance:
        """What happens to a frame before it is painted."""
        at = {name: float(values[frame]) for name, values in self.curves.items()}
        scale = self.size[0] / (self.feedback.reference or self.size)[0]
        return Disturbance(
            noise=max(0.0, at["noise"]),
            noise_kind=self.feedback.noise_kind,
            octaves=self.feedback.noise_octaves,
            persistence=self.feedback.noise_persistence,
            contrast=at["contrast"],
            sharpen=at["sharpen"],
            sigma_px=at["sharpen_sigma"] * scale,
            kernel_px=at["sharpen_kernel"] * scale,
            threshold=at["sharpen_threshold"],
        )

    def range_at(self, frame: int) -> tuple[float, float]:
        """The nearest and the farthest depth at a frame, in the score's unit."""
        near = max(float(self.curves["near"][frame]), 1.0)
        return near, max(float(self.curves["far"][frame]), 1.01 * near)


_CURVES = (
    "strength", "anchor", "accent", "noise", "contrast", "sharpen", "sharpen_sigma", "sharpen_kernel",
    "sharpen_threshold",
)  # fmt: skip
_RANGE = ("near", "far")


def lay_course(
    feedback: Feedback,
    *,
    motion: Floats,
    count: int,
    whole: int,
    fps: float,
    size: tuple[int, int],
    signals: Mapping[str, Floats],
    seed: int,
    shot_id: str,
) -> Course:
    """Sample all curves of a fed-back shot and set its key frames.

    Args:
        feedback: of the shot.
        motion: (whole, 4, 4) the step into each frame, from ``steps`` and ``camera_steps``.
        count: frames of the shot itself; the last of them is a key frame, so that the next shot can go on from it.
        whole: frames with the tail that is seen under the next shot.
        fps: of the film.
        size: (width, height).
        signals: one value for each frame.
        seed: of the film or shot.
        shot_id: names the shot's chance.

    Raises:
        ScoreError: a curve cannot be sampled.
    """
    times_s = np.arange(whole, dtype=np.float64) / fps
    named = {name: getattr(feedback, name) for name in _CURVES}
    named |= {name: getattr(feedback.drift, name) for name in _RANGE}
    curves = {
        name: sample(
            number,
            times_s=times_s,
            duration_s=whole / fps,
            signals=signals,
            where=f"shot {shot_id}, feedback.{'drift.' if name in _RANGE else ''}{name}",
        )
        for name, number in named.items()
    }
    keys = key_frames(whole, feedback.cadence * fps / (feedback.rate or fps), curves["accent"])
    if not any(key.frame == count - 1 for key in keys):
        keys = tuple(sorted((*keys, KeyFrame(count - 1)), key=lambda key: key.frame))
    return Course(feedback, size, fps, motion, keys, curves, seed, shot_id)


def begun(
    course: Course, picture: FloatPicture, *, depth: Plane | None = None, target: Statistics | None = None
) -> FeedState:
    """Return the state of a shot whose first frame is ``picture``.

    Args:
        course: of the shot.
        picture: painted, (h, w, 3) float32 sRGB.
        depth: of the scene, from ``depth_of_scene``; guessed from the picture when None.
        target: the colour that is to be held; the picture's own when None.
    """
    rest = _rest(course, picture, depth)
    return FeedState(picture, target or statistics(picture), rest, rest, 0)


def continued(
    course: Course, state: FeedState, *, depth: Plane | None = None, target: Statistics | None = None
) -> FeedState:
    """Return the state before frame 0 of a shot that goes on from the ``state`` of another."""
    rest = _rest(course, state.picture, depth)
    kept = state.depth if state.depth is not None and rest is not None else rest
    return FeedState(state.picture, target or state.target, kept, rest, -1)


def _rest(course: Course, picture: FloatPicture, depth: Plane | None) -> Plane | None:
    """The depth of the scene at the beginning of a shot; None where everything moves in the plane."""
    if course.feedback.mode == "2d":
        return None
    near, far = course.range_at(0)
    if course.feedback.depth == "flat":
        return flat_depth(course.size, near)
    return depth if depth is not None else depth_of_picture(picture, near, far)


def feed(
    course: Course, state: FeedState, repainter: Repainter, scene: Scene, wanted: Sequence[int]
) -> Iterator[tuple[int, FloatPicture, FeedState]]:
    """Yield (frame, picture, state) in order: every key frame, and of those between the ``wanted`` (rising) ones.

    Where ``state.frame`` is 0 the first frame given is the state's own picture, frame 0; from a state on a later frame
    (or on −1, the end of another shot) the first frame is one after it. It ends with the key frame that is the last
    wanted frame or follows it. The state given with a key frame stands on that very frame.
    """
    if state.frame == 0:
        yield 0, state.picture, state
    asked = frozenset(wanted)
    ahead = [key for key in course.keys if key.frame > state.frame]
    for key in ahead:
        if state.frame >= wanted[-1]:
            return
        fresh = _paint_key(course, state, key.frame, repainter, scene)
        for frame in range(state.frame + 1, key.frame):
            if frame in asked:
                yield frame, _in_between(course, state, fresh, frame, key.accent), state
        state = fresh
        yield state.frame, state.picture, state


def _paint_key(course: Course, state: FeedState, frame: int, repainter: Repainter, scene: Scene) -> FeedState:
    """The next key frame: the last one moved, disturbed, painted again and held."""
    feedback, elapsed_s = course.feedback, (frame - state.frame) / course.fps
    way = _way_to(course, state, frame)
    how = course.disturbance(frame)
    moved = shaped(fetch(state.picture, way, feedback.border), how)
    shown = scene(frame)
    request = Request(
        frame=frame,
        strength=float(np.clip(course.curves["strength"][frame], 0, 1)),
        elapsed_s=elapsed_s,
        scene=shown,
        scene_share=float(np.clip(course.curves["anchor"][frame], 0, 1)) if shown is not None else 0.0,
        accent=float(np.clip(course.curves["accent"][frame], 0, 1)),
        revealed=_revealed(way, course.size[0]),
        undisturbed=moved,
    )
    rng = generator(course.seed, "feedback", course.shot_id, frame, "noise")
    painted = repainter.repaint(noised(moved, how, rng), request)
    target = state.target
    if feedback.colour == "hold":
        painted, target = _held(painted, moved, state.target, request, elapsed_s, feedback.colour_from)
    depth = state.depth
    if depth is not None and state.rest is not None:
        carried = way.depth if way.depth is not None else depth
        depth = eased(carried, _scene_depth(course, state.rest, frame), _share(elapsed_s, DEPTH_MEMORY_S))
    picture = np.asarray(np.clip(painted, 0, 1), dtype=np.float32)
    return replace(state, picture=picture, target=target, depth=depth, frame=frame)


def _share(elapsed_s: float, memory_s: float) -> float:
    """Part of the way that is gone in a time, at a pace that would have gone 63 % of it in ``memory_s``."""
    return 1.0 - float(np.exp(-elapsed_s / memory_s))


def _scene_depth(course: Course, rest: Plane, frame: int) -> Plane:
    """The scene's own depth at a frame whose nearest and farthest may have been moved."""
    (near, _), (nearest, farthest) = course.range_at(0), course.range_at(frame)
    return np.asarray(np.minimum(rest * (nearest / near), farthest / UNIT), dtype=np.float32)


def _held(
    painted: FloatPicture,
    moved: FloatPicture,
    target: Statistics,
    request: Request,
    elapsed_s: float,
    colour_from: str,
) -> tuple[FloatPicture, Statistics]:
    """The painted picture with the colour it had before it was painted, a little nearer to what is held."""
    if request.scene is not None and request.scene_share > 0 and not colour_from:
        share = request.scene_share * _share(elapsed_s, TARGET_MEMORY_S)
        target = target.towards(statistics(request.scene), share)
    before = statistics(moved)
    wanted = before.towards(target, _share(elapsed_s, COLOUR_MEMORY_S))
    wanted = replace(wanted, luma=before.towards(target, _share(elapsed_s, LIGHT_MEMORY_S)).luma)
    painted = held(within(painted, target), wanted, _MOST_GAIN)
    detail = before.towards(target, _DETAIL_SHARE).detail
    gain = float(np.clip(detail / max(detail_of(painted), 1e-4), 0.6, 1.5))
    return crisped(painted, gain), target


def _in_between(course: Course, state: FeedState, fresh: FeedState, frame: int, accent: bool) -> FloatPicture:
    """A frame between two key frames: both brought to it, the nearer counting for more.

    The next key is at full weight on its own frame. An accent is not to be seen before it: then the last key alone
    is shown.
    """
    way = _way_to(course, state, frame)
    old = fetch(state.picture, way, course.feedback.border)
    if accent:
        return old
    ahead = way_ahead(between(course.motion, frame, fresh.frame), way.depth, course.size)
    new = fetch(fresh.picture, ahead, course.feedback.border)
    part = (frame - state.frame) / (fresh.frame - state.frame)
    feather = _FEATHER * course.size[0]
    old_weight, new_weight = (1 - part) * inside(way, feather), part * inside(ahead, feather)
    share = (new_weight + 1e-4 * part) / (old_weight + new_weight + 1e-4)
    return np.asarray(old + share[..., None] * (new - old), dtype=np.float32)


def _way_to(course: Course, state: FeedState, frame: int) -> Way:
    return way_back(between(course.motion, state.frame, frame), state.depth, course.size)


def _revealed(way: Way, width: int) -> Plane | None:
    """What was outside the last key frame, or None where nothing was."""
    shown = inside(way, _FEATHER * width)
    # The soft border itself is half outside by its making: only what reaches in from there is new.
    new = np.clip(1.0 - 2.0 * shown, 0, 1)
    return np.asarray(new, dtype=np.float32) if float(new.max()) > 0 else None
