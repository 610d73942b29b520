"""Every field of a shot that may move is seen: the picture of a moving expression differs from that of a constant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from feelm.render.opening import open_score, pieces_of
from feelm.render.store import Store
from feelm.render.work import Job, film_shot, paint_shot
from feelm.score.model import Shot
from feelm.score.numbers import Keys, Number
from feelm.score.tree import numbers_of

FRAMES = 5
PLAYER: dict[str, Any] = {"person": "child", "hero": True, "action": "wave"}
SHOT: dict[str, Any] = {
    "id": "a", "start": 0, "end": FRAMES / 10, "camera": {}, "grade": {}, "paint": {"painter": "plain"},
    "world": {"place": "forest", "wind": 1, "players": [PLAYER]},
}  # fmt: skip
FED_2D: dict[str, Any] = {"noise": 0, "drift": {"zoom": 1.05, "angle": 4, "flip_phi": 2}}
FED_3D: dict[str, Any] = {"mode": "3d", "noise": 0, "drift": {"dx": 20, "dz": 10, "ry": 4, "rx": 3}}
MOVING = {
    "camera.x": "u", "camera.y": "0.5 * u", "camera.z": "2 * u", "camera.pan": "9 * u", "camera.tilt": "9 * u",
    "camera.roll": "9 * u", "camera.zoom": "1 + 0.5 * u", "camera.orbit": "20 * u", "camera.swing": "u",
    "camera.lean": "u", "camera.aperture": "u", "camera.focus": "2 + 30 * u", "camera.shake": "2 * u",
    "camera.shutter": "360 * u", "world.pace": "1 + 7 * u", "world.players.0.grow": "1 + u",
    "world.players.0.presence": "1 - u",
    "feedback.drift.zoom": "1.05 + u", "feedback.drift.angle": "9 * u", "feedback.drift.x": "9 * u",
    "feedback.drift.y": "9 * u", "feedback.drift.centre_x": "0.5 - u", "feedback.drift.centre_y": "0.5 - u",
    "feedback.drift.dx": "20 + 60 * u", "feedback.drift.dy": "60 * u", "feedback.drift.dz": "10 + 60 * u",
    "feedback.drift.rx": "9 * u", "feedback.drift.ry": "9 * u", "feedback.drift.rz": "9 * u",
    "feedback.drift.flip_theta": "9 * u", "feedback.drift.flip_phi": "9 * u", "feedback.drift.flip_gamma": "9 * u",
    "feedback.drift.flip_fov": "53 + 90 * u", "feedback.drift.fov": "70 - 40 * u", "feedback.drift.aspect": "1 + u",
    "feedback.drift.near": "200 + 900 * u", "feedback.drift.far": "10000 - 9700 * u",
    "feedback.strength": "0.65 - 0.6 * u", "feedback.anchor": "0.25 + 0.7 * u", "feedback.accent": "u",
    "feedback.noise": "0.3 * u", "feedback.contrast": "1 + u", "feedback.sharpen": "0.1 + 3 * u",
    "feedback.sharpen_sigma": "1 + 4 * u", "feedback.sharpen_kernel": "5 + 10 * u",
    "feedback.sharpen_threshold": "0.5 * u",
    "grade.exposure": "u", "grade.contrast": "1 + u", "grade.saturation": "1 - u", "grade.warmth": "u",
    "grade.vignette": "0.15 + 0.8 * u", "grade.grain": "0.25 + 0.7 * u",
}  # fmt: skip
NEEDED: dict[str, dict[str, Any]] = {
    "camera.focus": {"camera.aperture": 1}, "camera.shutter": {"camera.pan": "40 * u"},
    "feedback.sharpen_sigma": {"feedback.sharpen": 3},
    "feedback.sharpen_kernel": {"feedback.sharpen": 3, "feedback.sharpen_sigma": 4},
    "feedback.sharpen_threshold": {"feedback.sharpen": 3},
}  # fmt: skip
"""What else must be there for a field to show."""


def numbers_of_a_shot() -> set[str]:
    """Every field of a shot's model that may be an expression, by its path."""
    shot = Shot.model_validate(SHOT | {"feedback": {"drift": {}}, "camera": {"focus": 3}})
    assert Keys in Number.__args__
    return {".".join(map(str, path)) for path, _ in numbers_of(shot)}


def put(shot: dict[str, Any], path: str, value: Any) -> None:
    *way, last = path.split(".")
    place: Any = shot
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[last] = value


def last_frame(folder: Path, name: str, changes: dict[str, Any]) -> np.ndarray:
    """The last frame of a shot with some of its fields changed."""
    shot: dict[str, Any] = json.loads(json.dumps(SHOT))
    if name.startswith("feedback."):
        shot["feedback"] = json.loads(json.dumps(FED_3D if name.split(".")[-1] in MODE_3D else FED_2D))
    for path, value in changes.items():
        put(shot, path, value)
    score = {"schema": "feelm-score/1", "size": [96, 64], "fps": 10, "duration": FRAMES / 10, "fade_in": 0,
             "fade_out": 0, "shots": [shot]}  # fmt: skip
    (folder / "film.yaml").write_text(json.dumps(score), encoding="utf-8")
    (piece,) = pieces_of(open_score(folder / "film.yaml"))
    store = Store(folder / "store")
    for task, key, ending in ((paint_shot, piece.world_key, ".world"), (film_shot, piece.key, ".mp4")):
        if not store.holds(key, ending):
            task(Job(piece, store.root), lambda _: None)
    with av.open(str(store.path(piece.key, ".mp4"))) as film:
        return [frame.to_ndarray(format="rgb24").astype(int) for frame in film.decode(video=0)][-1]


MODE_3D = ("dx", "dy", "dz", "rx", "ry", "rz", "fov", "aspect", "near", "far")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fields")


def test_every_number_of_a_shot_is_tried() -> None:
    assert numbers_of_a_shot() == set(MOVING)


@pytest.mark.parametrize("name", MOVING)
def test_a_moving_field_moves_the_picture(name: str, folder: Path) -> None:
    needed = NEEDED.get(name, {})
    still = last_frame(folder, name, needed)
    moved = last_frame(folder, name, needed | {name: MOVING[name]})
    assert np.abs(moved - still).max() > 1, f"{name} is accepted and not seen"
