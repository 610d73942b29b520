"""All that the next frame of a fed-back picture depends on, in memory and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from feelm.errors import InputError
from feelm.stage.feedback.colour import Statistics
from feelm.stage.feedback.warp import FloatPicture, Plane


@dataclass(frozen=True, eq=False)
class FeedState:
    """The last painted frame and what is remembered with it.

    ``picture`` (h, w, 3) float32 sRGB; ``target``: the colour that is held; ``depth`` of the picture and ``rest``, the
    scene's own to which it is led back, (h', w') in units (None in a flat shot). There is no map to remember: the
    state stands on a key frame, from which every map begins.
    """

    picture: FloatPicture
    target: Statistics
    depth: Plane | None = None
    rest: Plane | None = None
    frame: int = 0


def write_state(state: FeedState, path: Path) -> None:
    """Write a state to ``path`` as plain arrays. The same state gives the same bytes."""
    arrays: dict[str, Any] = {
        "picture": state.picture,
        "mean": state.target.mean,
        "covariance": state.target.covariance,
        "detail": np.float64(state.target.detail),
        "reach": state.target.reach,
        "luma": state.target.luma,
        "frame": np.int64(state.frame),
    }
    for name, plane in (("depth", state.depth), ("rest", state.rest)):
        if plane is not None:
            arrays[name] = plane
    with path.open("wb") as stream:
        np.savez(stream, **arrays)


def read_state(path: Path) -> FeedState:
    """Read what ``write_state`` wrote.

    Raises:
        InputError: the file is damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            held = Statistics(
                arrays["mean"], arrays["covariance"], float(arrays["detail"]), arrays["reach"], arrays["luma"]
            )
            depth, rest = (arrays[name] if name in arrays.files else None for name in ("depth", "rest"))
            return FeedState(arrays["picture"], held, depth, rest, int(arrays["frame"]))
    except (BadZipFile, KeyError, ValueError, EOFError) as error:
        raise InputError(
            "the kept end of a shot is damaged",
            where=str(path),
            fix="delete the file and render again",
        ) from error
