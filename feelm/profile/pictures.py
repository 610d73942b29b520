"""The pairs of the mirror: one painted scene twice, alike in all but one relation, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from feelm.director.relations import LookOffsets
from feelm.errors import OutputError
from feelm.profile.mapping import Pair
from feelm.score.model import Camera, Light, Paint, Player, Shot, WorldPlan
from feelm.stage.layer import Picture
from feelm.story.telling import Scene

WIDTH, HEIGHT = 480, 270
GAP = 24
_STYLE = "monet_water_lilies"
_USUAL = LookOffsets(
    lightness=16.0, chroma=16.0, saturation=20.0, contrast=0.3, key=0.3, speed=1.0, stroke=0.4, bold=1.0
)
"""One usual offset of each relation, as large as a picture shows it well."""
_SMEAR_PX = 16


@dataclass(frozen=True)
class _Look:
    """Where a picture of a pair stands: everything neutral but one relation."""

    relation: str
    offset: float

    def of(self, relation: str) -> float:
        """Offset of a relation, in usual ones."""
        return self.offset if relation == self.relation else 0.0


def draw_pair(pair: Pair, path: Path, seed: int = 7) -> Path:
    """Paint both pictures of a pair and write them side by side as PNG; returns the path.

    Args:
        pair: which relation, and how far each picture is from neutral.
        path: of the PNG.
        seed: of the scene; pairs of one session show different scenes with different seeds.

    Raises:
        OutputError: the file cannot be written.
    """
    both = [_picture(_Look(pair.relation, offset), seed) for offset in (pair.first, pair.second)]
    sheet = np.full((HEIGHT + 2 * GAP, 2 * WIDTH + 3 * GAP, 3), (238, 246, 250), np.uint8)
    for index, picture in enumerate(both):
        left = GAP + index * (WIDTH + GAP)
        sheet[GAP : GAP + HEIGHT, left : left + WIDTH] = picture[..., ::-1]
        # One dot under the first, two under the second.
        for dot in range(index + 1):
            cv2.circle(
                sheet, (left + WIDTH // 2 + 12 * dot - 6 * index, HEIGHT + GAP + 12), 4, (52, 42, 44), -1
            )
    done, png = cv2.imencode(".png", sheet)
    if not done:
        raise OutputError("the pair cannot be written as PNG", where=str(path))
    from feelm.profile.file import write_private

    return write_private(path, png.tobytes())


_SCENES = (
    ("lake", "afternoon", ("rowing_boat",), "adult"),
    ("field", "morning", ("tree",), "child"),
    ("street", "sunset", ("bicycle",), "adult"),
)


def _picture(look: _Look, seed: int) -> Picture:
    """The scene of a seed with one relation moved, painted, as a film of it would begin."""
    from feelm.painter import find_style, list_styles, paint_picture
    from feelm.render.tools import brush, catalogue
    from feelm.stage import Performance, build_world, camera_poses

    shot = _shot(look, seed)
    world = build_world(shot, width=WIDTH, height=HEIGHT, seed=seed, catalogue=catalogue())
    performance = Performance(world)
    pose = camera_poses(Camera(), times_s=[0.0], duration_s=6.0, signals={}, shot_size=shot.size, seed=seed)[
        0
    ]
    picture = performance.frame(pose, 0.0, {})[..., :3]
    names = {style.name for style in list_styles()}
    painted = paint_picture(
        np.ascontiguousarray(picture),
        find_style(_STYLE if _STYLE in names else min(names - {"plain"}, default="plain")),
        strength=0.45 + 0.25 * look.of("brush"),
        keep_colour=0.75,
        stroke=1.0 + 0.5 * look.of("brush"),
        seed=seed,
        brush=brush(),
    )
    if look.relation == "motion":
        # What passes by is smeared along its way, as a long exposure sees it.
        length = 1 + round(_SMEAR_PX * max(1.0 + look.offset, 0.0))
        return np.asarray(cv2.blur(painted, (length, 1)), dtype=np.uint8)
    return _graded(painted, look)


def _shot(look: _Look, seed: int) -> Shot:
    from feelm.director.palette import palette_of

    place, time, things, person = _SCENES[seed % len(_SCENES)]
    offsets = LookOffsets(
        lightness=_USUAL.lightness * look.of("lightness"),
        chroma=_USUAL.chroma * look.of("chroma"),
        saturation=_USUAL.saturation * look.of("saturation"),
        contrast=_USUAL.contrast * look.of("contrast"),
    )
    scene = Scene(0, ("",), "en", place=place, time_of_day=time, weather="clear")  # type: ignore[arg-type]
    players = [Player(thing=thing) for thing in things if _known(thing)]
    return Shot(
        id="mirror",
        start=0.0,
        end=6.0,
        size="medium",
        world=WorldPlan(
            place=place,  # type: ignore[arg-type]
            time=time,  # type: ignore[arg-type]
            palette=palette_of(scene, offsets),
            light=Light(strength=min(max(0.5 + _USUAL.key * look.of("light"), 0.05), 1.0)),
            players=[*players, Player(person=person, hero=True)],  # type: ignore[arg-type]
        ),
        paint=Paint(style="plain"),
    )


def _known(thing: str) -> bool:
    from feelm.render.tools import catalogue

    return catalogue().find(thing.replace("_", " "), "en") is not None


def _graded(picture: Picture, look: _Look) -> Picture:
    """What the palette alone would show too faintly, on the finished picture: in CIELAB, hue untouched."""
    lab = cv2.cvtColor(picture.astype(np.float32) / 255.0, cv2.COLOR_RGB2LAB)
    lightness = lab[..., 0]
    middle = float(lightness.mean())
    lightness = middle + (lightness - middle) * (1.0 + 0.25 * look.of("contrast"))
    # Hard light: the darks go down, the lights stay.
    lightness = lightness - 10.0 * look.of("light") * np.clip(1.0 - lightness / 60.0, 0.0, 1.0)
    lab[..., 0] = np.clip(lightness + 0.5 * _USUAL.lightness * look.of("lightness"), 0.0, 100.0)
    lab[..., 1:] *= max(1.0 + 0.35 * (look.of("chroma") + look.of("saturation")), 0.0)
    rgb = cv2.cvtColor(lab, cv2.COLOR_LAB2RGB)
    return np.asarray(np.clip(rgb * 255.0 + 0.5, 0, 255), dtype=np.uint8)
