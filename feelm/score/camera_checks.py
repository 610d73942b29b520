"""What a camera cannot do over what a shot shows: refused with a sentence, not passed over."""

from __future__ import annotations

from feelm.score.camera_plan import Camera
from feelm.score.model import Shot
from feelm.score.numbers import Number
from feelm.score.tree import Path, PlacedScoreError

_NEEDS_DEPTH = {
    "focus_pull": "pulls focus between near and far",
    "dolly_zoom": "moves near and far against one another",
}


def check_camera(shot: Shot, path: Path) -> None:
    """Refuse fields of a shot that cannot act on what it shows.

    Raises:
        ScoreError: with ``path``, the place in the score's tree.
    """
    if shot.still is not None and shot.footage is not None:
        raise PlacedScoreError(
            f"shot `{shot.id}` shows a still and footage", (*path, "footage"), fix="keep one of them"
        )
    _check_still(shot, path)
    if shot.footage is not None and shot.paint.boil > 0:
        raise PlacedScoreError(
            "footage moves by itself and does not boil", (*path, "paint", "boil"), fix="leave boil out"
        )
    flat = shot.footage is not None or (shot.still is not None and shot.still.depth is None)
    if flat:
        _check_flat(shot, (*path, "camera"))
    if shot.camera.focus is not None and not _acts(shot.camera.aperture) and not _pulls(shot.camera):
        raise PlacedScoreError(
            "the focus changes nothing while the aperture is 0",
            (*path, "camera", "focus"),
            fix="set aperture, 0.5 to 2 is usual",
        )


def _check_still(shot: Shot, path: Path) -> None:
    still = shot.still
    if still is None:
        return
    near, far = still.depth_m
    if not 0.05 <= near < far <= 1e5:
        raise PlacedScoreError(
            f"the depth from {near:g} to {far:g} metres is none",
            (*path, "still", "depth_m"),
            fix="give [nearest, farthest], the nearest at least 0.05",
        )
    for field in ("near", "depth_m"):
        if still.depth is None and field in still.model_fields_set:
            raise PlacedScoreError(
                f"`{field}` says how a depth map is read, and there is none",
                (*path, "still", field),
                fix="give still.depth, or leave it out",
            )


def _check_flat(shot: Shot, path: Path) -> None:
    """A flat picture has one distance: nothing of it can be nearer or less sharp than the rest."""
    what = "footage" if shot.footage is not None else "a still without a depth map"
    fix = "leave it out" if shot.footage is not None else "give still.depth, or leave it out"
    for field in ("aperture", "focus"):
        value = getattr(shot.camera, field)
        if value is not None and _acts(value):
            raise PlacedScoreError(f"{what} is flat, `{field}` cannot act on it", (*path, field), fix=fix)
    names = [move.name for move in shot.camera.moves] or [shot.camera.move]
    for index, name in enumerate(names):
        if name in _NEEDS_DEPTH:
            place = (*path, "moves", index) if shot.camera.moves else (*path, "move")
            raise PlacedScoreError(f"{what} is flat, and `{name}` {_NEEDS_DEPTH[name]}", place, fix=fix)


def _pulls(camera: Camera) -> bool:
    return "focus_pull" in (camera.move, *(move.name for move in camera.moves))


def _acts(number: Number) -> bool:
    return not isinstance(number, int | float) or number != 0
